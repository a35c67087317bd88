import { at, textAt } from "../../read/json.ts";
import type { ResourceChange } from "../../read/plan-file.ts";
import type { Hazard, HazardRule, Landscape } from "../hazard.ts";
import { type Holder, Holders } from "../holders.ts";
import { REFUSED_IN_USE } from "../in-use.ts";
import { presentRanges } from "../present-ranges.ts";
import { counted, distinct, isReplaced, isTainted, listed, managed } from "../values.ts";

const PROTECTIONS = ["enable_deletion_protection", "deletion_protection", "deletion_protection_enabled"];

interface Held {
  readonly resource: ResourceChange;
  readonly holders: readonly Holder[];
}

/**
 * A stack replaces what the stacks after it still use. Without a successor that they could move to first, they have to go,
 * or to do without it for a while.
 */
export const heldReplacement: HazardRule = (landscape) => {
  const holders = new Holders(landscape);
  return landscape.stacks.flatMap(({ name, plan }): Hazard[] => {
    const held = managed(plan)
      .filter((resource) => isReplaced(resource) && !isTainted(resource))
      .map((resource): Held => ({ resource, holders: usesOf(holders, name, resource) }))
      .filter((each) => each.holders.length > 0);
    const [refused, allowed] = [true, false].map((is) =>
      held.filter(({ resource }) => REFUSED_IN_USE.test(resource.type) === is),
    ) as [Held[], Held[]];
    return [
      ...(refused.length > 0 ? [takenDown(name, refused, landscape, holders)] : []),
      ...(allowed.length > 0 ? [withoutIt(name, allowed)] : []),
    ];
  });
};

/** Who uses a resource. A document that only names it, such as an AppSpec in a bucket, is rewritten in its turn. */
const usesOf = (holders: Holders, stack: string, resource: ResourceChange): Holder[] =>
  holders.of(stack, resource).filter(({ keys }) => !keys.includes("content"));

const common = (stack: string, held: readonly Held[]) => ({
  rule: "held-replacement",
  kind: "interruption" as const,
  stack,
  address: (held[0] as Held).resource.address,
  details: held.map(
    ({ resource, holders }) =>
      `${resource.address} is replaced and used by ${listed(distinct(holders.map(({ stack }) => stack)))}`,
  ),
});

function takenDown(stack: string, held: readonly Held[], landscape: Landscape, holders: Holders): Hazard {
  const users = usersOf(held, stack, landscape, holders);
  const services = landscape.stacks
    .filter(({ name }) => users.includes(name))
    .flatMap(({ plan }) => managed(plan))
    .filter(({ type, change }) => type === "aws_ecs_service" && change.before !== null);
  const left = users.filter((name) => landscape.leftovers.some((each) => each.name === name));
  const ranges = presentRanges(stack, landscape);
  const wayOut =
    ranges.length > 0
      ? ranges
      : [
          "Without an interruption: set up a second environment with the new setting, move the callers (DNS), and destroy this one",
        ];
  const hazard: Hazard = {
    ...common(stack, held),
    summary: `${stack} replaces ${counted(held.length, "resource")} that ${listed(users)} ${users.length === 1 ? "is" : "are"} built on`,
    because:
      "AWS refuses to delete a network, group or cluster that is in use, so what is in it has to be destroyed first and created again.",
    impact: `nothing of ${listed(users)} answers (${counted(services.length, "service")}) from the destruction until everything is created again: minutes for load balancers, then the start of the tasks and their health checks`,
    steps: wayOut,
    order: { destroy: users },
  };
  const first = [
    ...left.map((name) => `Destroy what is left over: ${landscape.destroyCommand(name)}`),
    ...protectedIn(users, landscape).map((name) => `Take the deletion protection off ${name}. npm run deploy`),
  ];
  if (first.length === 0) return hazard;
  const { impact: _, order: __, ...rest } = hazard;
  return { ...rest, kind: "refused", steps: [...first, "npm run deploy again with this change", ...wayOut] };
}

/** What AWS does not delete while its deletion protection is on. */
const protectedIn = (users: readonly string[], { stacks }: Landscape): string[] =>
  stacks
    .filter(({ name }) => users.includes(name))
    .flatMap(({ plan }) => managed(plan))
    .filter(({ change }) => PROTECTIONS.some((key) => at(change.before, key) === true))
    .map(({ address }) => address);

/** Stacks that something is in the way of, and those that are in the way of these in turn. */
function usersOf(held: readonly Held[], origin: string, { stacks, leftovers }: Landscape, holders: Holders): string[] {
  const found = new Set(held.flatMap((each) => each.holders.map(({ stack }) => stack)));
  for (const name of found) {
    const own = managed(stacks.find((each) => each.name === name)?.plan);
    for (const resource of own.filter(({ type }) => REFUSED_IN_USE.test(type)))
      for (const { stack } of usesOf(holders, name, resource)) if (stack !== origin) found.add(stack);
  }
  return [...stacks, ...leftovers].map(({ name }) => name).filter((name) => found.has(name));
}

function withoutIt(stack: string, held: readonly Held[]): Hazard {
  const users = distinct(held.flatMap(({ holders }) => holders.map((each) => each.stack)));
  const names = held.map(({ resource }) => textAt(resource.change.before, "name") ?? resource.address);
  return {
    ...common(stack, held),
    summary: `${stack} replaces ${counted(held.length, "resource")} that ${listed(users)} ${users.length === 1 ? "uses" : "use"} until ${users.length === 1 ? "it is" : "they are"} deployed`,
    because:
      "AWS deletes roles, repositories and the like while they are in use, and what runs with them fails until it gets the successor (IAM API reference, DeleteRole).",
    impact: `what runs with ${listed(names)} can't use it from the deployment of ${stack} until ${listed(users)} ${users.length === 1 ? "is" : "are"} deployed and the tasks are replaced`,
    steps: ["Without an interruption: keep its name and whatever else replaces it"],
  };
}
