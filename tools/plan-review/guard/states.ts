import { findLeftovers } from "../../../packages/leftovers/find.ts";
import { destroyCommand, invocationOf } from "../../../packages/leftovers/report.ts";
import { States } from "../../../packages/leftovers/states.ts";
import { terraformOf } from "../../../packages/leftovers/terraform.ts";
import type { Landscape, LeftoverState } from "../hazards/hazard.ts";
import { outdirOf } from "../plan/stacks.ts";

/** What the rules see besides plans: the states of stacks that the environment no longer has. */
export async function leftoverStates(
  environment: NodeJS.ProcessEnv,
): Promise<Pick<Landscape, "leftovers" | "destroyCommand">> {
  const states = new States(outdirOf(environment), terraformOf(environment));
  const { leftovers: found } = await findLeftovers(states);
  const leftovers = await Promise.all(
    found.map(async ({ name }): Promise<LeftoverState> => ({ name, resources: (await states.read(name)).resources })),
  );
  const place = invocationOf(environment);
  return { leftovers, destroyCommand: (name) => destroyCommand(name, place) };
}
