import { Interrupted } from "../processes/processes.cjs";
import { inDestroyOrder } from "./known-stacks.ts";
import type { States } from "./states.ts";

/** A stack that the environment no longer has, but of which resources are left. */
export interface Leftover {
  readonly name: string;
  /** How many; at least 1. */
  readonly resources: number;
  /** Sources of their providers. */
  readonly providers: readonly string[];
  /** Other stacks whose values it was made with. */
  readonly reads: readonly string[];
}

/** A stack that is not synthesized and whose state can't be read: it may be a leftover. */
export interface Unread {
  readonly name: string;
  readonly problem: string;
}

export interface Found {
  /** In the order in which they are to be destroyed. */
  readonly leftovers: readonly Leftover[];
  readonly unread: readonly Unread[];
}

/** Finds the leftovers of an environment. What can't be read is part of the answer. Throws only after a signal. */
export async function findLeftovers(states: States): Promise<Found> {
  const read = await Promise.all(
    states.others().map(async (name): Promise<Leftover | Unread> => {
      try {
        const { resources, ...state } = await states.read(name);
        return { name, ...state, resources: resources.size };
      } catch (problem) {
        if (problem instanceof Interrupted) throw problem;
        return { name, problem: (problem as Error).message };
      }
    }),
  );
  return {
    leftovers: inDestroyOrder(read.filter((each) => "resources" in each).filter(({ resources }) => resources > 0)),
    unread: inDestroyOrder(read.filter((each) => "problem" in each)),
  };
}

/** Synthesized stacks that are deployed with values of a leftover. Throws if a state can't be read. */
export async function readersOf(leftover: string, states: States): Promise<string[]> {
  const names = [...states.stacks.keys()];
  const read = await Promise.all(names.map((name) => states.read(name)));
  return names.filter((_, index) => read[index]?.reads.includes(leftover) && read[index].resources.size > 0);
}
