import * as v from "valibot";
import { choice, port, retentionDays, text, whole } from "../fields.ts";
import { cloudName, givenName } from "../names.ts";

/** The container that a service runs. */
const container = v.strictObject({
  /** @default `NAME-container` with the environment's name */
  name: v.optional(givenName("container")),
  /** Image with tag or digest, such as `public.ecr.aws/nginx/nginx:1.29`. */
  image: text(
    /^[a-z0-9][\w./:@-]*$/,
    "is not an image: write repository and tag, such as public.ecr.aws/nginx/nginx:1.29",
  ),
  /** Port that it listens on. @default 80 */
  port: v.optional(port(), 80),
  /** Memory that it is stopped for exceeding, in MiB, from 6. @default none: the task's memory is the limit */
  memoryMiB: v.optional(whole(6, 249856, "MiB")),
  /** Memory that is kept free for it, in MiB, from 6; it may take more. One of the two is needed on EC2. @default none */
  memoryReservationMiB: v.optional(whole(6, 249856, "MiB")),
  /** Plain settings, by name. Nothing secret: anybody who may describe the task reads them. @default none */
  environment: v.optional(v.record(v.string(), v.string()), {}),
});

/** How the load balancer finds the service, and its tasks healthy. */
const route = v.strictObject({
  /** Place of the rule among those of the balancer: the lowest that fits wins. 1 to 50000, each used once. */
  priority: whole(1, 50000),
  /** Paths that are the service's, up to five, with * and ?. @default every path */
  paths: v.optional(
    v.array(
      text(
        /^[\w\-.$/~"'@:+&*?]{1,128}$/,
        "is not a path pattern: use up to 128 letters, digits and punctuation, * and ?",
      ),
    ),
    ["*"],
  ),
  healthCheck: v.optional(
    v.strictObject({
      /** @default "/" */
      path: v.optional(text(/^\/.{0,1023}$/, "is not a path: begin with /"), "/"),
      /** Seconds between two checks, 5 to 300. @default 30 */
      intervalSeconds: v.optional(whole(5, 300, "seconds"), 30),
      /** Seconds until a check has failed, 2 to 120, less than the interval. @default 5 */
      timeoutSeconds: v.optional(whole(2, 120, "seconds"), 5),
      /** Checks in a row until a task is healthy, 2 to 10. @default 2 */
      healthyThreshold: v.optional(whole(2, 10, "checks"), 2),
      /** Checks in a row until a task is unhealthy, 2 to 10. @default 2 */
      unhealthyThreshold: v.optional(whole(2, 10, "checks"), 2),
    }),
    {},
  ),
  /** Seconds that a task goes on answering open connections before it ends, 0 to 3600. @default 30 */
  deregistrationDelaySeconds: v.optional(whole(0, 3600, "seconds"), 30),
});

/** Adds or removes tasks when average CPU is on one side of a threshold. */
const scalingStep = v.strictObject({
  /** @default `SERVICE-scale-out-policy` or `SERVICE-scale-in-policy` */
  policyName: v.optional(givenName("scalingPolicy")),
  /** @default `SERVICE-scale-out-alarm` or `SERVICE-scale-in-alarm` */
  alarmName: v.optional(givenName("alarm")),
  /** Average CPU of the service's tasks, in percent of what they reserve, from which or down to which the step is taken. */
  cpuPercent: whole(0, 100, "percent"),
  /** Tasks to add or remove. @default 1 */
  tasks: v.optional(whole(1, 100, "tasks"), 1),
  /** Seconds of one measurement: 60, or a multiple of it. @default 300 */
  periodSeconds: v.optional(whole(60, 86400, "seconds"), 300),
  /** Measurements in a row until the step is taken. @default 1 */
  periods: v.optional(whole(1, 100, "measurements"), 1),
  /** Seconds until the next step. @default 300 */
  cooldownSeconds: v.optional(whole(0, 86400, "seconds"), 300),
});

/** Between which numbers of tasks a service scales by itself. */
const scaling = v.strictObject({
  minTasks: whole(0, 5000, "tasks"),
  maxTasks: whole(1, 5000, "tasks"),
  scaleOut: scalingStep,
  scaleIn: scalingStep,
});

/** A service: tasks that ECS keeps running. */
export const service = v.strictObject({
  /** Unique in the environment. */
  name: givenName("service"),
  /** Which of the two clusters runs it. */
  cluster: choice("ec2", "fargate"),
  /** @default `NAME-task-def` */
  taskFamily: v.optional(givenName("taskFamily")),
  /** CPU of a task in units of 1/1024 vCPU. Fargate: 256, 512, 1024, 2048, 4096, 8192 or 16384. @default 256 on Fargate, none on EC2 */
  cpuUnits: v.optional(whole(128, 196608, "CPU units")),
  /** Memory of a task in MiB; Fargate has certain amounts for each `cpuUnits`. @default 512 on Fargate, none on EC2 */
  memoryMiB: v.optional(whole(6, 249856, "MiB")),
  container,
  /** Tasks to run; to start with, if it scales. @default 2 */
  desiredCount: v.optional(whole(0, 5000, "tasks"), 2),
  /** A rolling update: new tasks start before or after old ones stop. */
  deployment: v.optional(
    v.strictObject({
      /** Share of the tasks that must go on running, 0 to 100. @default 100 */
      minimumHealthyPercent: v.optional(whole(0, 100, "percent"), 100),
      /** Most tasks at a time, old and new, 100 to 400 percent of the wanted ones. @default 200 */
      maximumPercent: v.optional(whole(100, 400, "percent"), 200),
      /** Whether a deployment whose tasks don't become healthy is given up and rolled back. @default true */
      circuitBreaker: v.optional(v.boolean(), true),
    }),
    {},
  ),
  /** Requests that the cluster's load balancer sends here. @default none */
  route: v.optional(route),
  /** @default none: always `desiredCount` tasks */
  scaling: v.optional(scaling),
  /** Days that the containers' logs are kept. @default 30 */
  logRetentionDays: v.optional(retentionDays(), 30),
});

type Parsed = v.InferOutput<typeof service>;

/** A service with everything that follows from what configuration says of it. */
export type ServiceConfig = ReturnType<typeof resolveService>;
export type RouteConfig = v.InferOutput<typeof route>;
export type ScalingStepConfig = Required<v.InferOutput<typeof scalingStep>>;

/** Completes a service. Names that the whole account shares begin with the environment's. */
export function resolveService(parsed: Parsed, environmentName: string) {
  const { name, container, scaling, cluster } = parsed;
  const shared = name.startsWith(environmentName) ? name : `${environmentName}-${name}`;
  const fargate = cluster === "fargate";
  const step = (given: v.InferOutput<typeof scalingStep>, direction: "out" | "in"): ScalingStepConfig => ({
    ...given,
    policyName: given.policyName ?? cloudName("scalingPolicy", `${shared}-scale-${direction}-policy`),
    alarmName: given.alarmName ?? cloudName("alarm", `${shared}-scale-${direction}-alarm`),
  });
  return {
    ...parsed,
    cpuUnits: parsed.cpuUnits ?? (fargate ? 256 : undefined),
    memoryMiB: parsed.memoryMiB ?? (fargate ? 512 : undefined),
    taskFamily: parsed.taskFamily ?? cloudName("taskFamily", `${shared}-task-def`),
    container: { ...container, name: container.name ?? `${environmentName}-container` },
    scaling: scaling && { ...scaling, scaleOut: step(scaling.scaleOut, "out"), scaleIn: step(scaling.scaleIn, "in") },
    taskRoleName: cloudName("role", `${shared}-task-role`),
    targetGroupName: cloudName("targetGroup", shared),
    securityGroupName: cloudName("securityGroup", `${shared}-tasks`),
    logGroupName: cloudName("logGroup", `/ecs/${shared}`),
  };
}
