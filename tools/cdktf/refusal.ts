import { type Found, readersOf } from "../../packages/leftovers/find.ts";
import { destroyCommand, type Invocation } from "../../packages/leftovers/report.ts";
import type { States } from "../../packages/leftovers/states.ts";

/** Why a stack must not be destroyed as a leftover, and what to do instead; undefined if it may be. */
export async function refusal(
  name: string,
  { leftovers, unread }: Found,
  states: States,
  invocation: Invocation,
): Promise<string | undefined> {
  const environment = invocation.environment || "demo";
  if (states.stacks.has(name))
    return `${name} is a stack of ${environment}: remove it from the configuration first, or destroy all stacks with npm run destroy`;
  const problem = unread.find((each) => each.name === name)?.problem;
  if (problem !== undefined) return `the state of ${name} can't be read: ${problem}`;
  if (!leftovers.some((each) => each.name === name)) {
    const names = leftovers.map((leftover) => leftover.name);
    return `no resources of a stack ${name} are left over in ${environment}: ${names.length > 0 ? `left over is ${names.join(", ")}` : "no stack is left over"}`;
  }
  const reader = leftovers.find(({ reads }) => reads.includes(name));
  if (reader !== undefined)
    return `${reader.name}, which is left over too, was made with values of ${name}: destroy it first, with ${destroyCommand(reader.name, invocation)}`;
  const readers = await readersOf(name, states);
  if (readers.length > 0)
    return `${readers.join(" and ")} ${readers.length === 1 ? "is" : "are"} still deployed with values of ${name}: run npm run deploy first`;
  return undefined;
}
