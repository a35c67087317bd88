import type { ResourceChange } from "../../read/plan-file.ts";
import type { Hazard, HazardRule, Landscape } from "../hazard.ts";
import { uniqueKeys } from "../unique-names.ts";
import { counted, isCreatedFirst, isDeleted, isReplaced, managed } from "../values.ts";

interface Named {
  readonly stack: string;
  readonly position: number;
  readonly wave: number;
  readonly resource: ResourceChange;
}

/** A resource that gets a name, and one that has it now. */
interface Conflict {
  readonly name: string;
  readonly wanted: Named;
  readonly holder: Named;
}

/** What answers requests or works for them. */
const ANSWERING = /^aws_(ecs_service|lb_listener_rule|lb_listener|lb|instance|autoscaling_group)$/;

/** A resource gets a name that AWS keeps unique and that another one, or its own predecessor, still has. */
export const nameConflict: HazardRule = (landscape) => {
  const conflicts = conflictsOf(landscape);
  return [...grouped(conflicts).values()].map((all) => hazardOf(all, landscape));
};

function conflictsOf({ stacks }: Landscape): Conflict[] {
  const all = stacks.flatMap(({ name: stack, plan, wave }, position) =>
    managed(plan).map((resource): Named => ({ stack, position, wave, resource })),
  );
  const holders = new Map<string, Named>();
  for (const each of all)
    for (const key of each.resource.change.before === null ? [] : uniqueKeys(each.resource, "before"))
      holders.set(key, each);
  return all.flatMap((wanted) =>
    uniqueKeys(wanted.resource, "after").flatMap((name): Conflict[] => {
      const holder = holders.get(name);
      if (holder === undefined || !isConflict(wanted, holder, name)) return [];
      return [{ name, wanted, holder }];
    }),
  );
}

function isConflict(wanted: Named, holder: Named, name: string): boolean {
  const isItself = wanted.stack === holder.stack && wanted.resource.address === holder.resource.address;
  if (isItself) return isCreatedFirst(wanted.resource);
  const creates = wanted.resource.change.before === null || isReplaced(wanted.resource);
  if (!creates && uniqueKeys(wanted.resource, "before").includes(name)) return false; // both have had it all along
  // A stack that is deployed before has deleted it by then.
  return !(isDeleted(holder.resource) && holder.stack !== wanted.stack && holder.wave < wanted.wave);
}

function grouped(conflicts: readonly Conflict[]): Map<string, Conflict[]> {
  const groups = new Map<string, Conflict[]>();
  for (const conflict of conflicts) {
    const { wanted, holder } = conflict;
    const moves = wanted.stack !== holder.stack && isDeleted(holder.resource) && holder.wave <= wanted.wave;
    const key = moves
      ? `${holder.stack} ${wanted.stack}`
      : `${wanted.stack} ${wanted.resource === holder.resource} ${isDeleted(holder.resource)}`;
    groups.set(key, [...(groups.get(key) ?? []), conflict]);
  }
  return groups;
}

function hazardOf(conflicts: readonly Conflict[], { stacks }: Landscape): Hazard {
  const [{ wanted, holder }] = conflicts as [Conflict];
  if (wanted.stack !== holder.stack && isDeleted(holder.resource) && holder.wave === wanted.wave)
    return moved(conflicts, answering(stacks, holder.stack));
  const isItself = wanted.resource.address === holder.resource.address && wanted.stack === holder.stack;
  const what = counted(conflicts.length, "resource");
  return {
    rule: "name-conflict",
    kind: "refused",
    stack: wanted.stack,
    address: wanted.resource.address,
    summary: isItself
      ? `${what} of ${wanted.stack} ${conflicts.length === 1 ? "is" : "are"} replaced, the successor created first with the same name`
      : `${what} of ${wanted.stack} ${conflicts.length === 1 ? "gets a name" : "get names"} that others have until this change is deployed`,
    details: conflicts.map((each) => detailOf(each)),
    because:
      "AWS keeps this name unique, so it refuses the second resource or takes it for the first, and the change would end half-way.",
    steps: isItself
      ? ["Change its name along with the setting that replaces it. npm run deploy"]
      : isDeleted(holder.resource)
        ? [
            "Give the new one another name. npm run deploy",
            "Or, if nothing needs it meanwhile: remove the old one first, and add the new one with the next deployment",
          ]
        : ["Choose a name that is free. npm run deploy"],
  };
}

const detailOf = ({ name, wanted, holder }: Conflict): string => {
  const has = wanted.resource === holder.resource ? "" : `, which ${holder.stack} ${holder.resource.address} has`;
  return `${wanted.resource.address}: ${name}${has}`;
};

/** What stops answering when a stack is deployed before another one. */
const answering = (stacks: Landscape["stacks"], name: string): ResourceChange[] =>
  managed(stacks.find((each) => each.name === name)?.plan).filter(
    (each) => isDeleted(each) && ANSWERING.test(each.type),
  );

/** Something moves from one stack to another that is deployed along with it. */
function moved(conflicts: readonly Conflict[], stopping: readonly ResourceChange[]): Hazard {
  const [{ wanted, holder }] = conflicts as [Conflict];
  const services = stopping.filter(({ type }) => type === "aws_ecs_service").map(({ change }) => change.before);
  const interrupts = stopping.length > 0;
  return {
    rule: "name-conflict",
    kind: interrupts ? "interruption" : "phases",
    stack: holder.stack,
    address: holder.resource.address,
    summary: `${counted(conflicts.length, "name")} of ${holder.stack} ${conflicts.length === 1 ? "moves" : "move"} to ${wanted.stack}`,
    details: conflicts.map(({ name }) => name),
    because: `AWS keeps these names unique, so ${holder.stack} has to give them up before ${wanted.stack} is deployed.`,
    ...(interrupts && {
      impact: `${services.length > 0 ? counted(services.length, "service") : "What is behind it"} of ${holder.stack} does not answer from its deletion until its successor in ${wanted.stack} is healthy: at least the start of a task and its health checks`,
    }),
    steps: interrupts
      ? [
          `Without an interruption: add the service to ${wanted.stack} under another name, move its callers, and remove the old one with a later deployment`,
        ]
      : [],
    order: { before: { first: holder.stack, second: wanted.stack } },
  };
}
