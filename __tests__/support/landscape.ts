import type { Hazard, HazardRule, Landscape, LeftoverState } from "../../tools/plan-review/hazards/hazard.ts";
import { changed, stackOf } from "./plan-json.ts";

/** What a plan does with a resource: both sides, and actions where they don't follow from these. */
export type Sides = Parameters<typeof changed>[1];

export const REPLACED = ["delete", "create"];
export const REPLACED_CREATED_FIRST = ["create", "delete"];
export const KEPT = ["no-op"];

/** Resources of each stack by address; stacks are in separate waves unless their names share a number: `2 cluster`. */
export type Stacks = Readonly<Record<string, Readonly<Record<string, Sides>>>>;

/** What the rules see of hand-made plans. A stack `2 cluster` is called cluster and is in the second wave. */
export function landscape(stacks: Stacks, leftovers: readonly LeftoverState[] = []): Landscape {
  return {
    stacks: Object.entries(stacks).map(([label, resources], index) => {
      const [, wave = String(index + 1), name = label] = /^(\d+) (.*)$/.exec(label) ?? [];
      const changes = Object.entries(resources).map(([address, sides]) => changed(address, sides));
      return stackOf(name, { changes }, { wave: Number(wave) });
    }),
    leftovers,
    destroyCommand: (stack) => `npm run destroy:leftover -- ${stack}`,
  };
}

/** What a rule finds, each as `kind stack address`. */
export const found = (rule: HazardRule, stacks: Stacks, leftovers?: readonly LeftoverState[]): string[] =>
  rule(landscape(stacks, leftovers)).map(({ kind, stack, address }) => `${kind} ${stack} ${address}`);

/** The only hazard that a rule finds. */
export function only(rule: HazardRule, stacks: Stacks, leftovers?: readonly LeftoverState[]): Hazard {
  const [first, ...others] = rule(landscape(stacks, leftovers));
  if (first === undefined || others.length > 0) throw new Error(`${others.length + (first ? 1 : 0)} hazards`);
  return first;
}
