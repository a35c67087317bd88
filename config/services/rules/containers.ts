import type { Finding } from "../../finding.ts";
import { whereParsed } from "../../unparsed.ts";
import { runsOn } from "../derive.ts";
import type { Service } from "../service.ts";
import { checkPlainVariables } from "./plain-variables.ts";

type Path = Finding["path"];
export type Container = Service["container"] | Service["sidecars"][number];

/** A container, and where it is in its service. */
export interface PlacedContainer {
  readonly path: Path;
  readonly container: Container;
}

/** All containers of a service. */
export const containersOf = ({ container, sidecars }: Service): PlacedContainer[] => [
  { path: ["container"], container },
  ...sidecars.map((sidecar, index) => ({ path: ["sidecars", index], container: sidecar })),
];

/** Finds what ECS refuses of containers. */
export function checkContainers(service: Service): Finding[] {
  return containersOf(service).flatMap(({ path, container }) =>
    [
      checkMounts,
      checkSettings,
      checkPlainVariables,
      checkHealth,
      checkTimeouts,
      checkWorkingDirectory,
      checkUlimits,
      checkLinux,
      checkGpus,
      checkRights,
    ].flatMap((rule) => whereParsed(() => rule(path, container, service))),
  );
}

function checkMounts(path: Path, { mounts }: Container, { volumes }: Service): Finding[] {
  return mounts.flatMap(({ volume }, index) =>
    volumes.some(({ name }) => name === volume)
      ? []
      : [{ path: [...path, "mounts", index, "volume"], message: "is not a volume of the service: add it to volumes" }],
  );
}

function checkSettings(path: Path, { environment, secrets }: Container): Finding[] {
  return Object.keys(secrets).flatMap((name) =>
    Object.hasOwn(environment, name)
      ? [{ path: [...path, "secrets", name], message: "is set in environment too: keep one of the two" }]
      : [],
  );
}

/** As the library of AWS for its own definitions has it (https://github.com/aws/aws-cdk, aws-ecs, container-definition.ts, renderHealthCheck). */
function checkHealth(path: Path, { healthCheck }: Container): Finding[] {
  if (healthCheck === undefined || healthCheck.timeoutSeconds <= healthCheck.intervalSeconds) return [];
  return [
    {
      path: [...path, "healthCheck", "timeoutSeconds"],
      message: `is more than intervalSeconds ${healthCheck.intervalSeconds}: lower it, or raise intervalSeconds`,
    },
  ];
}

/** Seconds that Fargate waits; instances wait as long as they are told (ECS API reference, ContainerDefinition, startTimeout, stopTimeout). */
const MAX_FARGATE_TIMEOUT = 120;

function checkTimeouts(
  path: Path,
  { startTimeoutSeconds, stopTimeoutSeconds }: Container,
  { cluster }: Service,
): Finding[] {
  if (cluster !== "fargate") return [];
  return Object.entries({ startTimeoutSeconds, stopTimeoutSeconds }).flatMap(([field, seconds = 0]) =>
    seconds > MAX_FARGATE_TIMEOUT
      ? [
          {
            path: [...path, field],
            message: `is more than Fargate waits: use 2 to ${MAX_FARGATE_TIMEOUT} seconds, or the EC2 cluster`,
          },
        ]
      : [],
  );
}

/** A path of Windows is a relative one on Linux, where Docker takes absolute ones (https://docs.docker.com/reference/dockerfile/#workdir). */
function checkWorkingDirectory(path: Path, { workingDirectory }: Container, { os }: Service): Finding[] {
  if (os !== "linux" || workingDirectory === undefined || workingDirectory.startsWith("/")) return [];
  return [{ path: [...path, "workingDirectory"], message: "is a path of Windows: begin with /, or set os" }];
}

/** The kernel takes no soft limit above the hard one (getrlimit(2)). */
function checkUlimits(path: Path, { ulimits }: Container): Finding[] {
  return Object.entries(ulimits).flatMap(([name, limit]) =>
    limit === undefined || limit.hard === -1 || (limit.soft !== -1 && limit.soft <= limit.hard)
      ? []
      : [
          {
            path: [...path, "ulimits", name, "soft"],
            message: `is more than hard ${limit.hard}: lower it, or raise hard`,
          },
        ],
  );
}

/**
 * Settings of Linux that a Windows container does not have (ECS developer guide, Windows task definitions, GPU workloads and
 * use environment file).
 */
function checkLinux(path: Path, container: Container, service: Service): Finding[] {
  if (service.os === "linux") return [];
  const { readOnlyRootFilesystem, addCapabilities, dropCapabilities, systemControls, init, ulimits, user } = container;
  const { environmentFiles, privileged, gpus } = container;
  const used = {
    readOnlyRootFilesystem,
    addCapabilities: addCapabilities.length > 0,
    dropCapabilities: dropCapabilities.length > 0,
    systemControls: Object.keys(systemControls).length > 0,
    init,
    ulimits: Object.keys(ulimits).length > 0,
    user: user !== undefined,
    environmentFiles: environmentFiles.length > 0,
    privileged: privileged && runsOn(service, "instances"), // elsewhere it is refused anyway, as GPUs are
    gpus: gpus !== undefined && runsOn(service, "instances"),
  };
  return Object.entries(used).flatMap(([field, isUsed]) =>
    isUsed ? [{ path: [...path, field], message: "is only for Linux: leave it out, or set os to linux" }] : [],
  );
}

/** Fargate has no GPUs (ECS developer guide, task definition differences for Fargate); servers and managed instances tell ECS of none here. */
function checkGpus(path: Path, { gpus }: Container, service: Service): Finding[] {
  if (gpus === undefined || runsOn(service, "instances")) return [];
  const message = "is only for instances, of types that have GPUs: leave it out, or use the EC2 cluster";
  return [{ path: [...path, "gpus"], message }];
}

/** What Fargate does not let a container do (ECS developer guide, task definition differences for Fargate). */
function checkRights(path: Path, { privileged, addCapabilities }: Container, service: Service): Finding[] {
  const found: Finding[] = [];
  if (privileged && !runsOn(service, "instances"))
    found.push({
      path: [...path, "privileged"],
      message: "is only for instances: leave it out, or use the EC2 cluster",
    });
  if (service.cluster === "fargate" && service.os === "linux")
    for (const [index, name] of addCapabilities.entries())
      if (name !== "SYS_PTRACE")
        found.push({
          path: [...path, "addCapabilities", index],
          message: "is not for Fargate, which adds SYS_PTRACE only: leave it out, or use the EC2 cluster",
        });
  return found;
}

/** The agent that ECS Exec puts into a container writes there. */
export function checkExec({ exec, container }: Service): Finding[] {
  if (!exec || !container.readOnlyRootFilesystem) return [];
  return [
    {
      path: ["exec"],
      message: "needs a file system to write to: set container.readOnlyRootFilesystem to false, or leave exec out",
    },
  ];
}
