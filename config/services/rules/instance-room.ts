import type { AgentConfig } from "../../clusters/ec2-cluster.ts";
import { type InstanceSize, instanceSize } from "../../clusters/instance-sizes.ts";
import { clusterOf } from "../../clusters/resolve.ts";
import type { Parsed } from "../../config.ts";
import type { Finding } from "../../finding.ts";
import { capacityOf } from "../derive.ts";
import type { Service } from "../service.ts";
import { containersOf } from "./containers.ts";

const RESOURCES = {
  cpuUnits: "CPU units",
  memoryMiB: "MiB of memory",
  gpus: "GPUs",
} as const satisfies Partial<Record<keyof InstanceSize, string>>;

type Resource = keyof typeof RESOURCES;

/**
 * Finds tasks that no instance of the cluster is large enough for: ECS never places them. Instances have a little less for
 * tasks than their types say (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/memory-management.html). Types
 * of unknown size have room for every task.
 */
export function checkInstanceRoom(service: Service, environment: Parsed): Finding[] {
  if (service.cluster !== "ec2" || capacityOf(service).some(({ provider }) => provider !== "instances")) return [];
  const { instanceTypes, agent } = clusterOf("ec2", environment);
  if (instanceTypes.length === 0) return [];
  const sizes = instanceTypes.map((type) => roomOf(instanceSize(type), agent));
  return (Object.keys(RESOURCES) as Resource[]).flatMap((resource) => {
    const most = Math.max(...sizes.map((size) => size[resource] ?? Number.POSITIVE_INFINITY));
    return largest(service, resource).flatMap(({ path, amount }) => {
      if (amount === undefined || amount <= most) return [];
      const message = `is more than an instance of the cluster has (${instanceTypes.join(", ")}: at most ${most} ${RESOURCES[resource]}), so no task is placed: lower it, or use larger ec2Cluster.instanceTypes`;
      return [{ path, message }];
    });
  });
}

/** What is left of an instance beside the memory that the agent reserves for the operating system. */
const roomOf = (size: InstanceSize, { reservedMemoryMiB }: AgentConfig): InstanceSize => ({
  ...size,
  ...(size.memoryMiB !== undefined && { memoryMiB: size.memoryMiB - reservedMemoryMiB }),
});

/** What a task reserves of a resource: as a whole if it says so, else for each container. */
function largest(service: Service, resource: Resource): { path: (string | number)[]; amount: number | undefined }[] {
  if (resource !== "gpus" && service[resource] !== undefined) return [{ path: [resource], amount: service[resource] }];
  return containersOf(service).map(({ path, container }) => {
    const soft = resource === "memoryMiB" && container.memoryReservationMiB !== undefined;
    const field = soft ? "memoryReservationMiB" : resource;
    return { path: [...path, field], amount: container[field] };
  });
}
