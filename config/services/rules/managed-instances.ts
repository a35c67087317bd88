import type { Finding } from "../../finding.ts";
import { runsOn } from "../derive.ts";
import type { Service } from "../service.ts";
import { containersOf } from "./containers.ts";

/**
 * Finds what ECS does not register for managed instances: labels and folders of the instance
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-tasks-services.html, dockerLabels and
 * sourcePath volumes).
 */
export function checkManagedInstances(service: Service): Finding[] {
  if (service.cluster !== "ec2" || !runsOn(service, "managed-instances")) return [];
  const way = "is not for managed instances: leave it out, or use other capacity";
  return [
    ...containersOf(service).flatMap(({ path, container }) =>
      Object.keys(container.labels).length > 0 ? [{ path: [...path, "labels"], message: way }] : [],
    ),
    ...service.volumes.flatMap((volume, index) =>
      volume.type === "bind" && volume.hostPath !== undefined
        ? [{ path: ["volumes", index, "hostPath"], message: way }]
        : [],
    ),
  ];
}
