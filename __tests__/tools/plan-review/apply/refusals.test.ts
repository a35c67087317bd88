import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "../../../../tools/plan-review/apply/digest.ts";
import type { PlanRecord, RecordedStack } from "../../../../tools/plan-review/apply/record.ts";
import { refusals } from "../../../../tools/plan-review/apply/refusals.ts";
import type { Stack } from "../../../../tools/plan-review/plan/stacks.ts";
import type { StateVersion, Terraform } from "../../../../tools/plan-review/plan/terraform.ts";
import { newFolder } from "../../../support/folder.ts";

const STATE = { lineage: "l", serial: 3 };

const PLANNED: RecordedStack = {
  name: "web",
  status: "firm",
  config: digestOf("config"),
  state: STATE,
  plan: { file: "web.tfplan", digest: digestOf("plan") },
  lock: digestOf("lock"),
  changes: true,
};
const { lock: _, ...UNLOCKED } = PLANNED;

/** A reviewed stack where nothing has changed since. */
function reviewed(stack: RecordedStack = PLANNED, now: StateVersion = STATE) {
  const [plans, folder] = ["plans", "web"].map((name) => join(newFolder(), name)) as [string, string];
  for (const each of [plans, folder]) mkdirSync(each);
  writeFileSync(join(plans, "web.tfplan"), "plan");
  if (stack.lock !== undefined) writeFileSync(join(plans, "web.lock.hcl"), "lock");
  const record: PlanRecord = { version: 1, environment: "shop", tree: "t", salt: "s", review: "r", stacks: [stack] };
  const web = { name: "web", folder, text: "config" } as Stack;
  const ground = { plans, environment: "shop", tree: "t", stacks: [web] };
  const terraform = { init: async () => {}, stateVersion: async () => now } as unknown as Terraform;
  const ask = (change: Partial<typeof ground> = {}) => refusals(record, { ...ground, ...change }, terraform);
  return { plans, folder, web, ask };
}

test("nothing is refused where all is as it was, and the providers are those of the plan", async () => {
  const { ask, folder } = reviewed();
  expect(await ask()).toEqual([]);
  expect(readFileSync(join(folder, ".terraform.lock.hcl"), "utf8")).toBe("lock");
});

test("a plan that had no lock file needs none", async () => {
  expect(await reviewed(UNLOCKED).ask()).toEqual([]);
});

test.each([
  [{ environment: "prod" }, "environment shop was reviewed, but ENVIRONMENT is prod"],
  [{ tree: "u" }, "but other files are checked out"],
  [{ tree: undefined }, "but other files are checked out"],
  [{ stacks: [] }, "stack web no longer exists"],
])("%j is refused", async (change, message) => {
  expect(await reviewed().ask(change as object)).toEqual([expect.stringContaining(message)]);
});

test("a stack that was not reviewed is refused", async () => {
  const { ask, web } = reviewed();
  expect(await ask({ stacks: [web, { ...web, name: "new" }] })).toEqual(["stack new was not reviewed"]);
});

test("a configuration that is another one is refused", async () => {
  const { ask, web } = reviewed();
  expect(await ask({ stacks: [{ ...web, text: "another" }] })).toEqual([
    expect.stringContaining("web: its configuration is not the one that was reviewed"),
  ]);
});

test.each<[file: string, text: string | undefined, message: string]>([
  ["web.tfplan", "another", "web: its plan was altered or deleted"],
  ["web.tfplan", undefined, "web: its plan was altered or deleted"],
  ["web.lock.hcl", "another", "web: the lock file of its providers was altered or deleted"],
  ["web.lock.hcl", undefined, "web: the lock file of its providers was altered or deleted"],
])("%s that became %j is refused, and no provider is installed", async (file, text, message) => {
  const { ask, plans, folder } = reviewed();
  if (text === undefined) rmSync(join(plans, file));
  else writeFileSync(join(plans, file), text);
  expect(await ask()).toEqual([message]);
  expect(existsSync(join(folder, ".terraform.lock.hcl"))).toBe(false);
});

test("a lock file that was put beside a plan without one is refused", async () => {
  const { ask, plans } = reviewed(UNLOCKED);
  writeFileSync(join(plans, "web.lock.hcl"), "another");
  expect(await ask()).toEqual(["web: the lock file of its providers was altered or deleted"]);
});

test("what is compared is the plan that is applied, whatever its file is called", async () => {
  const { ask, plans } = reviewed({ ...PLANNED, plan: { file: "other.tfplan", digest: digestOf("plan") } });
  writeFileSync(join(plans, "other.tfplan"), "another");
  expect(await ask()).toEqual(["web: its plan was altered or deleted"]);
});

test.each([
  [{ lineage: "l", serial: 4 }, "web: its plan is stale, because its state has moved from serial 3 to 4"],
  [
    { lineage: "m", serial: 3 },
    "web: its plan is stale, because its state has moved from serial 3 to 3 of another lineage",
  ],
])("a state at %j is refused", async (now, message) => {
  expect(await reviewed(PLANNED, now).ask()).toEqual([message]);
});

test("a stack that is planned again on the way may have another state", async () => {
  const { plan: __, ...rest } = PLANNED;
  expect(await reviewed({ ...rest, status: "provisional" }, { lineage: "m", serial: 9 }).ask()).toEqual([]);
});
