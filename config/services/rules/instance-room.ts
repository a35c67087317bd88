import type { AgentConfig } from "../../clusters/ec2-cluster.ts";
import { type InstanceSize, instanceSize } from "../../clusters/instance-sizes.ts";
import { clusterOf } from "../../clusters/resolve.ts";
import type { Parsed } from "../../config.ts";
import type { Finding } from "../../finding.ts";
import { capacityOf, desiredCountOf, networkModeOf } from "../derive.ts";
import type { Service } from "../service.ts";
import { containersOf } from "./containers.ts";

const RESOURCES = {
  cpuUnits: "CPU units",
  memoryMiB: "MiB of memory",
  gpus: "GPUs",
} as const satisfies Partial<Record<keyof InstanceSize, string>>;

type Resource = keyof typeof RESOURCES;

const RESOURCE_NAMES = Object.keys(RESOURCES) as Resource[];

/**
 * Finds tasks that no instance of the cluster is large enough for: ECS never places them. Instances have a little less for
 * tasks than their types say (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/memory-management.html). Types
 * of unknown size have room for every task.
 */
export function checkInstanceRoom(service: Service, environment: Parsed): Finding[] {
  if (service.cluster !== "ec2" || capacityOf(service).some(({ provider }) => provider !== "instances")) return [];
  const { instanceTypes, instances, agent } = clusterOf("ec2", environment);
  if (instanceTypes.length === 0) return [];
  const sizes = instanceTypes.map((type) => roomOf(instanceSize(type), agent));
  const mostOf = (resource: Resource) => Math.max(...sizes.map((size) => size[resource] ?? Number.POSITIVE_INFINITY));
  const tooLarge = RESOURCE_NAMES.flatMap((resource) => {
    const most = mostOf(resource);
    return largest(service, resource).flatMap(({ path, amount }) => {
      if (amount === undefined || amount <= most) return [];
      const message = `is more than an instance of the cluster has (${instanceTypes.join(", ")}: at most ${most} ${RESOURCES[resource]}), so no task is placed: lower it, or use larger ec2Cluster.instanceTypes`;
      return [{ path, message }];
    });
  });
  return tooLarge.length > 0 ? tooLarge : checkNumber(service, mostOf, instances.max);
}

/** What is left of an instance beside the memory that the agent reserves for the operating system. */
const roomOf = (size: InstanceSize, { reservedMemoryMiB }: AgentConfig): InstanceSize => ({
  ...size,
  ...(size.memoryMiB !== undefined && { memoryMiB: size.memoryMiB - reservedMemoryMiB }),
});

/**
 * Finds more tasks than all instances have room for: those beyond never start, and Terraform waits for them. The network of an
 * instance, which other rules are about, may leave less.
 */
function checkNumber(service: Service, mostOf: (resource: Resource) => number, instances: number): Finding[] {
  const { scheduling, scaling, placement } = service;
  const over = RESOURCE_NAMES.find((resource) => wholeOf(service, resource) > mostOf(resource));
  if (over !== undefined) {
    const message = `reserve ${wholeOf(service, over)} ${RESOURCES[over]} with the service's container, more than an instance of the cluster has (${mostOf(over)}), so no task is placed: lower them, or use larger ec2Cluster.instanceTypes`;
    return [{ path: ["sidecars"], message }];
  }
  const tasks = scaling?.minTasks ?? desiredCountOf(service) ?? 0;
  if (scheduling === "daemon" || tasks <= instances || networkModeOf(service) === "host") return [];
  const isAlone = placement?.constraints.some(({ type }) => type === "distinctInstance") === true;
  const room = RESOURCE_NAMES.map((resource) => Math.floor(mostOf(resource) / wholeOf(service, resource)));
  const onEach = isAlone ? 1 : Math.min(...room);
  const needed = Math.ceil(tasks / onEach);
  if (needed <= instances) return [];
  const path = scaling === undefined ? ["desiredCount"] : ["scaling", "minTasks"];
  const message = `needs ${needed} instances with room for ${onEach} each, and there are at most ${instances}: raise ec2Cluster.instances.max, or run fewer`;
  return [{ path, derived: tasks, message }];
}

/** What a task reserves of a resource in all; nothing takes no room. */
const wholeOf = (service: Service, resource: Resource): number =>
  largest(service, resource).reduce((sum, { amount = 0 }) => sum + amount, 0);

/** What a task reserves of a resource: as a whole if it says so, else for each container. */
function largest(service: Service, resource: Resource): { path: (string | number)[]; amount: number | undefined }[] {
  if (resource !== "gpus" && service[resource] !== undefined) return [{ path: [resource], amount: service[resource] }];
  return containersOf(service).map(({ path, container }) => {
    const soft = resource === "memoryMiB" && container.memoryReservationMiB !== undefined;
    const field = soft ? "memoryReservationMiB" : resource;
    return { path: [...path, field], amount: container[field] };
  });
}
