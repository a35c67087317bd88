import type { Finding } from "../../finding.ts";
import type { Service } from "../service.ts";

type Path = Finding["path"];
type Container = Service["container"] | Service["sidecars"][number];

/** Finds what ECS refuses of containers and of what they have of each other's. */
export function checkContainers(service: Service): Finding[] {
  const all: readonly (readonly [Path, Container])[] = [
    [["container"], service.container],
    ...service.sidecars.map((each, index) => [["sidecars", index], each] as const),
  ];
  return [
    ...checkNames(service, all),
    ...all.flatMap(([path, container]) => [
      ...checkDependencies(service, path, container),
      ...checkMounts(service, path, container),
      ...checkSettings(path, container),
      ...checkHealth(path, container),
      ...(service.os === "linux" ? [] : checkWindows(path, container)),
    ]),
    ...checkExec(service),
  ];
}

function checkNames({ logs }: Service, all: readonly (readonly [Path, Container])[]): Finding[] {
  const taken: (string | undefined)[] = [];
  return all.flatMap(([path, { name }]) => {
    const twice = name !== undefined && taken.includes(name);
    taken.push(name);
    if (twice) return [{ path: [...path, "name"], message: "is the name of another container: give each its own" }];
    if (logs.type !== "firelens" || name !== "log-router") return [];
    return [{ path: [...path, "name"], message: "is the name of the container that firelens adds: use another" }];
  });
}

function checkDependencies({ container: main, sidecars }: Service, path: Path, container: Container): Finding[] {
  const all = [main, ...sidecars];
  return container.dependsOn.flatMap(({ container: name, condition }, index) => {
    const other = all.find((each) => each.name === name);
    const message =
      other === undefined
        ? "is no container of the service: name one of sidecars, or container.name"
        : obstacle(all, container, other, condition);
    return message === undefined ? [] : [{ path: [...path, "dependsOn", index, "container"], message }];
  });
}

/** Why a container can't wait for another one to be in a condition. */
function obstacle(
  all: readonly Container[],
  container: Container,
  other: Container,
  condition: Container["dependsOn"][number]["condition"],
): string | undefined {
  if (other === container) return "is this container itself: name another";
  if (condition === "HEALTHY" && other.healthCheck === undefined)
    return "has no health check that it could be HEALTHY by: give it one, or use START";
  if (condition === "COMPLETE" || condition === "SUCCESS") {
    if (!("essential" in other)) return "is what the service is about, so the task ends with it: use START";
    if (other.essential) return "is essential, so the task ends with it: set essential to false, or use START";
  }
  if (reaches(all, other, container)) return "waits for this container in turn: remove one of the dependencies";
  return undefined;
}

/** Whether a container waits, directly or through others, for another one. */
function reaches(all: readonly Container[], from: Container, to: Container, seen = new Set<Container>()): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return from.dependsOn.some(({ container }) => {
    const next = all.find(({ name }) => name === container);
    return next !== undefined && reaches(all, next, to, seen);
  });
}

function checkMounts({ volumes }: Service, path: Path, { mounts }: Container): Finding[] {
  return mounts.flatMap(({ volume }, index) =>
    volumes.some(({ name }) => name === volume)
      ? []
      : [{ path: [...path, "mounts", index, "volume"], message: "is no volume of the service: add it to volumes" }],
  );
}

/** Credentials that AWS looks for in plain settings (AWS Security Hub, ECS.8). */
const CREDENTIALS = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "ECS_ENGINE_AUTH_DATA"];

function checkSettings(path: Path, { environment, secrets }: Container): Finding[] {
  return [
    ...Object.keys(secrets).flatMap((name) =>
      Object.hasOwn(environment, name)
        ? [{ path: [...path, "secrets", name], message: "is set in environment too: keep one of the two" }]
        : [],
    ),
    ...CREDENTIALS.filter((name) => Object.hasOwn(environment, name)).map((name) => ({
      path: [...path, "environment", name],
      message: "is a credential that everybody could read who may describe the task: use taskRole, or secrets",
    })),
  ];
}

function checkHealth(path: Path, { healthCheck }: Container): Finding[] {
  if (healthCheck === undefined || healthCheck.timeoutSeconds < healthCheck.intervalSeconds) return [];
  return [
    {
      path: [...path, "healthCheck", "timeoutSeconds"],
      message: `is not less than intervalSeconds ${healthCheck.intervalSeconds}: a check must end before the next begins`,
    },
  ];
}

/** Settings of Linux that a Windows container does not have (ECS developer guide, task definition differences). */
function checkWindows(path: Path, container: Container): Finding[] {
  const { readOnlyRootFilesystem, dropCapabilities, init, ulimits, user } = container;
  const used = {
    readOnlyRootFilesystem,
    dropCapabilities: dropCapabilities.length > 0,
    init,
    ulimits: Object.keys(ulimits).length > 0,
    user: user !== undefined,
  };
  return Object.entries(used).flatMap(([field, isUsed]) =>
    isUsed ? [{ path: [...path, field], message: "is only for Linux: leave it out, or set os to linux" }] : [],
  );
}

/** The agent that ECS Exec puts into a container writes there. */
function checkExec({ exec, container }: Service): Finding[] {
  if (!exec || !container.readOnlyRootFilesystem) return [];
  return [
    {
      path: ["exec"],
      message: "needs a file system to write to: set container.readOnlyRootFilesystem to false, or leave exec out",
    },
  ];
}
