import * as v from "valibot";

/** A service, parsed from its ARN. */
export interface ServiceName {
  readonly name: string;
  readonly cluster: string;
  readonly region: string;
}

/** Reads `arn:aws:ecs:REGION:ACCOUNT:service/CLUSTER/NAME`; undefined for anything else. */
export function readServiceArn(arn: unknown): ServiceName | undefined {
  const [, region, cluster, name] = /^arn:[^:]+:ecs:([^:]+):[^:]*:service\/([^/]+)\/([^/]+)$/.exec(String(arn)) ?? [];
  return region && cluster && name ? { name, cluster, region } : undefined;
}

const deployment = v.object({
  status: v.string(),
  desiredCount: v.number(),
  runningCount: v.number(),
  failedTasks: v.optional(v.number(), 0),
  rolloutState: v.optional(v.string()),
  rolloutStateReason: v.optional(v.string()),
});

/** What `aws ecs describe-services` answers of one service. */
export const describedServices = v.object({ services: v.array(v.object({ deployments: v.array(deployment) })) });

const task = v.object({
  stoppedAt: v.optional(v.union([v.string(), v.number()])),
  stoppedReason: v.optional(v.string()),
  containers: v.optional(
    v.array(v.object({ name: v.string(), exitCode: v.optional(v.number()), reason: v.optional(v.string()) })),
    [],
  ),
});

/** What `aws ecs describe-tasks` answers. */
export const describedTasks = v.object({ tasks: v.array(task) });

type Services = v.InferOutput<typeof describedServices>;
type Tasks = v.InferOutput<typeof describedTasks>;

/** What to report on a deployment that has not completed; undefined if it has, or is healthy. */
export function rolloutProblem({ services: [service] }: Services): string | undefined {
  const failed = service?.deployments.find(({ rolloutState }) => rolloutState === "FAILED");
  if (failed !== undefined) return failed.rolloutStateReason ?? "ECS has given its deployment up";
  const primary = service?.deployments.find(({ status }) => status === "PRIMARY");
  if (primary === undefined || (primary.failedTasks === 0 && primary.runningCount >= primary.desiredCount))
    return undefined;
  const { runningCount, desiredCount, failedTasks } = primary;
  return `${runningCount} of ${desiredCount} new tasks run, and ${failedTasks} failed to start`;
}

/** Why the task that stopped last has stopped, in the words of ECS. */
export function lastStop({ tasks }: Tasks): string | undefined {
  const time = ({ stoppedAt = 0 }: Tasks["tasks"][number]) => new Date(stoppedAt).getTime();
  const last = tasks.reduce<Tasks["tasks"][number] | undefined>(
    (latest, each) => (latest === undefined || time(each) > time(latest) ? each : latest),
    undefined,
  );
  if (last === undefined) return undefined;
  const ofContainers = last.containers.flatMap(({ name, exitCode, reason }) => {
    const parts = [...(exitCode ? [`exit code ${exitCode}`] : []), ...(reason ? [reason] : [])];
    return parts.length > 0 ? [`container ${name}: ${parts.join(", ")}`] : [];
  });
  return [last.stoppedReason ?? "no reason given", ...ofContainers].join("; ");
}
