import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "../plan/stacks.ts";
import type { StateVersion, Terraform } from "../plan/terraform.ts";
import { digestOf } from "./digest.ts";
import { lockFile, type PlanRecord, planDigest, type RecordedStack } from "./record.ts";

/** Where the reviewed plans are and what they would be applied to. */
export interface Ground {
  readonly plans: string;
  readonly environment: string;
  readonly tree?: string;
  readonly stacks: readonly Stack[];
}

/** Why reviewed plans must not be applied here and now; none if they may. */
export async function refusals(record: PlanRecord, ground: Ground, terraform: Terraform): Promise<string[]> {
  const { environment, tree, stacks } = ground;
  if (environment !== record.environment)
    return [`environment ${record.environment} was reviewed, and ENVIRONMENT is ${environment}`];
  if (tree !== record.tree)
    return [
      `commit ${record.commit ?? "?"} was reviewed, and the files that are checked out are others: check that commit out, or review again`,
    ];
  const names = record.stacks.map(({ name }) => name);
  const added = stacks.filter(({ name }) => !names.includes(name)).map(({ name }) => `stack ${name} was not reviewed`);
  const found = [...added];
  for (const recorded of record.stacks) {
    const stack = stacks.find(({ name }) => name === recorded.name);
    found.push(
      ...(stack === undefined
        ? [`stack ${recorded.name} is not there any more`]
        : await ofStack(recorded, stack, ground, terraform)),
    );
  }
  return found;
}

async function ofStack(
  recorded: RecordedStack,
  stack: Stack,
  { plans }: Ground,
  terraform: Terraform,
): Promise<string[]> {
  const { name, plan, config, state } = recorded;
  const found: string[] = [];
  if (digestOf(stack.text) !== config)
    found.push(
      `${name}: its configuration is not the one that was reviewed (uncommitted changes, or another place for its state)`,
    );
  if (plan !== undefined && planDigest(plans, name) !== plan.digest)
    found.push(`${name}: its plan was altered or is gone`);
  const lock = join(plans, lockFile(name));
  if (existsSync(lock)) copyFileSync(lock, join(stack.folder, ".terraform.lock.hcl"));
  await terraform.init(stack.folder);
  const now = await terraform.stateVersion(stack.folder);
  if (plan !== undefined && !isSame(state, now))
    found.push(
      `${name}: its plan is stale, because its state has moved from serial ${state.serial} to ${now.serial}${now.lineage === state.lineage ? "" : " of another lineage"}`,
    );
  return found;
}

const isSame = (one: StateVersion, other: StateVersion) => one.serial === other.serial && one.lineage === other.lineage;
