import { strategyOf } from "../../../packages/deployments/strategy.ts";
import type { Finding } from "../../finding.ts";
import { runsOn } from "../derive.ts";
import { rolloutOf } from "../rollout.ts";
import type { Service } from "../service.ts";

type Volume = Service["volumes"][number];

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

function obstacles(service: Service, volume: Volume): (readonly [field: string, message: string])[] {
  if (volume.type === "bind") {
    if (service.cluster === "ec2" || volume.hostPath === undefined) return [];
    return [["hostPath", "is a folder of the instance, and Fargate has no instances: leave it out"]];
  }
  if (runsOn(service, "external")) return [["type", "can't be attached to external instances: use bind"]];
  if (volume.type === "ebs") {
    if (strategyOf(rolloutOf(service)).controller !== "CODE_DEPLOY") return [];
    return [["type", "can't be used with codedeploy-blue-green: use rolling, or ecs-blue-green"]];
  }
  if (service.os !== "linux") return [["type", "can't be mounted on Windows: use bind, or set os to linux"]];
  if (volume.accessPointId === undefined || (volume.rootDirectory ?? "/") === "/") return [];
  return [["rootDirectory", "is not allowed with an access point, which sets its own root directory: leave it out"]];
}
