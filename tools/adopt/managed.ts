import type { States } from "../../packages/leftovers/states.ts";
import type { Attributes } from "./attributes.ts";
import type { Inventory } from "./existing.ts";

/** Names under which a state knows a resource: values of `id` and `arn`, with the type, because a role and its log group may share one. */
export const namesIn = (type: string, { arn, id }: Attributes): string[] =>
  [arn, id].flatMap((name) => (typeof name === "string" && name !== "" ? [typedName(type, name)] : []));

/** A name of a resource of a type. */
export const typedName = (type: string, name: string): string => `${type} ${name}`;

/** The type of the resource at an address, such as `module.a.aws_vpc.main["x"]`. */
export function typeAt(address: string): string {
  return (
    address
      .replace(/\["(?:[^"\\]|\\.)*"\]|\[\d+\]/g, "")
      .split(".")
      .at(-2) ?? ""
  );
}

/** Names of all that the states of an environment have, and of what other states are known to have. */
export async function managedIn(states: States, inventory: Inventory): Promise<ReadonlySet<string>> {
  const stacks = [...states.stacks.keys(), ...states.others()];
  const read = await Promise.all(stacks.map((stack) => states.read(stack)));
  const own = read.flatMap(({ resources }) =>
    [...resources].flatMap(([address, json]) => namesIn(typeAt(address), JSON.parse(json) as Attributes)),
  );
  return new Set([...own, ...inventory.others()]);
}
