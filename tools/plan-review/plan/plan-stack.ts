import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { stringify } from "lossless-json";
import type { PlannedStack } from "../judge/planned-stack.ts";
import { Problem } from "../problem.ts";
import { decodeObject } from "../read/decode.ts";
import type { JsonObject } from "../read/json.ts";
import type { PlanFile } from "../read/plan-file.ts";
import { readPlan } from "../read/read-plan.ts";
import type { Upstream } from "./expected.ts";
import type { Stack } from "./stacks.ts";
import { isStandIn, reservedNames, withStandIns } from "./stand-in.ts";
import { errorText, type PlanResult, type Terraform, type TerraformDiagnostic } from "./terraform.ts";

/** Errors that come from a value that is not known yet, and go away when it is. */
const WAITING = /^Invalid (for_each|count|dynamic for_each|provider configuration) argument$|^Invalid (for_each|count)/;

/** Plans a stack whose upstream is as its state says. The plan is kept in `file`. `more` are options of Terraform. */
export async function planFirm(
  terraform: Terraform,
  stack: Stack,
  file: string,
  ...more: readonly string[]
): Promise<PlannedStack> {
  const result = await terraform.plan(stack.folder, terraform.dataFolder, resolve(file), ...more);
  const plan = await readKept(terraform, stack, stack.folder, terraform.dataFolder, resolve(file), result);
  if (result.code === 1) rmSync(file, { force: true }); // Terraform also writes plans that have failed
  const common = { name: stack.name, wave: stack.wave, waitsFor: [], reads: stack.reads, ...(plan && { plan }) };
  if (result.code === 1 || plan === undefined)
    return { ...common, status: "failed", problem: result.errors.map(errorText).join("; ") };
  return { ...common, status: "firm" };
}

/**
 * Plans a copy of a stack in which the values of other stacks are those that their plans expect. Nothing of it is kept:
 * neither the copy nor the plan.
 */
export async function planProvisional(terraform: Terraform, stack: Stack, upstream: Upstream): Promise<PlannedStack> {
  const common = { name: stack.name, wave: stack.wave, waitsFor: upstream.changing, reads: stack.reads };
  const taken = reservedNames(stack.config);
  if (taken.length > 0)
    return {
      ...common,
      status: "deferred",
      problem: `${taken.join(", ")} is a name that provisional plans need: rename it`,
    };
  return inCopy(stack, terraform, withStandIns(stack.config, upstream.outputs), async (copy, dataFolder, file) => {
    const result = await terraform.plan(copy, dataFolder, file);
    const plan = await readKept(terraform, stack, copy, dataFolder, file, result);
    if (result.code !== 1 && plan !== undefined)
      return { ...common, status: "provisional", plan: withoutStandIns(plan) };
    const waits = result.errors.length > 0 && result.errors.every(isWaiting);
    return { ...common, status: waits ? "deferred" : "failed", problem: result.errors.map(errorText).join("; ") };
  });
}

/** Does something in a copy of a stack that has another configuration, and removes the copy. */
export async function inCopy<T>(
  stack: Stack,
  terraform: Terraform,
  config: JsonObject,
  work: (folder: string, dataFolder: string, file: string) => Promise<T>,
): Promise<T> {
  // As deep as the stack's own folder, because backends and files are named relative to it.
  const place = mkdtempSync(join(dirname(dirname(resolve(stack.folder))), "provisional-"));
  const copy = join(place, stack.name);
  try {
    mkdirSync(copy);
    cpSync(stack.folder, copy, { recursive: true, filter: (path) => !path.includes(`${stack.folder}/.terraform/`) });
    writeFileSync(join(copy, "cdk.tf.json"), stringify(config) ?? "");
    return await work(copy, resolve(stack.folder, terraform.dataFolder), join(place, "plan"));
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

const isWaiting = ({ summary, statements }: TerraformDiagnostic): boolean =>
  WAITING.test(summary) || statements.some((statement) => /known only after apply/.test(statement));

/** The plan in a file; undefined if Terraform has written none. */
export async function readKept(
  terraform: Terraform,
  stack: Stack,
  folder: string,
  dataFolder: string,
  file: string,
  { code }: PlanResult,
): Promise<PlanFile | undefined> {
  try {
    const json = await terraform.show(folder, dataFolder, file);
    return readPlan(decodeObject(Buffer.from(json), `the plan of ${stack.name}`), `the plan of ${stack.name}`);
  } catch (problem) {
    if (code === 1 && problem instanceof Problem) return undefined;
    throw problem;
  }
}

function withoutStandIns(plan: PlanFile): PlanFile {
  return { ...plan, resourceChanges: plan.resourceChanges.filter((resource) => !isStandIn(resource)) };
}
