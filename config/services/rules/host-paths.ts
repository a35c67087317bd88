import { posix, win32 } from "node:path";
import type { Finding } from "../../finding.ts";
import { whereParsed } from "../../unparsed.ts";
import type { Service } from "../service.ts";

/** Sockets of container runtimes, whatever folder they are in. */
const SOCKET = /\/(docker|containerd|podman|crio|dockershim|cri-dockerd)\.sock$/;

/** The file system of the instance, folders that the sockets are in, and ways of /proc back to the file system. */
const HOST_CONTROL = /^\/((var|run|var\/run)(\/(docker|containerd|podman|crio))?|proc\/[^/]+\/(root|cwd)(\/.*)?)?$/;

/**
 * Folders of programs, services, logins, devices, the kernel and the data of ECS and of container runtimes: who writes to one
 * becomes root on the instance. Agents that watch an instance read some of them
 * (https://docs.docker.com/engine/security/#docker-daemon-attack-surface,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html).
 */
const WRITTEN_CONTROL = new RegExp(
  [
    "/(etc|usr|home|opt|boot|bin|sbin|lib|lib64|dev|proc|sys|root)",
    "/(boot|bin|sbin|lib|lib64|dev|proc|sys|root)/.*",
    "/etc/(cron|systemd|init|rc|sudoers|passwd|shadow|group|ssh|pam|profile|ld\\.so|ecs|docker|containerd|udev|selinux).*",
    "/usr/(local/)?(s?bin|lib|lib64|libexec)(/.*)?",
    "/home/[^/]+(/\\.ssh(/.*)?)?",
    "/var/(lib|spool)",
    "/var/lib/(docker|containerd|containers|ecs|cloud|kubelet)(/.*)?",
    "/var/spool/cron(/.*)?",
  ]
    .map((form) => `^${form}$`)
    .join("|"),
);

/** Pipes of container runtimes on Windows, and the drive of the system (https://docs.docker.com/engine/daemon/). */
const PIPE = /^\\\\\.\\pipe\\(docker|containerd)/i;
const SYSTEM_DRIVE = /^c:\\?$/i;

const MESSAGE =
  "lets the containers control their instance and every other task on it: mount another folder, or set allowHostControl to true";
const WRITTEN_MESSAGE =
  "lets containers that write to it control their instance and every other task on it: mount it with readOnly, mount another folder, or set allowHostControl to true";

/** Finds folders of the instance through which a container controls it, however the path is written. */
export function checkHostPaths({ volumes, os, container, sidecars }: Service): Finding[] {
  return volumes.flatMap((volume, index) =>
    whereParsed(() => {
      if (volume.type !== "bind" || volume.hostPath === undefined || volume.allowHostControl) return [];
      const path = ["volumes", index, "hostPath"];
      if ((os === "linux" ? controlsLinux : controlsWindows)(volume.hostPath)) return [{ path, message: MESSAGE }];
      const mounts = [container, ...sidecars].flatMap((each) =>
        each.mounts.filter((mount) => mount.volume === volume.name),
      );
      const isOnlyRead = mounts.length > 0 && mounts.every(({ readOnly }) => readOnly);
      if (os !== "linux" || isOnlyRead || !WRITTEN_CONTROL.test(normalized(volume.hostPath))) return [];
      return [{ path, message: WRITTEN_MESSAGE }];
    }),
  );
}

function controlsLinux(hostPath: string): boolean {
  const path = normalized(hostPath);
  return HOST_CONTROL.test(path) || SOCKET.test(path);
}

const normalized = (hostPath: string): string =>
  posix
    .normalize(hostPath)
    .replace(/^\/+/, "/")
    .replace(/(?<=.)\/$/, "");

function controlsWindows(hostPath: string): boolean {
  const path = win32.normalize(hostPath);
  return SYSTEM_DRIVE.test(path) || PIPE.test(path);
}
