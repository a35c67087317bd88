import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf, digestOfFile } from "../../../../tools/plan-review/apply/digest.ts";
import { recordOf } from "../../../../tools/plan-review/apply/record.ts";
import type { PlannedStack } from "../../../../tools/plan-review/judge/planned-stack.ts";
import type { Stack } from "../../../../tools/plan-review/plan/stacks.ts";
import type { Terraform } from "../../../../tools/plan-review/plan/terraform.ts";
import { newFolder } from "../../../support/folder.ts";
import { changed, planOf, stackOf } from "../../../support/plan-json.ts";

const PARTS = { changes: [changed("aws_sqs_queue.q", { after: { name: "q" } })] };

/** What is recorded of the stack `web`, and the folder with the plans. */
async function recordedOf(planned: Partial<PlannedStack>, { lock }: { lock?: string } = {}) {
  const [plans, folder] = [newFolder(), join(newFolder(), "web")];
  mkdirSync(folder);
  if (lock !== undefined) writeFileSync(join(folder, ".terraform.lock.hcl"), lock);
  const stack: Stack = { name: "web", wave: 1, folder, config: {}, text: '{"a":1}', reads: [] };
  const terraform = { stateVersion: async () => ({ lineage: "l", serial: 3 }) } as unknown as Terraform;
  const facts = { environment: "shop", commit: "c", tree: "t" };
  const record = await recordOf([stackOf("web", PARTS, planned)], [stack], terraform, plans, facts);
  return { record, recorded: record.stacks[0], plans };
}

test("a record says of which environment, commit and files it is", async () => {
  const { record } = await recordedOf({});
  expect(record).toMatchObject({ version: 1, environment: "shop", commit: "c", tree: "t" });
});

test("each record has its own salt", async () => {
  const salts = [await recordedOf({}), await recordedOf({})].map(({ record }) => record.salt);
  expect(new Set(salts).size).toBe(2);
  expect(salts[0]).toMatch(/^[\w-]{22}$/);
});

test("a stack is bound to its configuration and its state", async () => {
  const { recorded } = await recordedOf({});
  expect(recorded).toMatchObject({ name: "web", config: digestOf('{"a":1}'), state: { lineage: "l", serial: 3 } });
});

test("a firm stack is bound to its plan, and has nothing to expect", async () => {
  const { recorded } = await recordedOf({ digest: "sha256:p" });
  expect(recorded).toMatchObject({ status: "firm", plan: { file: "web.tfplan", digest: "sha256:p" } });
  expect(recorded).not.toHaveProperty("expected");
});

test("a provisional stack is bound to what is expected of it, and to no plan", async () => {
  const { recorded } = await recordedOf({ status: "provisional", digest: "sha256:p" });
  expect(recorded).toMatchObject({
    status: "provisional",
    expected: { "aws_sqs_queue.q": { actions: ["create"] } },
  });
  expect(recorded).not.toHaveProperty("plan");
});

test("a stack that was not planned is bound to neither", async () => {
  const { recorded } = await recordedOf({ status: "deferred", plan: undefined });
  expect(recorded).toMatchObject({ name: "web", status: "deferred" });
  expect(recorded).not.toHaveProperty("plan");
  expect(recorded).not.toHaveProperty("expected");
});

test.each([true, false])("whether an apply would do anything is what Terraform says: %p", async (applyable) => {
  const plan = planOf({ ...PARTS, more: { applyable } });
  expect((await recordedOf({ plan })).recorded?.changes).toBe(applyable);
});

test("the providers that a stack was planned with are kept beside its plan", async () => {
  const { plans } = await recordedOf({}, { lock: "providers" });
  expect(readFileSync(join(plans, "web.lock.hcl"), "utf8")).toBe("providers");
  expect(existsSync(join((await recordedOf({})).plans, "web.lock.hcl"))).toBe(false);
});

test("a plan that was kept has a digest, and one that was not has none", async () => {
  const folder = newFolder();
  writeFileSync(join(folder, "web.tfplan"), "plan");
  expect([digestOfFile(join(folder, "web.tfplan")), digestOfFile(join(folder, "other.tfplan"))]).toEqual([
    digestOf("plan"),
    undefined,
  ]);
});
