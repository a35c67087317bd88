import type { Finding } from "../../finding.ts";
import { isWindows } from "../../windows.ts";
import { capacityOf } from "../derive.ts";
import type { Service } from "../service.ts";
import { containersOf } from "./containers.ts";

/** Finds what Windows does not have where the service runs. */
export function checkWindowsService(service: Service): Finding[] {
  if (!isWindows(service.os)) return [];
  return [checkPlace, checkTaskSize, checkLogRouter, checkDisks, checkMounts].flatMap((rule) => rule(service));
}

function checkPlace(service: Service): Finding[] {
  const { cluster, os } = service;
  const path = ["os"];
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-windows-fargate.html
  if (cluster === "fargate")
    return os.startsWith("windows-2025-")
      ? [
          {
            path,
            message: "is not on Fargate, which has Windows Server 2019 and 2022: use one of them, or the EC2 cluster",
          },
        ]
      : [];
  const other = capacityOf(service).find(({ provider }) => provider !== "instances");
  if (other === undefined) return [];
  return [{ path, message: `does not run on ${other.provider}: use instances, or set os to linux` }];
}

/**
 * Windows on EC2 takes no size of a task, only those of containers
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows_task_definitions.html).
 */
function checkTaskSize({ cluster, cpuUnits, memoryMiB }: Service): Finding[] {
  if (cluster !== "ec2") return [];
  return Object.entries({ cpuUnits, memoryMiB }).flatMap(([field, value]) =>
    value === undefined
      ? []
      : [{ path: [field], message: `is not for Windows on instances: set ${field} of the containers instead` }],
  );
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html, considerations. */
function checkLogRouter({ logs }: Service): Finding[] {
  if (logs.type !== "firelens") return [];
  return [{ path: ["logs", "type"], message: "is not for Windows: use cloudwatch, or set os to linux" }];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-volumes.html; other rules say where there are none. */
function checkDisks({ cluster, volumes }: Service): Finding[] {
  return volumes.flatMap((volume, index) =>
    cluster === "ec2" && volume.type === "ebs" && volume.fileSystem !== "ntfs"
      ? [{ path: ["volumes", index, "fileSystem"], message: "is not for Windows: use ntfs" }]
      : [],
  );
}

/**
 * A volume is mounted at a folder of a drive, and not over the whole drive of the system
 * (https://github.com/moby/moby/blob/master/daemon/volume/mounts/windows_parser.go, rxDestination, windowsValidateNotRoot).
 */
function checkMounts(service: Service): Finding[] {
  return containersOf(service).flatMap(({ path, container: { mounts } }) =>
    mounts.flatMap((mount, index) => {
      const at = [...path, "mounts", index, "path"];
      if (mount.path.startsWith("/"))
        return [{ path: at, message: "has no drive, which a mount on Windows needs: write one such as C:\\data" }];
      return /^c:[\\/]*$/i.test(mount.path)
        ? [{ path: at, message: "is the drive of the system: mount the volume at a folder of it, such as C:\\data" }]
        : [];
    }),
  );
}
