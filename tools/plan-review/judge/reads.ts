import type { Flow, ValueRow } from "../model/review.ts";
import { pluralize } from "../pluralize.ts";
import { nameOfValue, type UpstreamValue, upstreamOf } from "../read/upstream.ts";
import type { Redactor } from "../secrets/redactor.ts";
import { isNoOp } from "./action.ts";
import { compared } from "./compared.ts";
import type { PlannedStack } from "./planned-stack.ts";
import { sidesOf } from "./side.ts";

/** How many attributes of a stack read each output of others. */
function readsOf({ plan, reads = [] }: PlannedStack): Map<string, { value: UpstreamValue; attributes: number }> {
  const found = new Map<string, { value: UpstreamValue; attributes: number }>();
  const add = (value: UpstreamValue, attributes: number) => {
    const name = nameOfValue(value);
    found.set(name, { value, attributes: (found.get(name)?.attributes ?? 0) + attributes });
  };
  for (const value of reads) add(value, 0);
  for (const attributes of plan?.references.values() ?? [])
    for (const references of attributes.values())
      for (const reference of references) {
        const value = upstreamOf(reference);
        if (value !== undefined) add(value, 1);
      }
  return found;
}

/** Names of the stacks that a stack reads, as far as its plan tells. */
export const upstreamNames = (stack: PlannedStack): string[] => [
  ...new Set([...readsOf(stack).values()].map(({ value }) => value.stack)),
];

/** Outputs that change, as `network.vpcId`. */
function changingOutputs(stacks: readonly PlannedStack[]): Set<string> {
  return new Set(
    stacks.flatMap(({ name, plan }) =>
      [...(plan?.outputs ?? [])].flatMap(([output, change]) =>
        isNoOp(change) ? [] : [nameOfValue({ stack: name, output })],
      ),
    ),
  );
}

/** Outputs that change, with the stacks that read them. */
export function valueRows(stacks: readonly PlannedStack[], redactor: Redactor): ValueRow[] {
  const readers = new Map<string, string[]>();
  for (const stack of stacks)
    for (const [name, { attributes }] of readsOf(stack)) {
      const count = attributes === 0 ? "" : `: ${pluralize(attributes, "attribute")}`;
      readers.set(name, [...(readers.get(name) ?? []), `${redactor.text(stack.name)}${count}`]);
    }
  const rows = stacks.flatMap(({ name: stack, plan }) =>
    [...(plan?.outputs ?? [])].flatMap(([output, change]) => {
      const reading = readers.get(nameOfValue({ stack, output }));
      if (isNoOp(change)) return [];
      const { before, after } = sidesOf(change);
      return [
        {
          output: redactor.text(nameOfValue({ stack, output })),
          ...compared(before, after, [output], redactor),
          readers: (reading ?? []).sort(),
        },
      ];
    }),
  );
  const isRead = (row: ValueRow) => row.readers.length > 0;
  return [...rows.filter(isRead), ...rows.filter((row) => !isRead(row))];
}

/** What flows between the stacks that were planned. */
export function flowsBetween(stacks: readonly PlannedStack[], redactor: Redactor): Flow[] {
  const changing = changingOutputs(stacks);
  const names = new Set(stacks.map(({ name }) => name));
  return stacks.flatMap((stack) => {
    const values = [...readsOf(stack).values()].map(({ value }) => value);
    const from = [...new Set(values.map((value) => value.stack))].filter((name) => names.has(name)).sort();
    return from.map((upstream) => {
      const outputs = values.filter((value) => value.stack === upstream).sort((a, b) => (a.output < b.output ? -1 : 1));
      return {
        from: redactor.text(upstream),
        to: redactor.text(stack.name),
        outputs: outputs.map(({ output }) => redactor.text(output)),
        changing: outputs
          .filter((value) => changing.has(nameOfValue(value)))
          .map(({ output }) => redactor.text(output)),
      };
    });
  });
}

/** Values that a stack read as they were, and that the plans of those stacks change. */
export function outdatedReads(stack: PlannedStack, stacks: readonly PlannedStack[]): string[] {
  const changing = changingOutputs(stacks.filter(({ name }) => name !== stack.name));
  return [...readsOf(stack).keys()].filter((name) => changing.has(name)).sort();
}
