import { markedValues } from "../../../../tools/plan-review/read/marked-values.ts";
import { changed, changeJson, planJson } from "../../../support/plan-json.ts";

const markedIn = (parts: Parameters<typeof planJson>[0]) => [
  ...new Set(markedValues(planJson(parts)).marked.map((value) => JSON.stringify(value))),
];
const ofResource = (sides: Parameters<typeof changed>[1]) => markedIn({ changes: [changed("a.b", sides)] });

describe("what Terraform marks of a resource", () => {
  test("is found below keys and positions", () => {
    const after = { plain: "p", list: [{ x: 1 }, { password: "s1" }], map: { token: "s2" } };
    const after_sensitive = { list: [{}, { password: true }], map: { token: true } };
    expect(ofResource({ after, after_sensitive })).toEqual(['"s1"', '"s2"']);
  });

  test("is found on both sides where the mark is on one", () => {
    const [before, after] = [{ password: "old" }, { password: "new" }];
    expect(ofResource({ before, after, before_sensitive: { password: true }, after_sensitive: {} })).toEqual([
      '"old"',
      '"new"',
    ]);
    expect(ofResource({ before, after, before_sensitive: false, after_sensitive: { password: true } })).toEqual([
      '"old"',
      '"new"',
    ]);
  });

  test("is a whole value where the mark is on all of it", () => {
    expect(ofResource({ after: { map: { a: 1 } }, after_sensitive: { map: true } })).toEqual(['{"a":1}']);
  });

  test("is nothing if there is no value", () => {
    expect(ofResource({ after: { a: null }, after_sensitive: { a: true, b: true } })).toEqual([]);
  });

  test("is found in drift", () => {
    const drifted = changed("a.b", { before: { p: "s" }, after: { p: "s" }, before_sensitive: { p: true } });
    expect(markedIn({ more: { resource_drift: [drifted] } })).toEqual(['"s"']);
  });

  test.each(["planned_values", "prior_state"])("is found in %s, in modules of modules too", (key) => {
    const resources = [{ values: { p: "s" }, sensitive_values: { p: true } }];
    const values = { root_module: { child_modules: [{ child_modules: [{ resources }] }] } };
    expect(markedIn({ more: { [key]: key === "prior_state" ? { values } : values } })).toEqual(['"s"']);
  });
});

describe("a sensitive output", () => {
  const outputs = { dbPassword: changeJson({ before: "old", after: "new" }), vpcId: changeJson({ after: "vpc-1" }) };
  const sensitive = { dbPassword: { sensitive: true }, vpcId: {} };

  test.each<[string, object]>([
    ["by its configuration", { configuration: { root_module: { outputs: sensitive } } }],
    ["by its planned value", { planned_values: { outputs: sensitive } }],
    ["by its value before", { prior_state: { values: { outputs: sensitive } } }],
  ])("is known %s", (_, more) => {
    const found = markedValues(planJson({ outputs, more }));
    expect([...found.sensitiveOutputs]).toEqual(["dbPassword"]);
    expect(found.marked).toEqual(["old", "new"]);
  });

  test.each(["before_sensitive", "after_sensitive"])("is known by %s", (mark) => {
    const change = { ...changeJson({ before: "old", after: "new" }), [mark]: true };
    const found = markedValues(planJson({ outputs: { p: change } }));
    expect([...found.sensitiveOutputs]).toEqual(["p"]);
    expect(found.marked).toEqual(expect.arrayContaining(["old", "new"]));
  });

  test("is looked for where no change of it is planned", () => {
    expect(
      markedIn({ more: { prior_state: { values: { outputs: { p: { sensitive: true, value: "s" } } } } } }),
    ).toEqual(['"s"']);
  });
});

test("the value and the default of a sensitive variable are looked for, those of others are not", () => {
  const variables = { p: { sensitive: true, default: "d" }, q: { default: "e" } };
  const configuration = { root_module: { variables } };
  expect(markedIn({ more: { configuration, variables: { p: { value: "s" }, q: { value: "t" } } } })).toEqual([
    '"s"',
    '"d"',
  ]);
});
