import { strategyOf } from "../../../packages/deployments/strategy.ts";
import type { Finding } from "../../finding.ts";
import { runsOn } from "../derive.ts";
import { rolloutOf } from "../rollout.ts";
import type { Service } from "../service.ts";

type Volume = Service["volumes"][number];
type Disk = Extract<Volume, { type: "ebs" }>;

/** Finds volumes that ECS does not have where the service runs. */
export function checkVolumes(service: Service): Finding[] {
  const { volumes } = service;
  return volumes.flatMap((volume, index) => {
    const twin = volumes.findIndex(({ name }) => name === volume.name);
    const disk = volumes.findIndex(({ type }) => type === "ebs");
    const found: (readonly [field: string, message: string])[] = [
      ...(twin < index ? [["name", `is the name of volumes[${twin}] too: give each its own`] as const] : []),
      ...(volume.type === "ebs" && disk < index
        ? [["type", "is listed twice: a task can have one disk, use efs or bind"] as const]
        : []),
      ...obstacles(service, volume),
    ];
    return found.map(([field, message]) => ({ path: ["volumes", index, field], message }));
  });
}

/** Sizes in GiB by type of disk (Amazon ECS API reference, ServiceManagedEBSVolumeConfiguration). */
const SIZES: Partial<Record<Disk["volumeType"], readonly [least: number, most: number]>> = {
  sc1: [125, 16384],
  st1: [125, 16384],
  standard: [1, 1024],
};

function diskObstacle({ cluster }: Service, { volumeType, sizeGiB }: Disk) {
  if (volumeType === "io1" || volumeType === "io2")
    return ["volumeType", "needs a number of IOPS, which no field sets: use gp3"] as const;
  if (volumeType === "standard" && cluster === "fargate") return ["volumeType", "is not for Fargate: use gp3"] as const;
  const [least, most] = SIZES[volumeType] ?? [1, 16384];
  if (sizeGiB >= least && sizeGiB <= most) return undefined;
  return ["sizeGiB", `is out of range of volumeType ${volumeType}: use ${least} to ${most}, or gp3`] as const;
}

function obstacles(service: Service, volume: Volume): (readonly [field: string, message: string])[] {
  if (volume.type === "bind") {
    if (service.cluster === "ec2" || volume.hostPath === undefined) return [];
    return [["hostPath", "is a folder of the instance, and Fargate has no instances: leave it out"]];
  }
  if (runsOn(service, "external")) return [["type", "can't be attached to external instances: use bind"]];
  if (volume.type === "ebs") {
    const obstacle = diskObstacle(service, volume);
    if (obstacle !== undefined) return [obstacle];
    if (strategyOf(rolloutOf(service)).controller !== "CODE_DEPLOY") return [];
    return [["type", "can't be used with codedeploy-blue-green: use rolling, or ecs-blue-green"]];
  }
  if (service.os !== "linux") return [["type", "can't be mounted on Windows: use bind, or set os to linux"]];
  if (volume.accessPointId === undefined || (volume.rootDirectory ?? "/") === "/") return [];
  return [["rootDirectory", "is not for an access point, which brings its own folder: leave it out"]];
}
