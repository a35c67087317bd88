import { posix } from "node:path";
import * as v from "valibot";
import { absolutePath, choice, containerImage, integer, list, port, repeatable, text } from "../fields.ts";
import { givenName } from "../names.ts";
import { CAPABILITIES, ULIMITS } from "./linux.ts";
import { furtherPort } from "./port.ts";
import { credentials, environmentFile, secret } from "./secret.ts";

/** Name of an environment variable; the first = ends it (POSIX, Environment Variables). */
const variable = v.pipe(
  text(/^[^=\p{Cc}]*$/u, "is not the name of a variable: write one without = and control characters"),
  v.check((name) => name !== "", "is empty: write the name of a variable"),
);

/** Largest number of a user or group that Docker takes (https://github.com/moby/sys/blob/main/user/user.go, maxID). */
const MAX_USER = 2147483647;

const user = v.pipe(
  text(/^[\w.][\w.-]*(:[\w.][\w.-]*)?$/, "must be a user: write a name or number, or user:group"),
  v.check(
    (text) => text.split(":").every((part) => !/^\d+$/.test(part) || Number(part) <= MAX_USER),
    `has a number that no user has: use 0 to ${MAX_USER}`,
  ),
);

/** Parameters with a namespace, which Docker sets for a container alone (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_SystemControl.html). */
const kernelParameter = text(
  /^(kernel\.(msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced)|fs\.mqueue\.[\w.]+|net\.[\w./-]+)$/,
  "is not a kernel parameter of a container: use kernel.msg*, kernel.sem, kernel.shm*, fs.mqueue.* or net.*",
);

/** Runtimes refuse it (https://github.com/opencontainers/runc/blob/main/libcontainer/rootfs_linux.go, checkProcMount). */
const isOfProc = (path: string): boolean => /^\/+proc(\/|$)/.test(posix.normalize(path));

const capability = choice(...CAPABILITIES);

/** A mount of a service's volume in a container. */
const mount = v.strictObject({
  /** Name of a volume of the service. */
  volume: v.string(),
  /** Absolute path in the container; not in `/proc`. */
  path: v.pipe(
    absolutePath(),
    v.check((path) => !isOfProc(path), "is in /proc, into which nothing is mounted: use another folder"),
  ),
  /** Whether the container can't write to the volume. @default false */
  readOnly: v.optional(v.boolean(), false),
});

const line = v.pipe(
  v.string(),
  v.regex(/\S/, "is empty: write a shell line, or leave healthCheck out"),
  v.check(
    (text) => !/^\s*\[?\s*"?(CMD|CMD-SHELL)"?[\s,]/.test(text),
    "starts with a keyword of ECS, not a command: write the command alone, which runs with CMD-SHELL",
  ),
);

/**
 * Words of a command; those that only say where it runs are none (ECS API reference, HealthCheck). Docker puts what follows
 * CMD-SHELL behind `/bin/sh -c`, which takes one line and gives it the rest as parameters
 * (https://github.com/moby/moby/blob/master/daemon/health.go, cmdProbe).
 */
const words = v.pipe(
  repeatable(v.string()),
  v.check(
    (words) =>
      words[0] === "NONE" ||
      words.some((word, index) => word.trim() !== "" && (index > 0 || !/^CMD(-SHELL)?$/.test(word))),
    "is empty: write the words of a command, or leave healthCheck out",
  ),
  v.check(
    ([first = ""]) => !/^(CMD|CMD-SHELL|NONE)$/i.test(first) || first === first.toUpperCase(),
    "starts with a keyword in small letters, which would be the program: write CMD or CMD-SHELL",
  ),
  v.check(
    ([first, ...line]) => first !== "CMD-SHELL" || line.length < 2 || line.every((word) => word.trim() === ""),
    "has several words behind CMD-SHELL, of which the shell runs the first alone: write one line behind it, or use CMD",
  ),
  v.check(
    (words) => !(words.length <= 2 && isShellLine(words.filter((word) => word !== "CMD"))),
    "is a shell line, which without a shell is the name of a program: write it as text, or behind CMD-SHELL",
  ),
);

/** Whether the only word of a command is a line of several, with options, a URL or operators of the shell. */
const isShellLine = (words: readonly string[]): boolean =>
  words.length === 1 && /^\S+\s.*(^|\s)(-|\|\||&&|[|;>]|https?:)/.test(words[0] ?? "");

/** Container health check that ECS runs, separate from that of the load balancer. */
const healthCheck = v.strictObject({
  /** Command in the container: a shell line, or a list of words. Exit code 0 means healthy. */
  command: v.union([line, words], "is not a command: write a shell line, or the list of its words"),
  /** Seconds between two checks, 5 to 300. @default 30 */
  intervalSeconds: v.optional(integer(5, 300, "seconds"), 30),
  /** Seconds until a check fails, 2 to 60, not more than the interval. @default 5 */
  timeoutSeconds: v.optional(integer(2, 60, "seconds"), 5),
  /** Consecutive failures until the container is unhealthy, 1 to 10. @default 3 */
  retries: v.optional(integer(1, 10, "failures"), 3),
  /** Seconds after the start in which failures do not count, 0 to 300. @default 0 */
  startPeriodSeconds: v.optional(integer(0, 300, "seconds"), 0),
});

/** A dependency: what a container waits for before it starts. */
const dependency = v.strictObject({
  /** Name of another container of the service. */
  container: v.string(),
  /** What to wait for. `START`: it runs; `COMPLETE`: it has exited; `SUCCESS`: with exit code 0; `HEALTHY`: its health check passes. @default "START" */
  condition: v.optional(choice("START", "COMPLETE", "SUCCESS", "HEALTHY"), "START"),
});

/** Restarts a container that exits, without its task (ECS API reference, ContainerRestartPolicy). */
const restart = v.strictObject({
  /** Up to 50 exit codes with which it is not started again. @default none */
  ignoredExitCodes: v.optional(
    v.pipe(list(integer(0, 255)), v.maxLength(50, "is too long: ECS allows up to 50 exit codes")),
    [],
  ),
  /** Seconds that it has to run before it is started again, 60 to 1800. @default 300 */
  attemptPeriodSeconds: v.optional(integer(60, 1800, "seconds"), 300),
});

const common = {
  /** Image with tag or digest, such as `public.ecr.aws/nginx/nginx:1.29`. A tag alone, such as `:first`, is in the environment's ECR repository. */
  image: containerImage(),
  /** Additional ports that the container listens on. @default none */
  ports: v.optional(repeatable(furtherPort), []),
  /**
   * CPU shares of the container, in units of 1/1024 vCPU, 1 to 196608.
   * @default none: the CPU that other containers leave
   */
  cpuUnits: v.optional(integer(1, 196608, "CPU units")),
  /** Hard memory limit in MiB, 6 to 249856; a container that exceeds it is killed. @default none: the memory of the task */
  memoryMiB: v.optional(integer(6, 249856, "MiB")),
  /** Soft memory limit in MiB, 6 to 249856: reserved for the container, which may use more. @default none; on EC2 without `memoryMiB` required */
  memoryReservationMiB: v.optional(integer(6, 249856, "MiB")),
  /**
   * GPUs of the instance that are reserved for the container, 1 to 16; only on `instances`, of types that have them.
   * @default none
   */
  gpus: v.optional(integer(1, 16, "GPUs")),
  /** Command that replaces the one of the image, word by word. @default the image's */
  command: v.optional(repeatable(v.string())),
  /** Entry point that replaces the one of the image, word by word. @default the image's */
  entryPoint: v.optional(
    v.pipe(
      repeatable(v.string()),
      v.check(
        ([program = ""]) => !/^\/\S+ /.test(program),
        'has a program with a space in its name: write each word by itself, such as ["/bin/sh", "-c"]',
      ),
    ),
  ),
  /** Working directory of the command, an absolute path. @default the image's */
  workingDirectory: v.optional(absolutePath()),
  /** Environment variables, by name. Not for secrets: the task definition shows them. @default none */
  environment: v.optional(v.record(variable, v.string()), {}),
  /**
   * Variables of `environment` that have the name of a secret but are not secret, such as a public key: other values
   * under such names are refused. @default none
   */
  plainVariables: v.optional(list(v.string())),
  /**
   * Files of environment variables in S3, whose names end in `.env`, ten per service; not on Windows. Variables of
   * `environment` take precedence. The execution role of the service may read exactly these; `keyArn` is the customer
   * managed key that encrypts a file, if any. @default none
   */
  environmentFiles: v.optional(list(environmentFile), []),
  /**
   * Environment variables from Secrets Manager or SSM Parameter Store, by name. The execution role of the service may read
   * exactly these; `keyArn` is the customer managed key that encrypts one, if any. @default none
   */
  secrets: v.optional(v.record(variable, secret), {}),
  /** Secret with `username` and `password` of a private registry. @default none: a public image, or ECR */
  registryCredentialsArn: v.optional(credentials),
  /** Containers that have to start before this one. @default none */
  dependsOn: v.optional(list(dependency), []),
  /** Health check that ECS runs in the container. @default none: a container that runs is healthy */
  healthCheck: v.optional(healthCheck),
  /** Whether the root file system is read-only: only volumes can be written to. @default false */
  readOnlyRootFilesystem: v.optional(v.boolean(), false),
  /** User, or `user:group`, by name or number. @default the image's */
  user: v.optional(user),
  /** Linux capabilities to drop, such as `ALL` or `NET_RAW`. @default none */
  dropCapabilities: v.optional(list(capability), []),
  /** Linux capabilities to add, such as `SYS_PTRACE`, the only one that Fargate supports. @default none */
  addCapabilities: v.optional(list(capability), []),
  /**
   * Whether the container is privileged: it has all rights of root on its instance; only on `instances`.
   * @default false
   */
  privileged: v.optional(v.boolean(), false),
  /** Kernel parameters, by name, such as `{ "net.core.somaxconn": "1024" }`. With awsvpc those of all containers of the task. @default those of the platform */
  systemControls: v.optional(v.record(kernelParameter, text(/\S/, "is empty: write a value, or leave it out")), {}),
  /** Docker labels, by name. @default none */
  labels: v.optional(v.record(text(/./, "is empty: write the name of a label"), v.string()), {}),
  /** Whether an init process forwards signals and reaps child processes. @default false */
  init: v.optional(v.boolean(), false),
  /** Resource limits (ulimits), by their Linux name. @default those of the platform */
  ulimits: v.optional(
    v.record(
      choice(...ULIMITS),
      v.strictObject({
        /** Limit that the process may raise up to `hard`; -1 for unlimited. */
        soft: integer(-1, 2147483647),
        /** Upper limit; -1 for unlimited. */
        hard: integer(-1, 2147483647),
      }),
    ),
    {},
  ),
  /** When the container is started again after it has exited. @default never: the task is replaced, if the container is essential */
  restart: v.optional(restart),
  /** Whether ECS runs the same digest of the image in all tasks of a deployment. @default true */
  versionConsistency: v.optional(v.boolean(), true),
  /**
   * Start timeout: seconds that others wait for this container in `dependsOn`; on Fargate at most 120.
   * @default the default of ECS
   */
  startTimeoutSeconds: v.optional(integer(2, 2147483647, "seconds")),
  /** Stop timeout: seconds between SIGTERM and SIGKILL; on Fargate at most 120. @default 30, the default of ECS */
  stopTimeoutSeconds: v.optional(integer(2, 2147483647, "seconds")),
  /** Where volumes of the service are mounted. @default none */
  mounts: v.optional(list(mount), []),
};

/** The main container of the service. */
export const container = v.strictObject({
  ...common,
  /** Name of the container. All services that the pipeline deploys need the same. @default `NAME-container`, where `NAME` is the name of the environment */
  name: v.optional(givenName("container")),
  /** Port that the container listens on. @default 80 */
  port: v.optional(port(), 80),
});

/** Another container of the same task. */
export const sidecar = v.strictObject({
  ...common,
  /** Name of the container, unique in the service. */
  name: givenName("container"),
  /** Port that the container listens on. @default none */
  port: v.optional(port()),
  /** Whether the task stops when this container does. @default true */
  essential: v.optional(v.boolean(), true),
});

export type ContainerConfig = v.InferOutput<typeof container> & { name: string };
export type SidecarConfig = v.InferOutput<typeof sidecar>;
export type HealthCheckConfig = NonNullable<SidecarConfig["healthCheck"]>;

/** Any container of a task: the service's own one is always essential. */
export type TaskContainerConfig = Omit<SidecarConfig, "essential"> & Partial<Pick<SidecarConfig, "essential">>;
