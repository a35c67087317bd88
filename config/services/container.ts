import * as v from "valibot";
import { absolutePath, arn, choice, containerImage, list, port, repeatable, text, whole } from "../fields.ts";
import { givenName } from "../names.ts";

/** Where a volume of the service is in a container. */
const mount = v.strictObject({
  /** Name of a volume of the service. */
  volume: v.string(),
  /** Path in the container. */
  path: absolutePath(),
  /** @default false */
  readOnly: v.optional(v.boolean(), false),
});

/** How ECS itself finds a container healthy; the load balancer asks for itself. */
const healthCheck = v.strictObject({
  /** Command in the container; exit code 0 is healthy. A shell line, or the words of a command. */
  command: v.union([v.string(), repeatable(v.string())], "is no command: write a shell line, or the list of its words"),
  /** Seconds between two checks, 5 to 300. @default 30 */
  intervalSeconds: v.optional(whole(5, 300, "seconds"), 30),
  /** Seconds until a check has failed, 2 to 60. @default 5 */
  timeoutSeconds: v.optional(whole(2, 60, "seconds"), 5),
  /** Failures in a row until the container is unhealthy, 1 to 10. @default 3 */
  retries: v.optional(whole(1, 10, "failures"), 3),
  /** Seconds after the start in which failures do not count, 0 to 300. @default 0 */
  startPeriodSeconds: v.optional(whole(0, 300, "seconds"), 0),
});

/** What a container waits for before it starts. */
const dependency = v.strictObject({
  /** Another container of the service. */
  container: v.string(),
  /** START: it runs; COMPLETE: it has ended; SUCCESS: with exit code 0; HEALTHY: its health check passes. @default "START" */
  condition: v.optional(choice("START", "COMPLETE", "SUCCESS", "HEALTHY"), "START"),
});

const ULIMITS = [
  "core",
  "cpu",
  "data",
  "fsize",
  "locks",
  "memlock",
  "msgqueue",
  "nice",
  "nofile",
  "nproc",
  "rss",
  "rtprio",
  "rttime",
  "sigpending",
  "stack",
] as const;

const common = {
  /** Image with tag or digest, such as `public.ecr.aws/nginx/nginx:1.29`; a tag alone, such as `:first`, is in the environment's own repository. */
  image: containerImage(),
  /** Share of the task's CPU in units of 1/1024 vCPU. @default none: what is free */
  cpuUnits: v.optional(whole(1, 196608, "CPU units")),
  /** Memory that it is stopped for exceeding, in MiB, from 6. @default none: the task's memory is the limit */
  memoryMiB: v.optional(whole(6, 249856, "MiB")),
  /** Memory that is kept free for it, in MiB, from 6; it may take more. One of the two is needed on EC2. @default none */
  memoryReservationMiB: v.optional(whole(6, 249856, "MiB")),
  /** Words of the command that replace the image's own. @default the image's */
  command: v.optional(repeatable(v.string())),
  /** Words of the entry point that replace the image's own. @default the image's */
  entryPoint: v.optional(repeatable(v.string())),
  /** @default the image's */
  workingDirectory: v.optional(absolutePath()),
  /** Plain settings, by name. Nothing secret: anybody who may describe the task reads them. @default none */
  environment: v.optional(v.record(v.string(), v.string()), {}),
  /** Settings whose values are kept in Secrets Manager or SSM: ARNs by name. The execution role may read exactly those. */
  secrets: v.optional(v.record(v.string(), arn()), {}),
  /** Secret with `username` and `password` of the image's registry. @default a public image, or ECR */
  registryCredentialsArn: v.optional(arn()),
  /** Containers that start before this one. @default none */
  dependsOn: v.optional(list(dependency), []),
  /** @default none: ECS looks at whether it runs */
  healthCheck: v.optional(healthCheck),
  /** Whether nothing can be written outside volumes. @default false */
  readOnlyRootFilesystem: v.optional(v.boolean(), false),
  /** User, or user:group, that the command runs as. @default the image's */
  user: v.optional(text(/^[\w.-]+(:[\w.-]+)?$/, "is no user: write a name or number, or user:group")),
  /** Linux capabilities that are taken away, such as `ALL` or `NET_RAW`. @default none */
  dropCapabilities: v.optional(list(v.string()), []),
  /** Whether a small init process hands on signals and clears up children. @default false */
  init: v.optional(v.boolean(), false),
  /** Limits of resources, by Linux's name. @default those of the platform */
  ulimits: v.optional(
    v.record(choice(...ULIMITS), v.strictObject({ soft: whole(0, 2147483647), hard: whole(0, 2147483647) })),
    {},
  ),
  /** Seconds that it has to end by itself before it is killed, 2 to 120. @default 30 (ECS's own) */
  stopTimeoutSeconds: v.optional(whole(2, 120, "seconds")),
  /** @default none */
  mounts: v.optional(list(mount), []),
};

/** The container that the service is about. */
export const container = v.strictObject({
  ...common,
  /** @default `NAME-container` with the environment's name */
  name: v.optional(givenName("container")),
  /** Port that it listens on. @default 80 */
  port: v.optional(port(), 80),
});

/** Another container of the same task. */
export const sidecar = v.strictObject({
  ...common,
  name: givenName("container"),
  /** Port that it listens on. @default none */
  port: v.optional(port()),
  /** Whether the task ends when it does. @default true */
  essential: v.optional(v.boolean(), true),
});

export type ContainerConfig = v.InferOutput<typeof container> & { name: string };
export type SidecarConfig = v.InferOutput<typeof sidecar>;
export type HealthCheckConfig = NonNullable<SidecarConfig["healthCheck"]>;

/** Any container of a task: the service's own one is always essential. */
export type TaskContainerConfig = Omit<SidecarConfig, "essential"> & Partial<Pick<SidecarConfig, "essential">>;
