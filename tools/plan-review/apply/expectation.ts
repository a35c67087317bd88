import { createHmac } from "node:crypto";
import { isNoOp } from "../judge/action.ts";
import { keysOf, lengthOf, member, type Side, sidesOf } from "../judge/side.ts";
import { isJsonObject, scalarText } from "../read/json.ts";
import type { PlanFile, ResourceChange } from "../read/plan-file.ts";

/** What a provisional plan does with a resource, as far as it was known; values are digests. */
export interface ExpectedChange {
  readonly actions: readonly string[];
  /** By path without positions, because entries of a set have none. */
  readonly known: Readonly<Record<string, readonly string[]>>;
  readonly unknown: readonly string[];
}

/** By address. */
export type Expectation = Readonly<Record<string, ExpectedChange>>;

/** What a reviewed plan would do, to compare the next plan with. `salt` keeps short values from being guessed. */
export function expectationOf(plan: PlanFile, salt: string): Expectation {
  const changes = plan.resourceChanges.filter(({ change, mode }) => mode === "managed" && !isNoOp(change));
  return Object.fromEntries(changes.map((resource) => [keyOf(resource), expectedChange(resource, salt)]));
}

const keyOf = ({ address, deposed }: ResourceChange) =>
  deposed === undefined ? address : `${address} deposed ${deposed}`;

function expectedChange({ change }: ResourceChange, salt: string): ExpectedChange {
  const known = new Map<string, string[]>();
  const unknown = new Set<string>();
  collect(sidesOf(change).after, "", (path, leaf) => {
    if (leaf === undefined) unknown.add(path);
    else
      known.set(path, [
        ...(known.get(path) ?? []),
        createHmac("sha256", salt).update(leaf).digest("base64url").slice(0, 22),
      ]);
  });
  return {
    actions: change.actions,
    known: Object.fromEntries([...known].map(([path, values]) => [path, values.sort()])),
    unknown: [...unknown].sort(),
  };
}

function collect(side: Side, path: string, add: (path: string, leaf: string | undefined) => void): void {
  const { value, unknown } = side;
  if (unknown === true) add(path, undefined);
  else if (Array.isArray(value) || Array.isArray(unknown))
    for (let index = 0; index < lengthOf(side); index++) collect(member(side, index), `${path}[]`, add);
  else if (isJsonObject(value) || isJsonObject(unknown))
    for (const key of new Set(keysOf(side))) collect(member(side, key), `${path}.${JSON.stringify(key)}`, add);
  else if (value !== null) add(path, scalarText(value));
}

/** Where a plan does something else than was reviewed; what was unknown then may be anything now. */
export function deviations(expected: Expectation, plan: PlanFile, salt: string): string[] {
  const found = expectationOf(plan, salt);
  const missing = Object.entries(expected).filter(
    ([address, { actions }]) => !Object.hasOwn(found, address) && !mayTurnOutEqual(actions),
  );
  return [
    ...missing.map(
      ([address, { actions }]) => `${address}: ${actions.join(", ")} was reviewed, and nothing is planned now`,
    ),
    ...excesses(expected, plan, salt),
  ];
}

/** What a plan does that was not reviewed. It may be a part of what was, because the rest is done already or later. */
export function excesses(expected: Expectation, plan: PlanFile, salt: string): string[] {
  return Object.entries(expectationOf(plan, salt)).flatMap(([address, change]) => {
    const reviewed = Object.hasOwn(expected, address) ? expected[address] : undefined;
    return reviewed === undefined
      ? [`${address}: ${change.actions.join(", ")} was not reviewed`]
      : changed(address, reviewed, change);
  });
}

/** An update or a replacement may have been planned only because a value was unknown. */
const mayTurnOutEqual = (actions: readonly string[]) => actions.includes("update") || isReplacement(actions);

const isReplacement = (actions: readonly string[]) => actions.includes("create") && actions.includes("delete");

function changed(address: string, reviewed: ExpectedChange, now: ExpectedChange): string[] {
  const same = reviewed.actions.join() === now.actions.join();
  if (!same && !(isReplacement(reviewed.actions) && now.actions.join() === "update"))
    return [`${address}: ${reviewed.actions.join(", ")} was reviewed, ${now.actions.join(", ")} is planned now`];
  const wasUnknown = (path: string) =>
    reviewed.unknown.some((each) => path === each || path.startsWith(`${each}.`) || path.startsWith(`${each}[`));
  const paths = new Set([...Object.keys(reviewed.known), ...Object.keys(now.known), ...now.unknown]);
  return [...paths].flatMap((path) => {
    const [before, after] = [reviewed, now].map(({ known }) => (Object.hasOwn(known, path) ? (known[path] ?? []) : []));
    const isRemoved = (before ?? []).some((value) => count(before, value) > count(after, value));
    const isAdded = !wasUnknown(path) && (after ?? []).some((value) => count(after, value) > count(before, value));
    const lostKnown = now.unknown.includes(path) && !wasUnknown(path);
    return isRemoved || isAdded || lostKnown ? [`${address}: ${path.slice(1)} differs from what was reviewed`] : [];
  });
}

const count = (values: readonly string[] | undefined, value: string) =>
  (values ?? []).filter((each) => each === value).length;
