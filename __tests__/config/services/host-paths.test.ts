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

const mounted = (...readOnly: boolean[]) => ({
  "services[2].container.mounts": readOnly.map((each, index) => ({ volume: "x", path: `/x${index}`, readOnly: each })),
});

const WRITTEN = [
  ...["/etc", "/etc/", "//etc", "/opt/../etc", "/etc/ecs", "/etc/ecs/ecs.config", "/etc/cron.d", "/etc/systemd/system"],
  ...["/etc/passwd", "/etc/sudoers.d", "/etc/ssh", "/root", "/root/.ssh", "/home", "/home/ec2-user", "/home/a/.ssh"],
  ...["/proc", "/proc/sys", "/sys", "/sys/fs/cgroup", "/dev", "/boot", "/usr", "/usr/bin", "/usr/local/bin", "/lib"],
  ...["/var/lib", "/var/lib/docker", "/var/lib/docker/volumes", "/var/lib/ecs", "/var/lib/ecs/data"],
  ...["/var/lib/containerd", "/var/lib/cloud", "/var/spool/cron"],
];

test.each(WRITTEN)("%s is refused where a container may write to it, unless it is meant", (hostPath) => {
  const refused = [expect.stringContaining("mount it with readOnly")];
  expect(problemsOf(hostPath)).toEqual(refused);
  expect(problemsOf(hostPath, mounted(false))).toEqual(refused);
  expect(problemsOf(hostPath, mounted(true, false))).toEqual(refused);
  expect(problemsOf(hostPath, mounted(true))).toEqual([]);
  expect(problemsOf(hostPath, {}, true)).toEqual([]);
});

test.each([
  ...["/var/log", "/etc/pki", "/etc/shop", "/opt/shop", "/var/lib/shop", "/home/ec2-user/data", "/usr/share/zoneinfo"],
  ...["/usr/local/share/models", "/srv/docker.sock.d", "/mnt/data", "/tmp", "/developer", "/procedures", "/rootfs"],
])("%s is accepted", (hostPath) => {
  expect(problemsOf(hostPath, mounted(false))).toEqual([]);
});

test.each(["C:\\data", "D:\\"])("%s of Windows is accepted", (hostPath) => {
  expect(problemsOf(hostPath, WINDOWS)).toEqual([]);
});
