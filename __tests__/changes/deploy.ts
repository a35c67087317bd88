import { KNOWN_STACKS } from "../../packages/leftovers/known-stacks.ts";
import type { Stacks } from "./synthesis.ts";
import type { System } from "./system.ts";
import { type Action, TerraformError } from "./terraform.ts";

/** How a change of a deployed environment went. */
export interface Deployed {
  readonly actions: readonly Action[];
  /** The error of Terraform, and whether anything had been touched before. */
  readonly failure?: { readonly stack: string; readonly text: string; readonly touched: boolean };
  /** Actions of a second plan. */
  readonly again: readonly string[];
  /** Resources that no state has any more, or that only a state has. */
  readonly lost: readonly string[];
}

/**
 * Changes the stacks of a system as `npm run deploy` does: each is planned and applied, in deploy order. Stacks whose plans
 * are made of the same as `before` are left out, because there was nothing to do.
 */
export async function deployChange(
  system: System,
  after: Stacks,
  before: ReadonlyMap<string, string>,
  isPhased = false,
): Promise<Deployed> {
  const actions: Action[] = [];
  const touched: string[] = [];
  let current = "";
  try {
    for (const name of changedStacks(system.stacks, after)) {
      current = name;
      const text = after.get(name);
      if (text === undefined) continue;
      system.write(name, text);
      const madeOf = system.madeOf(name);
      if (madeOf === before.get(name)) continue;
      const workspace = await system.workspace(name);
      if (!(await workspace.planOnce(madeOf))) continue;
      actions.push(...(await workspace.show(madeOf)));
      touched.push(name);
      await workspace.apply();
    }
    for (const [name, text] of [...system.stacks].reverse()) {
      if (after.has(name)) continue;
      current = name;
      touched.push(name);
      actions.push(...(await destroyLeftover(system, name, text)));
    }
  } catch (problem) {
    if (!(problem instanceof TerraformError)) throw problem;
    const failure = { stack: current, text: problem.message, touched: isPhased || touched.length > 0 };
    return { actions, failure, again: [], lost: [] };
  }
  system.stacks = after;
  const changed = [...after.keys()].filter((name) => system.madeOf(name) !== before.get(name));
  return { actions, again: await planAgain(system, changed), lost: lostOf(system) };
}

const removed = (stack: string): Action => ({
  stack,
  address: stack,
  type: "stack",
  actions: ["delete"],
  before: {},
  after: null,
});

function changedStacks(before: Stacks, after: Stacks): string[] {
  return KNOWN_STACKS.filter((name) => before.has(name) || after.has(name));
}

/** A stack that the environment no longer has is destroyed from its state, as `npm run destroy:leftover` does. */
async function destroyLeftover(system: System, name: string, text: string): Promise<Action[]> {
  const { terraform, provider } = JSON.parse(text) as { terraform: object; provider: Record<string, object> };
  const literal = Object.entries(provider).filter(([, blocks]) => !JSON.stringify(blocks).includes("${"));
  system.write(name, JSON.stringify({ terraform, provider: Object.fromEntries(literal) }));
  await (await system.workspace(name)).destroy();
  return [removed(name)];
}

async function planAgain(system: System, names: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of names) {
    const workspace = await system.workspace(name);
    if (!(await workspace.plan())) continue;
    const actions = (await workspace.show()).map((each) => `${each.actions.join(" and ")} ${each.address}`);
    found.push(...(actions.length > 0 ? actions : ["outputs"]).map((each) => `${name}: ${each}`));
  }
  return found;
}

function lostOf(system: System): string[] {
  const states = [...system.stacks.keys()].map((name) => system.state(name).resources);
  return system
    .resources()
    .filter((resource) => !states.some((state) => state.has(resource)))
    .map((resource) => `${resource} is in no state`);
}

/** Destroys all stacks. Returns what is left. */
export async function destroyAll(system: System): Promise<string[]> {
  try {
    for (const name of [...system.stacks.keys()].reverse()) await (await system.workspace(name)).destroy();
  } catch (problem) {
    if (!(problem instanceof TerraformError)) throw problem;
    return [problem.message];
  }
  return system.resources();
}
