import type { Parsed } from "../../config.ts";
import type { Finding } from "../../finding.ts";
import { didYouMean, nearest } from "../../nearest.ts";
import { containerNameOf } from "../derive.ts";
import type { Service } from "../service.ts";
import { type Container, containersOf, type PlacedContainer } from "./containers.ts";

/** A container under its name, which may be that by default. */
interface Named extends PlacedContainer {
  readonly name: string;
}

const namedContainersOf = (service: Service, environment: Parsed): Named[] =>
  containersOf(service).map(({ path, container }) => ({
    path,
    container,
    name: "essential" in container ? container.name : containerNameOf(service, environment),
  }));

/** Finds containers of one name. */
export function checkContainerNames(service: Service, environment: Parsed): Finding[] {
  const all = namedContainersOf(service, environment);
  return all.flatMap(({ path, name }, index) => {
    const found = (message: string) => [{ path: [...path, "name"], derived: name, message }];
    const other = all.findIndex((each) => each.name === name);
    if (other === 0 && index > 0 && service.container.name === undefined)
      return found("is the default name of the service's container: use another");
    if (other < index) return found("is the name of another container: give each its own");
    return service.logs.type === "firelens" && name === "log-router"
      ? found("is the name of the container that firelens adds: use another")
      : [];
  });
}

/** Finds containers that wait for what never comes. */
export function checkDependencies(service: Service, environment: Parsed): Finding[] {
  const all = namedContainersOf(service, environment);
  const names = all.map(({ name }) => name);
  return all.flatMap(({ path, container }) =>
    container.dependsOn.flatMap(({ container: name, condition }, index) => {
      const other = all.find((each) => each.name === name);
      const message =
        other === undefined
          ? `must be one of the service's containers: ${names.join(", ")}${didYouMean(nearest(name, names).map((each) => `"${each}"`))}`
          : obstacle(all, container, other.container, condition);
      return message === undefined ? [] : [{ path: [...path, "dependsOn", index, "container"], message }];
    }),
  );
}

/** Why a container can't wait for another one to be in a condition. */
function obstacle(
  all: readonly Named[],
  container: Container,
  other: Container,
  condition: Container["dependsOn"][number]["condition"],
): string | undefined {
  if (other === container) return "is this container itself: name another";
  // A command of NONE turns the check off (https://docs.docker.com/reference/dockerfile/#healthcheck).
  if (condition === "HEALTHY" && (other.healthCheck === undefined || other.healthCheck.command[0] === "NONE"))
    return "has no health check, which HEALTHY requires: add one, or use START";
  if (condition === "COMPLETE" || condition === "SUCCESS") {
    if (!("essential" in other)) return "is the main container of the service, so the task ends with it: use START";
    if (other.essential) return "is essential, so the task ends with it: set essential to false, or use START";
  }
  if (reaches(all, other, container)) return "waits for this container in turn: remove one of the dependencies";
  return undefined;
}

/** Whether a container waits, directly or through others, for another one. */
function reaches(all: readonly Named[], from: Container, to: Container, seen = new Set<Container>()): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return from.dependsOn.some(({ container }) => {
    const next = all.find(({ name }) => name === container);
    return next !== undefined && reaches(all, next.container, to, seen);
  });
}
