import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attachOfflineAws } from "../../packages/offline-aws/attach.ts";
import type { CallControls } from "../../packages/offline-aws/calls/controls.ts";
import { PermissionRecord } from "../../packages/offline-aws/calls/permission-record.ts";
import { readPolicy } from "../../packages/offline-aws/calls/policy.ts";
import type { CallScope } from "../../packages/offline-aws/calls/resources.ts";
import type { ObjectValue } from "../../packages/offline-aws/protocol/values.ts";
import { type Configuration, foldersIn } from "../../packages/offline-aws/testing/configurations.ts";
import { TerraformRuns } from "../../packages/offline-aws/testing/terraform-runs.ts";
import { capture } from "../../packages/processes/processes.cjs";
import { synthesizeEnvironment } from "../../packages/synthesis/synthesize-environment.ts";

/** A policy as it is recorded. */
export interface LeastPolicy {
  Version: string;
  Statement: { Effect: "Allow" | "Deny"; Action: string[]; Resource: string[] }[];
}

/**
 * The least policy of each stack of an environment, in deploy order: the stacks are deployed to an empty offline AWS, planned
 * again and destroyed with the real Terraform; what a change instead of any resource may need is added.
 */
export function leastPolicies(environment: string): Promise<Map<string, LeastPolicy>> {
  return withStacks(environment, async (root, stacks, scope) => {
    const fileOf = (stack: string) => join(root, `${stack}.json`);
    const recorded = async (
      stack: Configuration,
      work: (deployment: StackDeployment, record: PermissionRecord) => unknown,
    ) => {
      const record = new PermissionRecord(fileOf(stack.name));
      await deploying(root, stack, { record }, (deployment) => work(deployment, record));
      const unknown = record.write();
      if (unknown.length > 0) throw new Error(`the permissions of these calls are unknown: ${unknown.join(", ")}`);
    };
    for (const stack of stacks)
      await recorded(stack, async ({ terraform, environment: env }, record) => {
        await deployTwice(terraform);
        for (const { type, attributes } of await resourcesIn(stack.folder, env))
          record.addCall({ type, operation: "update", ...withOtherTags(attributes) }, scope);
      });
    for (const stack of [...stacks].reverse()) await recorded(stack, ({ terraform }) => terraform.destroy());
    return new Map(
      stacks.map(({ name }) => [name, JSON.parse(readFileSync(fileOf(name), "utf8")) as LeastPolicy] as const),
    );
  });
}

/** Deploys and destroys the stacks of an environment, each with its policy. Rejects with what AWS refuses. */
export function tryPolicies(environment: string, policies: ReadonlyMap<string, LeastPolicy>): Promise<void> {
  return withStacks(environment, async (root, stacks) => {
    const policyOf = ({ name }: Configuration) => ({ policy: readPolicy(policies.get(name)) });
    for (const stack of stacks)
      await deploying(root, stack, policyOf(stack), ({ terraform }) => deployTwice(terraform));
    for (const stack of [...stacks].reverse())
      await deploying(root, stack, policyOf(stack), ({ terraform }) => terraform.destroy());
  });
}

async function deployTwice(terraform: TerraformRuns): Promise<void> {
  await terraform.init();
  await terraform.apply();
  await terraform.expectNoChanges();
}

/** Terraform in the folder of a stack, behind the offline AWS. */
interface StackDeployment {
  terraform: TerraformRuns;
  environment: NodeJS.ProcessEnv;
}

async function withStacks<T>(
  environment: string,
  work: (root: string, stacks: Configuration[], scope: CallScope) => Promise<T>,
): Promise<T> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "permissions-")));
  try {
    const outdir = join(root, "cdktf.out");
    await synthesizeEnvironment(environment, outdir);
    // As `environments/demo.ts` has them.
    const scope = { partition: "aws", region: "us-east-1", account: "123456789012" };
    return await work(root, foldersIn(outdir, join(root, "stacks")), scope);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function deploying(
  root: string,
  { name, folder }: Configuration,
  controls: Partial<CallControls>,
  work: (deployment: StackDeployment) => unknown,
): Promise<void> {
  const aws = await attachOfflineAws({
    folder: join(root, "offline"),
    environment: process.env,
    project: root,
    calls: { faults: [], latencyMs: 0, ...controls },
  });
  try {
    await work({ terraform: new TerraformRuns(name, folder, aws.environment), environment: aws.environment });
  } finally {
    await aws.stop();
  }
}

/** What is in the state of a stack. */
async function resourcesIn(cwd: string, env: NodeJS.ProcessEnv): Promise<{ type: string; attributes: ObjectValue }[]> {
  const { code, stdout, stderr } = await capture(env.TERRAFORM_BINARY_NAME ?? "terraform", ["state", "pull"], {
    cwd,
    env,
  });
  if (code !== 0) throw new Error(`terraform state pull failed:\n${stderr}`);
  const { resources } = JSON.parse(stdout) as {
    resources: { mode: string; type: string; instances: { attributes: ObjectValue }[] }[];
  };
  return resources
    .filter(({ mode, type }) => mode === "managed" && type.startsWith("aws_"))
    .flatMap(({ type, instances }) => instances.map(({ attributes }) => ({ type, attributes })));
}

/** An update that adds a tag and removes another. */
function withOtherTags(attributes: ObjectValue): { before: ObjectValue; after: ObjectValue } {
  if (!("tags_all" in attributes)) return { before: attributes, after: attributes };
  const tagged = (tag: string) => ({ ...attributes, tags_all: { ...(attributes.tags_all as ObjectValue), [tag]: "" } });
  return { before: tagged("removed"), after: tagged("added") };
}
