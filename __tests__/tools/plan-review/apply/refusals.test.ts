import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "../../../../tools/plan-review/apply/digest.ts";
import type { PlanRecord, RecordedStack } from "../../../../tools/plan-review/apply/record.ts";
import { type Ground, refusals } from "../../../../tools/plan-review/apply/refusals.ts";
import type { Stack } from "../../../../tools/plan-review/plan/stacks.ts";
import type { StateVersion, Terraform } from "../../../../tools/plan-review/plan/terraform.ts";
import { newFolder } from "../../../support/folder.ts";

const STATE: StateVersion = { lineage: "l", serial: 3 };

/** A review of the stacks `network` and `web` of shop, and the same stacks as they are now. */
class Reviewed {
  private readonly folder = newFolder();
  readonly plans = join(this.folder, "plans");
  readonly record: PlanRecord;
  readonly ground: Ground;
  readonly asked: string[] = [];
  states: Record<string, StateVersion> = { network: STATE, web: STATE };

  constructor() {
    mkdirSync(this.plans);
    const stacks = ["network", "web"].map((name) => this.stack(name));
    this.record = {
      version: 1,
      environment: "shop",
      commit: "c0ffee",
      tree: "t",
      salt: "s",
      review: "r",
      stacks: stacks.map((stack) => this.recorded(stack)),
    };
    this.ground = { plans: this.plans, environment: "shop", tree: "t", stacks };
  }

  stack(name: string): Stack {
    const folder = join(this.folder, name);
    mkdirSync(folder, { recursive: true });
    return { name, wave: 1, folder, config: {}, text: `{"of":"${name}"}`, reads: [] };
  }

  refusals(record: Partial<PlanRecord> = {}, ground: Partial<Ground> = {}): Promise<string[]> {
    const terraform = {
      init: async (folder: string) => void this.asked.push(folder),
      stateVersion: async (folder: string) => this.states[folder.split("/").at(-1) as string],
    };
    return refusals({ ...this.record, ...record }, { ...this.ground, ...ground }, terraform as unknown as Terraform);
  }

  private recorded({ name, text }: Stack): RecordedStack {
    writeFileSync(join(this.plans, `${name}.tfplan`), `plan of ${name}`);
    return {
      name,
      status: "firm",
      config: digestOf(text),
      state: STATE,
      plan: { file: `${name}.tfplan`, digest: digestOf(`plan of ${name}`) },
      changes: true,
    };
  }
}

test("what was reviewed is not refused", async () => {
  expect(await new Reviewed().refusals()).toEqual([]);
});

describe("refused is", () => {
  test("another environment", async () => {
    expect(await new Reviewed().refusals({}, { environment: "prod" })).toEqual([
      "environment shop was reviewed, and ENVIRONMENT is prod",
    ]);
  });

  test.each([
    ["other files", "t", "u"],
    ["files that git does not know", "t", undefined],
    ["files of git, where it knew none", undefined, "t"],
  ])("a review of %s", async (_, reviewed, now) => {
    expect(await new Reviewed().refusals({ tree: reviewed }, { tree: now })).toEqual([
      "commit c0ffee was reviewed, and the files that are checked out are others: check that commit out, or review again",
    ]);
  });

  test("a stack that was added", async () => {
    const reviewed = new Reviewed();
    const stacks = [...reviewed.ground.stacks, reviewed.stack("new")];
    expect(await reviewed.refusals({}, { stacks })).toEqual(["stack new was not reviewed"]);
  });

  test("a stack that is missing", async () => {
    const reviewed = new Reviewed();
    const stacks = reviewed.ground.stacks.filter(({ name }) => name === "network");
    expect(await reviewed.refusals({}, { stacks })).toEqual(["stack web is not there any more"]);
  });

  test("another configuration", async () => {
    const reviewed = new Reviewed();
    const stacks = reviewed.ground.stacks.map((stack) => (stack.name === "web" ? { ...stack, text: "{}" } : stack));
    expect(await reviewed.refusals({}, { stacks })).toEqual([
      expect.stringMatching(/^web: its configuration is not the one that was reviewed/),
    ]);
  });

  test.each<[string, StateVersion, string]>([
    ["has moved on", { lineage: "l", serial: 4 }, "from serial 3 to 4"],
    ["is another one", { lineage: "m", serial: 3 }, "from serial 3 to 3 of another lineage"],
  ])("a plan of a state that %s", async (_, now, how) => {
    const reviewed = new Reviewed();
    reviewed.states = { ...reviewed.states, web: now };
    expect(await reviewed.refusals()).toEqual([`web: its plan is stale, because its state has moved ${how}`]);
  });

  test("every file that differs, at once", async () => {
    const reviewed = new Reviewed();
    for (const name of ["network", "web"]) writeFileSync(join(reviewed.plans, `${name}.tfplan`), "altered");
    expect(await reviewed.refusals()).toEqual([
      "network: its plan was altered or is gone",
      "web: its plan was altered or is gone",
    ]);
  });
});

test("no state is asked for where the files are not what was reviewed", async () => {
  const reviewed = new Reviewed();
  await reviewed.refusals({}, { stacks: [] });
  expect(reviewed.asked).toEqual([]);
});

test("each state is asked for in a folder that Terraform has initialised", async () => {
  const reviewed = new Reviewed();
  await reviewed.refusals();
  expect(reviewed.asked).toEqual(reviewed.ground.stacks.map(({ folder }) => folder));
});

test("a stack without a plan is planned anew, so its state may have moved", async () => {
  const reviewed = new Reviewed();
  const stacks = reviewed.record.stacks.map(({ plan: _, ...recorded }) => recorded);
  reviewed.states = { network: { lineage: "l", serial: 9 }, web: STATE };
  expect(await reviewed.refusals({ stacks })).toEqual([]);
});

test("a stack is applied with the providers that it was planned with", async () => {
  const reviewed = new Reviewed();
  writeFileSync(join(reviewed.plans, "web.lock.hcl"), "providers");
  await reviewed.refusals();
  const [network, web] = reviewed.ground.stacks.map(({ folder }) => join(folder, ".terraform.lock.hcl"));
  expect(readFileSync(web as string, "utf8")).toBe("providers");
  expect(existsSync(network as string)).toBe(false);
});
