import type { Attribute, Block } from "../../packages/offline-aws/schema/types.ts";
import { type ComparedChange, type PlanJson, plannedValue, sensitivePaths } from "./plan-json.ts";
import { type DifferenceReason, reasonOf } from "./reasons.ts";
import { isSame, type LeafPair, pairLeaves, shapeAt } from "./walk.ts";

/** Something of a resource that is planned in two ways. */
export interface PlanDifference {
  readonly address: string;
  readonly type: string;
  readonly path: string;
  readonly reason: DifferenceReason;
  readonly offline: unknown;
  readonly real: unknown;
}

/** How much of two plans is equal. */
export interface Comparison {
  readonly resources: number;
  readonly leaves: number;
  readonly differences: readonly PlanDifference[];
}

const NO_SUCH_RESOURCE: DifferenceReason = { text: "planned by one of the two only" };
const OTHER_ACTIONS: DifferenceReason = { text: "another action" };
const OTHER_PATHS: DifferenceReason = { text: "other replace paths" };
const OTHER_MARKS: DifferenceReason = { text: "another sensitive mark" };

const OTHER_SCHEMA: DifferenceReason = { text: "another kind of argument in the other version", ofVersion: true };

/** Whether the schemas of two versions differ in the attribute at a path. */
function isOtherwise(path: string, block: Block | undefined, real: Block | undefined): boolean {
  if (block === undefined || real === undefined || path === "") return false;
  const kinds = [block, real].map((each) => {
    const { type, required, optional, computed } = { ...shapeAt(each, path) } as Partial<Attribute>;
    return JSON.stringify([type, required ?? false, optional ?? false, computed ?? false]);
  });
  return kinds[0] !== kinds[1];
}

/** Compares what two providers plan for the same configuration: resources, actions, replace paths, values and marks. */
export function comparePlans(
  offline: PlanJson,
  real: PlanJson,
  blockOf: (type: string) => Block | undefined,
  realBlockOf: (type: string) => Block | undefined = blockOf,
): Comparison {
  const [ours, theirs] = [managedIn(offline), managedIn(real)];
  const addresses = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
  let leaves = 0;
  const differences = addresses.flatMap((address): PlanDifference[] => {
    const [our, their] = [ours.get(address), theirs.get(address)];
    if (our === undefined || their === undefined) {
      const { type } = (our ?? their) as ComparedChange;
      return [{ address, type, path: "", reason: NO_SUCH_RESOURCE, offline: our?.address, real: their?.address }];
    }
    const pairs = leavesOf(our, their, blockOf(our.type));
    leaves += pairs.length;
    const unlike = pairs.filter((pair) => !isSame(pair.offline, pair.real));
    const values = unlike.map((pair) => ({
      address,
      type: our.type,
      reason: isOtherwise(pair.path, blockOf(our.type), realBlockOf(our.type)) ? OTHER_SCHEMA : reasonOf(pair),
      ...pair,
    }));
    return [...differencesOfChanges(our, their), ...values];
  });
  return { resources: addresses.length, leaves, differences };
}

function differencesOfChanges(our: ComparedChange, their: ComparedChange): PlanDifference[] {
  const { address, type } = our;
  const compared: readonly (readonly [DifferenceReason, (change: ComparedChange["change"]) => string[]])[] = [
    [OTHER_ACTIONS, ({ actions }) => [...actions]],
    [OTHER_PATHS, ({ replace_paths = [] }) => replace_paths.map((path) => path.join(".")).sort()],
    [OTHER_MARKS, ({ after_sensitive }) => sensitivePaths(after_sensitive).sort()],
  ];
  return compared.flatMap(([reason, of]) => {
    const [offline, real] = [of(our.change), of(their.change)];
    return offline.join() === real.join() ? [] : [{ address, type, path: "", reason, offline, real }];
  });
}

function leavesOf({ change: our }: ComparedChange, { change: their }: ComparedChange, block?: Block): LeafPair[] {
  if ((our.after ?? null) === null && (their.after ?? null) === null) return [];
  const values = [our, their].map(({ after, after_unknown }) => plannedValue(after, after_unknown));
  return pairLeaves(values[0], values[1], block === undefined ? undefined : { block });
}

const managedIn = ({ resource_changes = [] }: PlanJson): Map<string, ComparedChange> =>
  new Map(resource_changes.filter(({ mode }) => mode === "managed").map((each) => [each.address, each]));
