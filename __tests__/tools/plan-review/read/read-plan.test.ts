import { Problem } from "../../../../tools/plan-review/problem.ts";
import { type JsonObject, parseJson } from "../../../../tools/plan-review/read/json.ts";
import { readPlan } from "../../../../tools/plan-review/read/read-plan.ts";
import { changed, planOf } from "../../../support/plan-json.ts";

const read = (json: object) => readPlan(json as JsonObject, "plan.json");
const first = (address: string, sides: Parameters<typeof changed>[1], more?: object) =>
  planOf({ changes: [changed(address, sides, more)] }).resourceChanges[0];

describe("what is a plan", () => {
  test.each(["0.1", "0.2", "1.0", "1.1", "1.2", "1.99"])("format version %s", (format_version) => {
    expect(read({ format_version, resource_changes: [] }).resourceChanges).toEqual([]);
  });

  test("one without a version that lists its changes", () => {
    expect(read({ resource_changes: [] }).resourceChanges).toEqual([]);
  });

  test.each<[string, object]>([
    ["only outputs", { output_changes: {} }],
    ["only drift", { planned_values: {}, resource_drift: [] }],
    ["nothing", { terraform_version: "1.11.4" }],
  ])("one that changes %s", (_, keys) => {
    expect(() => read({ format_version: "1.2", ...keys })).not.toThrow();
  });

  test.each<[string, object, string]>([
    ["version 2", { format_version: "2.0", resource_changes: [] }, 'plan.json has format version "2.0"'],
    ["a number as version", { format_version: 1.2, resource_changes: [] }, "plan.json has format version 1.2"],
    ["nothing but a version", { format_version: "1.0" }, "plan.json is not a plan"],
    ["nothing", {}, "plan.json is not a plan"],
    [
      "a state",
      { format_version: "1.0", terraform_version: "1.11.4", values: { root_module: {} } },
      "plan.json is a state, not a plan",
    ],
    ["a state as it is kept", { version: 4, serial: 1, lineage: "a", resources: [] }, "plan.json is not a plan"],
    ["schemas of providers", { format_version: "1.0", provider_schemas: {} }, "plan.json is not a plan"],
    ["what HCP Terraform shows", { plan_format_version: "1.2", resource_changes: [] }, "HCP Terraform's own display"],
    ["planned values alone, without a version", { planned_values: {} }, "no format version and no resource_changes"],
  ])("%s is refused", (_, json, message) => {
    expect(() => read(json)).toThrow(Problem);
    expect(() => read(json)).toThrow(message);
  });

  test.each<[string, unknown, string]>([
    ["an object", {}, "resource_changes must be a list"],
    ["without an address", [{ type: "a", change: { actions: [] } }], "resource_changes[0] has no address or no type"],
    ["without a type", [{ address: "a.b", change: { actions: [] } }], "resource_changes[0] has no address or no type"],
    ["without a change", [{ address: "a.b", type: "a" }], 'resource_changes[0], "a.b", has no list of actions'],
    [
      "with a text as actions",
      [{ address: "a.b", type: "a", change: { actions: "create" } }],
      'resource_changes[0], "a.b", has no list of actions',
    ],
    ["of nothing", [null], "resource_changes[0] has no address or no type"],
  ])("changes %s are refused", (_, resource_changes, message) => {
    expect(() => read({ format_version: "1.2", resource_changes })).toThrow(`plan.json: ${message}`);
  });
});

describe("a plan with no more than a version", () => {
  const plan = read({ format_version: "1.2", terraform_version: "1.11.4" });

  test("changes nothing", () => {
    expect([plan.resourceChanges, plan.drift, plan.checks]).toEqual([[], [], []]);
    expect([plan.outputs.size, plan.actionInvocations, plan.errored]).toEqual([0, 0, false]);
  });

  test("does not say whether it can be applied", () => {
    expect(plan).not.toHaveProperty("applyable");
    expect(plan).not.toHaveProperty("complete");
  });

  test("names and hides nothing", () => {
    expect([plan.references.size, plan.relevant.size, plan.sensitiveOutputs.size, plan.marked]).toEqual([0, 0, 0, []]);
  });
});

describe("a change", () => {
  test("without any key besides its actions has nothing on either side", () => {
    expect(first("a.b", { actions: ["no-op"] }, {})?.change).toEqual({
      actions: ["no-op"],
      before: null,
      after: null,
      afterUnknown: false,
      beforeSensitive: false,
      afterSensitive: false,
      replacePaths: [],
      isImport: false,
    });
  });

  test.each([[["forget", "create"]], [["frobnicate"]], [["open"]], [[]]])("may do %j", (actions) => {
    expect(first("a.b", { actions })?.change.actions).toEqual(actions);
  });

  test("keeps numbers that JavaScript would round", () => {
    const json = '{"resource_changes":[{"address":"a.b","type":"a","change":{"actions":[],"after":{"n":1e400}}}]}';
    const after = read(parseJson(json) as object).resourceChanges[0]?.change.after;
    expect(String((after as JsonObject).n)).toBe("1e400");
  });

  test("tells where a resource was before", () => {
    expect(first("a.b", {}, { previous_address: "a.c" })?.previousAddress).toBe("a.c");
  });

  test("has not moved where it was there before", () => {
    expect(first("a.b", {}, { previous_address: "a.b" })).not.toHaveProperty("previousAddress");
  });

  test("is of the object that an earlier replacement has left behind", () => {
    const plan = planOf({ changes: [changed("a.b", {}), changed("a.b", { before: {} }, { deposed: "1f2e3d4c" })] });
    expect(plan.resourceChanges.map(({ address, deposed }) => [address, deposed])).toEqual([
      ["a.b", undefined],
      ["a.b", "1f2e3d4c"],
    ]);
  });

  test("is an import by id, by identity or by what is not known yet", () => {
    const imports = [{ id: "i-1" }, { identity: { id: "i-1" } }, { unknown: true }, undefined];
    expect(imports.map((importing) => first("a.b", { importing })?.change.isImport)).toEqual([true, true, true, false]);
  });

  test("says which paths can't be changed in place", () => {
    const replace_paths = [["list", 1, "id"], ["name"], "broken"];
    expect(first("a.b", { replace_paths })?.change.replacePaths).toEqual([["list", 1, "id"], ["name"], []]);
  });
});

describe("besides changes", () => {
  test("what was deferred is read with why", () => {
    const deferred_changes = [{ reason: "instance_count_unknown", resource_change: changed("a.b", { after: {} }) }];
    const { resourceChanges } = planOf({ more: { deferred_changes } });
    expect(resourceChanges.map(({ address, deferred }) => [address, deferred])).toEqual([
      ["a.b", "instance_count_unknown"],
    ]);
  });

  test("checks are read with what they say", () => {
    const checks = [
      {
        address: { to_display: "check.health", kind: "check" },
        status: "fail",
        instances: [{ problems: [{ message: "no answer" }, { message: "none at all" }] }, { status: "pass" }],
      },
      {},
    ];
    expect(planOf({ more: { checks } }).checks).toEqual([
      { of: "a check", status: "unknown", messages: [] },
      { of: "check.health", status: "fail", messages: ["no answer", "none at all"] },
    ]);
  });

  test.each(["applyable", "complete"] as const)("%s is what Terraform says", (key) => {
    expect([true, false].map((value) => planOf({ more: { [key]: value } })[key])).toEqual([true, false]);
  });

  test("a plan that Terraform did not finish is known as one", () => {
    expect(planOf({ more: { errored: true } }).errored).toBe(true);
  });

  test("the resources are known whose drift matters", () => {
    const relevant_attributes = [{ resource: "a.b", attribute: ["id"] }, { attribute: [] }];
    expect([...planOf({ more: { relevant_attributes } }).relevant]).toEqual(["a.b"]);
  });

  test("actions that are invoked are counted", () => {
    expect(planOf({ more: { action_invocations: [{}, {}] } }).actionInvocations).toBe(2);
  });

  test("an output may have any name", () => {
    const json = '{"format_version":"1.2","output_changes":{"__proto__":{"actions":["create"],"after":1}}}';
    expect(read(parseJson(json) as object).outputs.get("__proto__")?.after).toBe(1);
  });
});
