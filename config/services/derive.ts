import { clusterOf } from "../clusters/resolve.ts";
import { cloudName } from "../names.ts";
import type { CapacityConfig } from "./capacity.ts";
import { rolloutOf } from "./rollout.ts";
import type { NetworkMode, Service } from "./service.ts";

/* What follows from several fields of a service, for its rules and for its completion alike. */

/** Name of the service's container; by default it follows from the environment's. */
export const containerNameOf = ({ container }: Service, environment: { readonly name: string }): string =>
  container.name ?? `${environment.name}-container`;

/** Architecture that the tasks run on. */
export function architectureOf(
  { architecture, cluster }: Service,
  environment: Parameters<typeof clusterOf>[1],
): "x86_64" | "arm64" {
  return architecture ?? (cluster === "ec2" ? clusterOf("ec2", environment).architecture : "x86_64");
}

/** Name of an alarm of a service whose names begin with `shared`. */
export const alarmNameOf = ({ name, metric }: Service["alarms"][number], shared: string): string =>
  name ?? cloudName("alarm", `${shared}-${metric}`);

type Steps = NonNullable<NonNullable<Service["scaling"]>["steps"]>;

/** Name of the alarm that a step of scaling is taken by. */
export const stepAlarmNameOf = ({ alarmName }: Steps["out"], direction: "out" | "in", shared: string): string =>
  alarmName ?? cloudName("alarm", `${shared}-scale-${direction}-alarm`);

/** What runs the tasks. */
export function capacityOf({ capacity, cluster }: Pick<Service, "capacity" | "cluster">): readonly CapacityConfig[] {
  return capacity ?? [{ provider: cluster === "fargate" ? "FARGATE" : "instances", weight: 1, base: 0 }];
}

/** Whether something runs tasks of the service. */
export function runsOn(service: Pick<Service, "capacity" | "cluster">, provider: CapacityConfig["provider"]): boolean {
  return capacityOf(service).some((each) => each.provider === provider);
}

/** Whether containers share their host's network, or a task has its own. */
export function networkModeOf(service: Service): NetworkMode {
  if (service.networkMode !== undefined) return service.networkMode;
  return runsOn(service, "instances") || runsOn(service, "external") ? "bridge" : "awsvpc";
}

/** CPU and memory of a task, where it has any. */
export function sizeOf({ cluster, cpuUnits, memoryMiB }: Service): { cpuUnits?: number; memoryMiB?: number } {
  if (cluster === "ec2") return { cpuUnits, memoryMiB };
  return { cpuUnits: cpuUnits ?? 256, memoryMiB: memoryMiB ?? 512 };
}

/** Tasks to run at first. */
export function desiredCountOf({
  desiredCount,
  scaling,
  scheduling,
}: Pick<Service, "desiredCount" | "scheduling"> & { scaling?: Service["scaling"] }): number | undefined {
  if (scheduling === "daemon") return undefined;
  if (desiredCount !== undefined || scaling === undefined) return desiredCount ?? 2;
  return Math.min(Math.max(2, scaling.minTasks), scaling.maxTasks);
}

/**
 * Whether the tasks can run as soon as the service is there: external instances are registered later, and images are
 * pushed to the environment's own repository later, except for the first one.
 */
export const isReady = (service: Service, firstImageTag: string | undefined): boolean =>
  !runsOn(service, "external") &&
  [service.container, ...service.sidecars].every(
    ({ image }) => !image.startsWith(":") || image === `:${firstImageTag}`,
  );

const ZONE = "attribute:ecs.availability-zone";

/** Why ECS can't move the service's tasks between zones; undefined if it can (ECS developer guide, service rebalancing). */
export function rebalancingObstacle(service: Service): string | undefined {
  const { scheduling, placement } = service;
  if (scheduling === "daemon") return "is not for a daemon";
  if (runsOn(service, "external")) return "is not for external instances";
  const rollout = rolloutOf(service);
  if (rollout.type === "rolling" && rollout.maximumPercent <= 100)
    return "needs room for more tasks: raise deployment.maximumPercent";
  const [first] = placement.strategies ?? [];
  if (first !== undefined && (first.type !== "spread" || first.field !== ZONE))
    return `needs the spread over ${ZONE} as the first placement strategy`;
  if (placement.constraints.some((each) => each.type === "memberOf" && each.expression.includes("availability-zone")))
    return "is not for services that are tied to a zone by a placement constraint";
  return undefined;
}
