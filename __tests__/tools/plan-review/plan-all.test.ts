import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { judge } from "../../../tools/plan-review/judge/judge.ts";
import type { PlannedStack } from "../../../tools/plan-review/judge/planned-stack.ts";
import { planAll } from "../../../tools/plan-review/plan/plan-all.ts";
import { readStacks } from "../../../tools/plan-review/plan/stacks.ts";
import { Terraform } from "../../../tools/plan-review/plan/terraform.ts";
import { newFolder } from "../../support/folder.ts";
import { dataResource, type StackJson, stateOf, writeStacks } from "../../support/stack-files.ts";
import { describeWithTerraform, terraform } from "../../support/terraform.ts";

jest.setTimeout(60_000);

const read = (stack: string, output: string) => `\${data.terraform_remote_state.${stack}.outputs.${output}}`;
const output = (name: string, value: unknown, more: object = {}) => ({ output: { [name]: { value, ...more } } });

/** A stack that passes one value which is known only after apply, or a given one. */
const upstream = (value: unknown = "${terraform_data.a.id}"): StackJson => ({
  ...dataResource({ a: { input: "a" } }),
  ...output("value", value),
});

/** A stack that keeps a value of another. */
const downstream = (input = read("up", "value"), from = "up"): StackJson => ({
  ...stateOf(from),
  ...dataResource({ b: { input } }),
  ...output("result", "${terraform_data.b.output}"),
});

class System {
  readonly outdir = join(newFolder(), "cdktf.out");
  readonly plans = join(newFolder(), "plans");

  async plan(stacks: Record<string, StackJson>): Promise<Map<string, PlannedStack>> {
    writeStacks(this.outdir, stacks);
    mkdirSync(this.plans, { recursive: true });
    const progress = { begin: () => {}, end: () => {} };
    const { TF_CLI_CONFIG_FILE: _, ...environment } = process.env;
    const planned = await planAll(readStacks(this.outdir), new Terraform(environment), this.plans, progress);
    return new Map(planned.map((stack) => [stack.name, stack]));
  }

  async apply(stacks: Record<string, StackJson>): Promise<void> {
    await this.plan(stacks);
    for (const name of Object.keys(stacks)) {
      const folder = join(this.outdir, "stacks", name);
      await terraform(folder, { TF_DATA_DIR: ".terraform/demo" }, "apply", "-auto-approve");
    }
  }
}

const review = (planned: Map<string, PlannedStack>) =>
  judge([...planned.values()], { rules: new Map(), required: [], waivers: { all: [], today: "2026-01-01" } });

describeWithTerraform("planning stacks that read each other", () => {
  test("a value that is not there yet makes the plan of its reader provisional", async () => {
    const planned = await new System().plan({ up: upstream(), down: downstream() });
    expect(planned.get("up")?.status).toBe("firm");
    expect(planned.get("down")).toMatchObject({ status: "provisional", wave: 2, waitsFor: ["up.value"] });
  });

  test("a value that will be there is used before it is", async () => {
    const planned = await new System().plan({ up: upstream("known ${1 + 1} $${not} %%{it}"), down: downstream() });
    const [change] = planned.get("down")?.plan?.resourceChanges ?? [];
    expect(change?.change.after).toMatchObject({ input: "known 2 ${not} %{it}" });
  });

  test("stand-ins for other stacks are not part of the plan", async () => {
    const planned = await new System().plan({ up: upstream(), down: downstream() });
    expect(planned.get("down")?.plan?.resourceChanges.map(({ address }) => address)).toEqual(["terraform_data.b"]);
  });

  test("what waits for the whole of another stack waits no more", async () => {
    const waiting = { input: read("up", "value"), depends_on: ["data.terraform_remote_state.up"] };
    const planned = await new System().plan({
      up: upstream(),
      down: { ...stateOf("up"), ...dataResource({ b: waiting }) },
    });
    expect(planned.get("down")?.status).toBe("provisional");
  });

  test("a list of unknown values keeps its length", async () => {
    const list = upstream(["${terraform_data.a.id}", "b"]);
    const counted = {
      ...stateOf("up"),
      ...dataResource({ b: { count: "${length(data.terraform_remote_state.up.outputs.value)}" } }),
    };
    const planned = await new System().plan({ up: list, down: counted });
    expect(planned.get("down")?.plan?.resourceChanges).toHaveLength(2);
  });

  test("a stack that can't be planned before a value is known is deferred, with Terraform's reason", async () => {
    const each = {
      ...stateOf("up"),
      ...dataResource({ b: { for_each: `\${toset([data.terraform_remote_state.up.outputs.value])}` } }),
      ...output("result", "x"),
    };
    const planned = await new System().plan({
      up: upstream(),
      down: each,
      last: downstream(read("down", "result"), "down"),
    });
    expect(planned.get("down")).toMatchObject({
      status: "deferred",
      problem: expect.stringContaining("Invalid for_each argument"),
    });
    expect(planned.get("last")).toMatchObject({ status: "provisional", waitsFor: ["down.result"] });
  });

  test("a stack that Terraform refuses has failed, and what reads it is blocked", async () => {
    const planned = await new System().plan({ up: upstream("${terraform_data.missing.id}"), down: downstream() });
    expect(planned.get("up")).toMatchObject({
      status: "failed",
      problem: expect.stringContaining("undeclared resource"),
    });
    expect(planned.get("down")).toMatchObject({ status: "blocked", problem: "it reads up, which can't be planned" });
    expect(review(planned).verdict).toMatchObject({ kind: "error", exitCode: 1 });
  });

  test("a mistake in a stack whose upstream is not there yet is a failure, not a delay", async () => {
    const planned = await new System().plan({ up: upstream(), down: downstream(read("up", "valu")) });
    expect(planned.get("down")).toMatchObject({ status: "failed", problem: expect.stringContaining("valu") });
  });

  test("a plan that Terraform has stopped in the middle is not kept", async () => {
    const system = new System();
    const precondition = [{ condition: "${1 > 2}", error_message: "never" }];
    const planned = await system.plan({ up: dataResource({ a: { lifecycle: { precondition } } }) });
    expect(planned.get("up")).toMatchObject({ status: "failed", problem: expect.stringContaining("never") });
    expect(readdirSync(system.plans)).toEqual([]);
  });

  test("nothing of a provisional plan is kept", async () => {
    const system = new System();
    await system.plan({ up: upstream(), down: downstream() });
    expect(readdirSync(system.plans)).toEqual(["up.tfplan"]);
    expect(readdirSync(system.outdir).sort()).toEqual(["manifest.json", "stacks"]);
    expect(readFileSync(join(system.outdir, "stacks", "down", "cdk.tf.json"), "utf8")).not.toContain("plan_review_");
  });

  test("a name that provisional plans need is refused by name", async () => {
    const taken = { ...downstream(), locals: { plan_review_up: 1 } };
    const planned = await new System().plan({ up: upstream(), down: taken });
    expect(planned.get("down")).toMatchObject({
      status: "deferred",
      problem: expect.stringContaining("local.plan_review_up"),
    });
  });

  describe("that are applied", () => {
    const system = new System();
    beforeAll(() => system.apply({ up: upstream(), down: downstream() }));

    test("all plans are firm and change nothing", async () => {
      const planned = await system.plan({ up: upstream(), down: downstream() });
      expect([...planned.values()].map(({ status }) => status)).toEqual(["firm", "firm"]);
      expect(review(planned).verdict.exitCode).toBe(0);
    });

    test("a change that the reader does not see leaves its plan firm", async () => {
      const changed = {
        ...upstream(),
        output: { value: { value: "${terraform_data.a.id}" }, other: { value: "new" } },
      };
      const planned = await system.plan({ up: changed, down: downstream() });
      expect(planned.get("down")?.status).toBe("firm");
      expect(review(planned).verdict.exitCode).toBe(2);
    });

    test("a value that changes makes the reader provisional, with the value that is expected", async () => {
      const planned = await system.plan({ up: upstream("new"), down: downstream() });
      expect(planned.get("down")).toMatchObject({ status: "provisional", waitsFor: ["up.value"] });
      const [value] = review(planned).values.filter(({ output: name }) => name === "up.value");
      expect(value).toMatchObject({ after: { text: '"new"' }, readers: ["down: 1 attribute"] });
    });

    test("a secret of one stack is hidden in the plan of another, where Terraform shows it", async () => {
      const secret = "correct-Horse-7";
      const planned = await system.plan({
        up: { ...upstream(), output: { value: { value: secret, sensitive: true } } },
        down: downstream(`user:${read("up", "value")}@db`),
      });
      expect(JSON.stringify(planned.get("down")?.plan?.resourceChanges)).toContain(secret);
      expect(JSON.stringify(review(planned))).not.toContain(secret);
    });

    test("a check that fails is reported", async () => {
      const check = {
        works: { assert: [{ condition: '${terraform_data.a.input == "b"}', error_message: "it does not" }] },
      };
      const planned = await system.plan({ up: { ...upstream(), check }, down: downstream() });
      expect(review(planned).checks).toEqual([
        { stack: "up", of: "check.works", status: "fail", messages: ["it does not"] },
      ]);
    });
  });

  test("what Terraform itself counts is what the review counts", async () => {
    const system = new System();
    const many = (from: number, to: number) =>
      Object.fromEntries(
        Array.from({ length: to - from }, (_, index) => [
          `r${from + index}`,
          { input: `${index}`, triggers_replace: [String(to)] },
        ]),
      );
    await system.apply({ up: dataResource(many(0, 4)) });
    const planned = await system.plan({
      up: dataResource({ ...many(2, 7), r0: { input: "x", triggers_replace: ["4"] } }),
    });
    const folder = join(system.outdir, "stacks", "up");
    const { text } = await terraform(folder, { TF_DATA_DIR: ".terraform/demo" }, "plan", "-no-color");
    const { add, change, destroy } = review(planned).stacks[0]?.counts ?? {};
    expect(text).toContain(`Plan: ${add} to add, ${change} to change, ${destroy} to destroy.`);
    expect([add, change, destroy]).toEqual([5, 1, 3]);
  });

  test("stacks that read each other in a circle come to an end", async () => {
    const planned = await new System().plan({
      up: downstream(read("down", "result"), "down"),
      down: downstream(read("up", "result")),
    });
    expect([...planned.values()].map(({ status }) => status)).toEqual(["blocked", "blocked"]);
  });
});
