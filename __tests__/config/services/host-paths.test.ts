import { changedEnvironment } from "../../support/mistakes.ts";
import { problems } from "../../support/problems.ts";

const WINDOWS = {
  "ec2Cluster.image": "windows-2022-core",
  "ec2Cluster.instanceTypes": ["t3.large"],
  "services[2].os": "windows-2022-core",
};

const problemsOf = (hostPath: string, more: object = {}, waived = false) =>
  problems(
    changedEnvironment({
      ...more,
      "services[2].volumes": [{ type: "bind", name: "x", hostPath, ...(waived && { allowHostControl: true }) }],
    }),
  );

const LINUX = [
  ...["/", "//", "/./", "/..", "/var/..", "/host/../"],
  ...["/var", "/run", "/var/run", "/run/docker", "/run/containerd/", "/var/run/containerd"],
  ...["/var/run/docker.sock", "/run/docker.sock", "/var/run//docker.sock", "/var/run/./docker.sock"],
  ...["/var/run/../run/docker.sock", "/mnt/../var/run/docker.sock", "/var/run/docker.sock/", "/opt/docker.sock"],
  ...["/run/containerd/containerd.sock", "/run/podman/podman.sock", "/run/crio/crio.sock", "/run/dockershim.sock"],
  ...["/proc/1/root", "/proc/self/root/etc"],
];

test.each(LINUX)("%s is refused, unless it is meant", (hostPath) => {
  expect(problemsOf(hostPath)).toEqual([expect.stringContaining("lets the containers control their instance")]);
  expect(problemsOf(hostPath, {}, true)).toEqual([]);
});

test.each(["C:\\", "C:\\ProgramData\\..", "//./pipe/docker_engine", "//./pipe/containerd-containerd"])(
  "%s of Windows is refused, unless it is meant",
  (hostPath) => {
    expect(problemsOf(hostPath, WINDOWS)).toEqual([
      expect.stringContaining("lets the containers control their instance"),
    ]);
    expect(problemsOf(hostPath, WINDOWS, true)).toEqual([]);
  },
);

test.each(["/var/log", "/etc/pki", "/var/lib/docker/containers", "/proc", "/sys/fs/cgroup", "/srv/docker.sock.d"])(
  "%s is accepted",
  (hostPath) => {
    expect(problemsOf(hostPath)).toEqual([]);
  },
);

test.each(["C:\\data", "D:\\"])("%s of Windows is accepted", (hostPath) => {
  expect(problemsOf(hostPath, WINDOWS)).toEqual([]);
});
