import { posix, win32 } from "node:path";
import type { Finding } from "../../finding.ts";
import { whereParsed } from "../../unparsed.ts";
import type { Service } from "../service.ts";

/** Sockets of container runtimes, whatever folder they are in. */
const SOCKET = /\/(docker|containerd|podman|crio|dockershim|cri-dockerd)\.sock$/;

/** The file system of the instance, folders that the sockets are in, and ways of /proc back to the file system. */
const HOST_CONTROL = /^\/((var|run|var\/run)(\/(docker|containerd|podman|crio))?|proc\/[^/]+\/(root|cwd)(\/.*)?)?$/;

/** Pipes of container runtimes on Windows, and the drive of the system (https://docs.docker.com/engine/daemon/). */
const PIPE = /^\\\\\.\\pipe\\(docker|containerd)/i;
const SYSTEM_DRIVE = /^c:\\?$/i;

/** Finds folders of the instance through which a container controls it, however the path is written. */
export function checkHostPaths({ volumes, os }: Service): Finding[] {
  return volumes.flatMap((volume, index) =>
    whereParsed(() => {
      if (volume.type !== "bind" || volume.hostPath === undefined || volume.allowHostControl) return [];
      if (!(os === "linux" ? controlsLinux : controlsWindows)(volume.hostPath)) return [];
      const message =
        "lets the containers control their instance and every other task on it: mount another folder, or set allowHostControl to true";
      return [{ path: ["volumes", index, "hostPath"], message }];
    }),
  );
}

function controlsLinux(hostPath: string): boolean {
  const path = posix.normalize(hostPath).replace(/(?<=.)\/$/, "");
  return HOST_CONTROL.test(path) || SOCKET.test(path);
}

function controlsWindows(hostPath: string): boolean {
  const path = win32.normalize(hostPath);
  return SYSTEM_DRIVE.test(path) || PIPE.test(path);
}
