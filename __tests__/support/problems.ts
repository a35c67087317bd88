import type { Config } from "../../config/config.ts";
import { demo } from "../../config/environments/demo.ts";
import { ConfigError, parseConfig } from "../../config/load.ts";

/** What a table says of something refused: what it is, how it is written, and what a person reads. */
export type Refused = [what: string, change: Record<string, unknown>, message: string];

/** What a table says of something accepted: what it is, and how it is written. */
export type Accepted = [what: string, change: Record<string, unknown>];

/** Lines of the error that an environment gives. */
export function problems(written: unknown): string[] {
  try {
    parseConfig(written, "test");
  } catch (problem) {
    if (problem instanceof ConfigError)
      return problem.message
        .split("\n")
        .slice(1)
        .map((line) => line.trim());
    throw problem;
  }
  return [];
}

/** A service that is accepted as it is. */
export const service = { name: "web", cluster: "fargate", container: { image: "nginx:1.29" } };

/** What makes it one on instances. */
export const onInstances = { cluster: "ec2", container: { image: "nginx:1.29", memoryMiB: 64 } };

/** One on external instances. */
export const onExternal = { ...onInstances, capacity: [{ provider: "external" }] };

/** One on instances that AWS manages. */
export const onManaged = { ...onInstances, capacity: [{ provider: "managed-instances" }] };

/** The demo environment with other services, and with every kind of capacity. */
export const environmentOf = (...services: object[]) => ({
  ...demo,
  ec2Cluster: { ...demo.ec2Cluster, managedInstances: {}, externalInstances: {} },
  services,
  delivery: { services: [] },
});

/** Lines of the error that a changed service gives. */
export const serviceProblems = (change: object): string[] => problems(environmentOf({ ...service, ...change }));

/** What a changed service is completed to. */
export function completed(change: object): Config["services"][number] {
  const [found] = parseConfig(environmentOf({ ...service, ...change }), "test").services;
  if (found === undefined) throw new Error("no service");
  return found;
}
