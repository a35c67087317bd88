import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "../plan/stacks.ts";
import type { StateVersion, Terraform } from "../plan/terraform.ts";
import { digestOf, digestOfFile } from "./digest.ts";
import { lockFile, type PlanRecord, type RecordedStack } from "./record.ts";

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
    return [`environment ${record.environment} was reviewed, but ENVIRONMENT is ${environment}`];
  if (tree !== record.tree)
    return [
      `commit ${record.commit ?? "?"} was reviewed, but other files are checked out: check that commit out, or review again`,
    ];
  const names = record.stacks.map(({ name }) => name);
  const added = stacks.filter(({ name }) => !names.includes(name)).map(({ name }) => `stack ${name} was not reviewed`);
  const pairs = record.stacks.map((recorded) => ({
    recorded,
    stack: stacks.find(({ name }) => name === recorded.name),
  }));
  const found = [
    ...added,
    ...pairs.flatMap(({ recorded, stack }) =>
      stack === undefined ? [`stack ${recorded.name} no longer exists`] : ofFiles(recorded, stack, ground),
    ),
  ];
  // States are asked for only where all else is right: elsewhere they may be those of another place.
  if (found.length > 0) return found;
  for (const { recorded, stack } of pairs) found.push(...(await ofState(recorded, stack as Stack, ground, terraform)));
  return found;
}

function ofFiles({ name, plan, lock, config }: RecordedStack, stack: Stack, { plans }: Ground): string[] {
  const found: string[] = [];
  if (digestOf(stack.text) !== config)
    found.push(
      `${name}: its configuration is not the one that was reviewed (uncommitted changes, or another location of its state: --offline is for both or neither)`,
    );
  if (plan !== undefined && digestOfFile(join(plans, plan.file)) !== plan.digest)
    found.push(`${name}: its plan was altered or deleted`);
  if (digestOfFile(join(plans, lockFile(name))) !== lock)
    found.push(`${name}: the lock file of its providers was altered or deleted`);
  return found;
}

async function ofState(
  { name, plan, state }: RecordedStack,
  stack: Stack,
  { plans }: Ground,
  terraform: Terraform,
): Promise<string[]> {
  const lock = join(plans, lockFile(name));
  if (existsSync(lock)) copyFileSync(lock, join(stack.folder, ".terraform.lock.hcl"));
  await terraform.init(stack.folder);
  const now = await terraform.stateVersion(stack.folder);
  if (plan === undefined || isSame(state, now)) return [];
  const lineage = now.lineage === state.lineage ? "" : " of another lineage";
  return [
    `${name}: its plan is stale, because its state has moved from serial ${state.serial} to ${now.serial}${lineage}`,
  ];
}

const isSame = (one: StateVersion, other: StateVersion) => one.serial === other.serial && one.lineage === other.lineage;
