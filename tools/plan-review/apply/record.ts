import { randomBytes } from "node:crypto";
import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import type { PlannedStack } from "../judge/planned-stack.ts";
import type { Status } from "../model/review.ts";
import type { Stack } from "../plan/stacks.ts";
import type { StateVersion, Terraform } from "../plan/terraform.ts";
import { digestOf, digestOfFile } from "./digest.ts";
import { type Expectation, expectationOf } from "./expectation.ts";

/** What plans are bound to. Kept beside the plans, which hold secrets in clear; this holds digests. */
export interface PlanRecord {
  readonly version: 1;
  readonly environment: string;
  readonly commit?: string;
  /** Of all files that git knows: a merge of the same files is another commit with the same tree. */
  readonly tree?: string;
  readonly salt: string;
  /** Digest of what was shown: the review without the digest of this record. */
  readonly review: string;
  readonly stacks: readonly RecordedStack[];
}

export interface RecordedStack {
  readonly name: string;
  readonly status: Status;
  /** Digest of the synthesized configuration. */
  readonly config: string;
  readonly state: StateVersion;
  /** Of a firm stack. */
  readonly plan?: { readonly file: string; readonly digest: string };
  /** Digest of the lock file that is kept beside the plan; absent if Terraform has made none. */
  readonly lock?: string;
  /** Whether an apply would do anything. */
  readonly changes: boolean;
  /** Of a provisional stack. */
  readonly expected?: Expectation;
}

export const RECORD_FILE = "record.json";

/** Providers that a stack was planned with, beside its plan. */
export const lockFile = (stack: string): string => `${stack}.lock.hcl`;

/** A firm plan of a stack. */
export const planFile = (stack: string): string => `${stack}.tfplan`;

/** Binds plans to what they were made of. `folder` holds them. */
export async function recordOf(
  planned: readonly PlannedStack[],
  stacks: readonly Stack[],
  terraform: Terraform,
  folder: string,
  facts: Pick<PlanRecord, "environment" | "commit" | "tree">,
): Promise<Omit<PlanRecord, "review">> {
  const salt = randomBytes(16).toString("base64url");
  const recorded: RecordedStack[] = [];
  for (const stack of stacks) {
    const result = planned.find(({ name }) => name === stack.name);
    if (result !== undefined) recorded.push(await recordedStack(stack, result, terraform, folder, salt));
  }
  return { version: 1, ...facts, salt, stacks: recorded };
}

async function recordedStack(
  stack: Stack,
  { status, plan, digest }: PlannedStack,
  terraform: Terraform,
  folder: string,
  salt: string,
): Promise<RecordedStack> {
  const providers = join(stack.folder, ".terraform.lock.hcl");
  const kept = join(folder, lockFile(stack.name));
  if (existsSync(providers)) copyFileSync(providers, kept);
  const lock = digestOfFile(kept);
  return {
    name: stack.name,
    status,
    config: digestOf(stack.text),
    state: await terraform.stateVersion(stack.folder),
    ...(status === "firm" && digest !== undefined && { plan: { file: planFile(stack.name), digest } }),
    ...(lock !== undefined && { lock }),
    changes: plan?.applyable !== false,
    ...(status === "provisional" && plan !== undefined && { expected: expectationOf(plan, salt) }),
  };
}
