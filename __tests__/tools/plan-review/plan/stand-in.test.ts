import { type Expected, isStandIn, reservedNames, withStandIns } from "../../../../tools/plan-review/plan/stand-in.ts";
import { type JsonObject, parseJson } from "../../../../tools/plan-review/read/json.ts";

const UNKNOWN = "${terraform_data.plan_review_unknown.output}";
const VPC = "${data.terraform_remote_state.network.outputs.vpcId}";

const upstream = (outputs: Record<string, Expected> = {}) => new Map([["network", new Map(Object.entries(outputs))]]);
const standIns = (config: object, outputs?: Record<string, Expected>) =>
  withStandIns(config as JsonObject, upstream(outputs));
/** The stand-in for an output. */
const written = (value: unknown, unknown: unknown = false) =>
  (standIns({}, { x: { value, unknown } as Expected }).locals as { plan_review_network: { x: unknown } })
    .plan_review_network.x;

describe("an output is written", () => {
  test.each<[string, unknown, unknown, unknown]>([
    ["as it is known", "vpc-1", false, "vpc-1"],
    ["as a template that gives it", "a${b}%{c}$d", false, "a$${b}%%{c}$d"],
    ["as a template, escaped before", "$${b}", false, "$$${b}"],
    ["with keys that are templates, too", { "a${b}": 1 }, false, { "a$${b}": 1 }],
    ["as unknown", null, true, UNKNOWN],
    ["as unknown, whatever it was", "old", true, UNKNOWN],
    ["as nothing", null, false, null],
    ["with its numbers and truth values", { a: 1, b: false, c: null }, {}, { a: 1, b: false, c: null }],
    ["as a list of the same length", [null, "b"], [true, false], [UNKNOWN, "b"]],
    ["as a list of which only the length is known", null, [true, true], [UNKNOWN, UNKNOWN]],
    ["as an empty list", [], [], []],
    ["as an object with a member that is unknown", { a: "x" }, { b: true }, { a: "x", b: UNKNOWN }],
    ["as a list of objects", [{ a: 1 }, {}], [{}, { a: true }], [{ a: 1 }, { a: UNKNOWN }]],
  ])("%s", (_, value, unknown, expected) => {
    expect(written(value, unknown)).toEqual(expected);
  });

  test("with numbers that JavaScript would round", () => {
    expect(String(written(parseJson("12345678901234567890")))).toBe("12345678901234567890");
  });
});

describe("a stack", () => {
  test("reads the stand-ins for the outputs, wherever it read them", () => {
    const resource = {
      aws_lb: {
        a: {
          vpc: VPC,
          list: [`x-${VPC}`],
          count: '${length(data.terraform_remote_state.network.outputs["subnetIds"])}',
        },
      },
    };
    expect(standIns({ resource }).resource).toMatchObject({
      aws_lb: {
        a: {
          vpc: "${local.plan_review_network.vpcId}",
          list: ["x-${local.plan_review_network.vpcId}"],
          count: '${length(local.plan_review_network["subnetIds"])}',
        },
      },
    });
  });

  test("reads other states as before", () => {
    const other = "${data.terraform_remote_state.network-of-others.outputs.vpcId}";
    const states = { network: { backend: "local" }, "network-of-others": { backend: "local" } };
    const result = standIns({ data: { terraform_remote_state: states }, output: { a: { value: other } } });
    expect(result.output).toEqual({ a: { value: other } });
    expect(result.data).toEqual({ terraform_remote_state: { "network-of-others": { backend: "local" } } });
  });

  test("keeps its other data sources", () => {
    const data = { aws_region: { here: {} }, terraform_remote_state: { network: {} } };
    expect(standIns({ data }).data).toEqual({ aws_region: { here: {} } });
  });

  test.each([[{ data: { terraform_remote_state: { network: {} } } }], [{ data: {} }], [{}]])(
    "has no empty block of data: %j",
    (config) => {
      expect(standIns(config)).not.toHaveProperty("data");
    },
  );

  test("keeps everything else", () => {
    const config = {
      terraform: { backend: {} },
      locals: { own: 1 },
      resource: { terraform_data: { own: {} }, aws_lb: { a: {} } },
    };
    const result = standIns(config);
    expect(result.terraform).toEqual({ backend: {} });
    expect(result.locals).toMatchObject({ own: 1 });
    expect(result.resource).toMatchObject({ aws_lb: { a: {} }, terraform_data: { own: {} } });
  });

  test("has something that is unknown before an apply", () => {
    expect(standIns({}).resource).toEqual({
      terraform_data: {
        plan_review_seed: {},
        plan_review_unknown: { input: "${terraform_data.plan_review_seed.id}" },
      },
    });
  });

  test("stays as it was", () => {
    const config = { data: { terraform_remote_state: { network: {} } }, resource: { aws_lb: { a: { vpc: VPC } } } };
    const before = structuredClone(config);
    standIns(config);
    expect(config).toEqual(before);
  });
});

test("names that a stand-in needs are found", () => {
  const config = {
    locals: { plan_review_network: 1, own: 2 },
    resource: { terraform_data: { plan_review_seed: {}, plan_reviewed: {} } },
  };
  expect(reservedNames(config as JsonObject)).toEqual(["local.plan_review_network", "terraform_data.plan_review_seed"]);
  expect(reservedNames({})).toEqual([]);
});

test.each([
  ["terraform_data", "plan_review_seed", true],
  ["terraform_data", "own", false],
  ["null_resource", "plan_review_seed", false],
])("%s.%s is a stand-in for another stack: %s", (type, name, expected) => {
  expect(isStandIn({ type, name })).toBe(expected);
});
