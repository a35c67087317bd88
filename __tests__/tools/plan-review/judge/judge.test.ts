import { LosslessNumber } from "lossless-json";
import { type Judgement, judge } from "../../../../tools/plan-review/judge/judge.ts";
import type { PlannedStack } from "../../../../tools/plan-review/judge/planned-stack.ts";
import { changed, changeJson, stackOf } from "../../../support/plan-json.ts";

const NOTHING: Judgement = { rules: new Map(), required: [], waivers: { all: [], today: "2027-01-01" } };
const review = (stacks: PlannedStack[], more: Partial<Judgement> = {}) => judge(stacks, { ...NOTHING, ...more });
const only = (parts: Parameters<typeof stackOf>[1], more: Partial<PlannedStack> = {}) =>
  review([stackOf("web", parts, more)]);

const PASSWORD = "correct horse battery";
const network = stackOf("network", {
  outputs: { password: changeJson({ after: PASSWORD, after_sensitive: true }) },
});
const web = stackOf(
  "web",
  {
    changes: [
      changed("a.b", { after: { text: `https://u:${PASSWORD}@host`, plain: PASSWORD } }),
      changed("a.a", { before: {} }),
    ],
    references: { "a.b": { plain: ["data.terraform_remote_state.network.outputs.password"] } },
  },
  { wave: 2 },
);

test("stacks are in deploy order and changes by risk, in whatever order they come", () => {
  const found = review([web, network]);
  expect(found.stacks.map(({ name, changes }) => [name, changes.map(({ address }) => address)])).toEqual([
    ["network", []],
    ["web", ["a.a", "a.b"]],
  ]);
  expect(review([network, web])).toEqual(found);
});

test.each(["constructor", "__proto__", "toString"])("a type that is called %s is a type like any other", (type) => {
  const found = only({ changes: [changed(`${type}.x`, { before: { name: "a" }, after: { name: "b" } })] });
  expect(found.verdict).toMatchObject({ kind: "changes", exitCode: 2 });
});

test("a number that no number of JavaScript holds is shown as it is written", () => {
  const found = only({
    changes: [changed("a.x", { before: { size: 1 }, after: { size: new LosslessNumber("1e999") } })],
  });
  expect(JSON.stringify(found)).toContain("1e999");
});

test("a secret of one stack is hidden in all, and counted", () => {
  const found = review([network, web]);
  expect(JSON.stringify(found)).not.toContain(PASSWORD);
  expect(found.hidden).toMatchObject({ "secret elsewhere": 1 });
});

test("a plan that Terraform did not finish is an error, whatever it lists", () => {
  const { verdict, stacks } = only({ changes: [changed("a.b", { after: {} })], more: { errored: true } });
  expect([verdict.exitCode, stacks[0]?.status]).toEqual([1, "failed"]);
});

test.each<[string, object, string]>([
  ["a part", { complete: false }, "the plan covers a part only: it was made with -target, or leaves changes for later"],
  [
    "less than all",
    { complete: false, deferred_changes: [{ reason: "unknown", resource_change: changed("a.b", {}) }] },
    "Terraform has deferred 1 change to a later plan",
  ],
])("a plan of %s has a problem", (_, more, problem) => {
  expect(only({ more }).stacks[0]?.problem).toBe(problem);
});

test("a plan that says nothing of being complete is believed to be", () => {
  expect(only({}).stacks[0]).not.toHaveProperty("problem");
});

test.each<[object, boolean]>([
  [{ applyable: true }, true],
  [{ action_invocations: [{}] }, true],
  [{ applyable: false }, false],
  [{}, false],
])("a plan with %j does something besides changes: %s", (more, expected) => {
  expect(only({ more }).stacks[0]?.otherChanges).toBe(expected);
});

test("checks that do not pass are listed", () => {
  const check = (status: string) => ({ address: { to_display: `check.${status}` }, status });
  const { checks } = only({ more: { checks: ["pass", "fail", "unknown"].map(check) } });
  expect(checks.map(({ of, status }) => [of, status])).toEqual([
    ["check.fail", "fail"],
    ["check.unknown", "unknown"],
  ]);
});

test("drift says whether the plan depends on it", () => {
  const resource_drift = ["a.b", "a.c"].map((address) => changed(address, { before: { x: 1 }, after: { x: 2 } }));
  const { drift } = only({ more: { resource_drift, relevant_attributes: [{ resource: "a.b" }] } });
  expect(drift.map(({ address, relevant, rows }) => [address, relevant, rows.length])).toEqual([
    ["a.b", true, 1],
    ["a.c", false, 1],
  ]);
});

describe("rules", () => {
  const rules = new Map([
    ["always", { about: "", check: () => ["broken"] }],
    ["asked", { about: "", onlyIfRequired: true, check: () => ["broken"] }],
  ]);

  test("are heard where they are broken, some only if they are required", () => {
    const heard = (required: string[]) =>
      review([stackOf("web")], { rules, required }).rules.map(({ rule, required: is }) => [rule, is]);
    expect(heard([])).toEqual([["always", false]]);
    expect(heard(["asked"])).toEqual([
      ["always", false],
      ["asked", true],
    ]);
  });

  test("stop a review only if they are required, and can be waived", () => {
    const exitCode = (more: Partial<Judgement>) => review([stackOf("web")], { rules, ...more }).verdict.exitCode;
    const [{ id } = { id: "" }] = review([stackOf("web")], { rules }).rules;
    const waivers = { all: [{ id, reason: "known", until: "2027-01-31" }], today: "2027-01-01" };
    expect([exitCode({}), exitCode({ required: ["always"] }), exitCode({ required: ["always"], waivers })]).toEqual([
      0, 1, 0,
    ]);
  });
});

test("what is left to a later plan is judged like the rest, and not counted", () => {
  const gone = changed("aws_db_instance.a", { before: { name: "a" }, actions: ["delete"] });
  const found = review([
    stackOf("web", { more: { deferred_changes: [{ reason: "unknown", resource_change: gone }] } }),
  ]);
  expect(found.verdict.exitCode).toBe(3);
  expect(found.stacks[0]).toMatchObject({ counts: { destroy: 0 }, changes: [{ address: "aws_db_instance.a" }] });
});
