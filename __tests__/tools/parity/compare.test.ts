import type { Block } from "../../../packages/offline-aws/schema/types.ts";
import { comparePlans } from "../../../tools/parity/compare.ts";
import { readableState } from "../../../tools/parity/measure.ts";
import type { ComparedChange, PlanJson, PlanJsonValue } from "../../../tools/parity/plan-json.ts";
import { parityReport } from "../../../tools/parity/report.ts";

const BLOCK: Block = {
  attributes: { name: { type: "string", required: true }, groups: { type: ["set", "string"], optional: true } },
  blocks: {
    rule: {
      nesting: "set",
      min: 0,
      max: 0,
      block: { attributes: { port: { type: "number", required: true } }, blocks: {} },
    },
  },
};

const planOf = (after: PlanJsonValue, change: Partial<ComparedChange["change"]> = {}): PlanJson => ({
  resource_changes: [
    { address: "aws_thing.a", mode: "managed", type: "aws_thing", change: { actions: ["create"], after, ...change } },
    { address: "data.aws_thing.a", mode: "data", type: "aws_thing", change: { actions: ["read"] } },
  ],
});

const compare = (offline: PlanJson, real: PlanJson) => comparePlans(offline, real, () => BLOCK);
const kindsOf = (offline: PlanJson, real: PlanJson) =>
  compare(offline, real).differences.map(({ path, reason }) => `${path} ${reason.text}`);

test("equal plans have no differences, in any order of the members of a set", () => {
  const [one, other] = [
    [{ port: 80 }, { port: 443 }],
    [{ port: 443 }, { port: 80 }],
  ];
  const compared = compare(planOf({ name: "a", rule: one }), planOf({ name: "a", rule: other }));
  expect(compared).toEqual({ resources: 1, leaves: 3, differences: [] });
});

test.each<[string, PlanJson, PlanJson, string[]]>([
  ["another value", planOf({ name: "a" }), planOf({ name: "b" }), [".name another value"]],
  ["a zero value", planOf({ name: null }), planOf({ name: "" }), [".name null here, a zero value there"]],
  [
    "an argument of one version",
    planOf({ name: "a", region: "eu-west-1" }),
    planOf({ name: "a" }),
    [".region only one of the two versions has it"],
  ],
  [
    "JSON in another order",
    planOf({ name: '{"b":1,"a":2}' }),
    planOf({ name: '{"a":2,"b":1}' }),
    [".name JSON that the real provider normalises"],
  ],
  [
    "a value that the real provider does not know",
    planOf({ name: "a" }),
    planOf({}, { after_unknown: { name: true } }),
    [".name known only offline"],
  ],
  [
    "a set of which a member is unknown",
    planOf({ groups: ["a", null] }, { after_unknown: { groups: [false, true] } }),
    planOf({}, { after_unknown: { groups: true } }),
    [".groups partly unknown: the real provider plans all of it as unknown"],
  ],
  [
    "a member more",
    planOf({ rule: [{ port: 80 }] }),
    planOf({ rule: [{ port: 22 }, { port: 80 }] }),
    [".rule[1] a default that is not known offline"],
  ],
  ["another action", planOf({ name: "a" }, { actions: ["update"] }), planOf({ name: "a" }), [" another action"]],
  [
    "other replace paths",
    planOf({ name: "a" }, { replace_paths: [["name"]] }),
    planOf({ name: "a" }),
    [" other replace paths"],
  ],
  [
    "another sensitive mark",
    planOf({ name: "a" }, { after_sensitive: { name: true } }),
    planOf({ name: "a" }, { after_sensitive: {} }),
    [" another sensitive mark"],
  ],
  ["a resource more", planOf({ name: "a" }), {}, [" planned by one of the two only"]],
])("%s is a difference with its reason", (_, offline, real, kinds) => {
  expect(kindsOf(offline, real)).toEqual(kinds);
});

test("an argument of another kind differs because of the version", () => {
  const { attributes, blocks } = BLOCK;
  const real: Block = { attributes: { ...attributes, name: { type: "string", computed: true } }, blocks };
  const [one, other] = [planOf({ name: "a", groups: ["a"] }), planOf({ name: "b", groups: ["b"] })];
  const { differences } = comparePlans(
    one,
    other,
    () => BLOCK,
    () => real,
  );
  expect(differences.map(({ path, reason }) => [path, reason.ofVersion ?? false])).toEqual([
    [".name", true],
    [".groups[0]", false],
  ]);
});

test("the report has percentages, with and without the version, and each kind of difference", () => {
  const comparison = compare(planOf({ name: "a", region: "x" }), planOf({ name: "b" }));
  expect(
    parityReport("5.100.0", [
      { name: "shop", plan: "fresh", comparison },
      { name: "images", plan: "fresh", failure: "also needs docker" },
    ]),
  ).toBe(`Plans of the offline AWS against those of hashicorp/aws 5.100.0

shop, fresh: 1 resources, 0.00 % of 2 values equal, 50.00 % less the version
images, fresh: not compared
    also needs docker

All plans: 0.00 % of 2 values equal, 50.00 % less the version

1 × another value: aws_thing.name
    shop, fresh: aws_thing.a: "a" offline, "b" real
1 × only one of the two versions has it: aws_thing.region
`);
});

test("a state of newer schemas is made readable, and another stays as it is", () => {
  const state = (schema_version: number) =>
    JSON.stringify({ serial: 1, resources: [{ type: "aws_thing", instances: [{ schema_version, attributes: {} }] }] });
  expect(JSON.parse(readableState(state(3), { aws_thing: 1 }))).toEqual(JSON.parse(state(1)));
  expect(JSON.parse(readableState(state(1), { aws_thing: 3 }))).toEqual(JSON.parse(state(1)));
});
