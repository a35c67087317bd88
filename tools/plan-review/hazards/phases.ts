import type { PlannedStack } from "../judge/planned-stack.ts";
import type { PhaseRow } from "../model/review.ts";
import type { Hazard } from "./hazard.ts";
import { counted, isDeleted, managed } from "./values.ts";

/** A part of a deployment with its own order. */
export interface Phase extends PhaseRow {
  /** For people, without a full stop. */
  readonly text: string;
}

/** What is done in which order; the ordinary deployment of all stacks follows it. `stacks` in deploy order. */
export function phasesOf(hazards: readonly Hazard[], stacks: readonly PlannedStack[]): Phase[] {
  const orders = hazards.flatMap(({ order }) => order ?? []);
  const destroyed = new Set(orders.flatMap(({ destroy = [] }) => destroy));
  const withheld = new Set(orders.flatMap(({ withhold = [] }) => withhold.filter((each) => !destroyed.has(each))));
  const replaced = new Map(orders.flatMap(({ replace }) => (replace ? [[replace.stack, replace.addresses]] : [])));
  const edges = orders.flatMap(({ before }) => before ?? []);
  const names = inOrder(
    stacks.map(({ name }) => name),
    edges,
  );
  const planned = (name: string) => stacks.find((stack) => stack.name === name);
  const forward = rangeOf(names, withheld, [...replaced.keys()], edges).map((name): Phase => {
    const phase = withheld.has(name) ? withholding(planned(name)) : applying(name);
    return replaced.has(name) ? { ...phase, replace: replaced.get(name) } : phase;
  });
  const backward = [...names].reverse();
  const waits = orders.some((order) => order.waits === true);
  return [
    ...backward.filter((name) => destroyed.has(name)).map((name) => destroying(planned(name))),
    ...forward,
    // The most upstream one is left to the ordinary deployment.
    ...(waits
      ? []
      : backward
          .filter((name) => withheld.has(name))
          .slice(0, -1)
          .map(deleting)),
  ];
}

/** The stacks that are not left to the ordinary deployment, in order, and all that come before them. */
function rangeOf(
  names: readonly string[],
  withheld: ReadonlySet<string>,
  replaced: readonly string[],
  edges: readonly { first: string }[],
): string[] {
  if (withheld.size > 0) return [...names];
  const asked = [...replaced, ...edges.map(({ first }) => first)].map((name) => names.indexOf(name));
  return names.slice(0, 1 + Math.max(-1, ...asked));
}

/** Stacks in deploy order, except that some come before others of their wave. */
function inOrder(names: readonly string[], edges: readonly { first: string; second: string }[]): string[] {
  const result = [...names];
  for (const { first, second } of edges) {
    const [from, to] = [result.indexOf(first), result.indexOf(second)];
    if (from > to && to >= 0) result.splice(to, 0, ...result.splice(from, 1));
  }
  return result;
}

const applying = (stack: string): Phase => ({ kind: "apply", stack, text: `${stack}: deploy` });

const deleting = (stack: string): Phase => ({
  ...applying(stack),
  text: `${stack}: delete what nothing uses any more`,
});

function withholding(stack: PlannedStack | undefined): Phase {
  const deletions = managed(stack?.plan).filter(isDeleted).length;
  const name = stack?.name ?? "";
  return { kind: "withhold", stack: name, text: `${name}: deploy all but ${counted(deletions, "deletion")}` };
}

function destroying(stack: PlannedStack | undefined): Phase {
  const resources = managed(stack?.plan).filter(({ change }) => change.before !== null).length;
  const name = stack?.name ?? "";
  return { kind: "destroy", stack: name, text: `${name}: destroy ${counted(resources, "resource")}` };
}
