import { type ObjectValue, UNKNOWN, type Value } from "../../../packages/offline-aws/protocol/values.ts";
import type { TypeFacts } from "../../../packages/offline-aws/provider/facts.ts";
import { plan } from "../../../packages/offline-aws/provider/plan.ts";
import { readProviderConfig } from "../../../packages/offline-aws/provider/provider-config.ts";
import type { Block, TerraformType } from "../../../packages/offline-aws/schema/types.ts";

const provider = readProviderConfig(
  { region: "eu-west-1", default_tags: [{ tags: { team: "shop", owner: "all" } }] },
  {},
);

const BLOCK: Block = {
  attributes: {
    name: { type: "string", required: true },
    id: { type: "string", computed: true },
    port: { type: "number", optional: true },
    mode: { type: "string", optional: true, computed: true },
    policy: { type: "string", optional: true },
    secret: { type: "string", optional: true, writeOnly: true },
  },
  blocks: {
    check: {
      nesting: "list",
      min: 0,
      max: 1,
      block: {
        attributes: {
          path: { type: "string", optional: true, computed: true },
          every: { type: "number", optional: true },
        },
        blocks: {},
      },
    },
    rule: {
      nesting: "set",
      min: 0,
      max: 0,
      block: { attributes: { port: { type: "number", required: true } }, blocks: {} },
    },
  },
};

const FACTS: TypeFacts = {
  replace: ["name", "check.path", "rule.port"],
  defaults: { port: 80, "check.every": 30 },
  computed: ["check"],
};

const EMPTY: ObjectValue = {
  name: "a",
  id: null,
  port: null,
  mode: null,
  policy: null,
  secret: null,
  check: [],
  rule: [],
};
const THERE: ObjectValue = { ...EMPTY, id: "i-1", port: 80, mode: "fast", check: [{ path: "/", every: 30 }] };

const created = (config: ObjectValue = {}) => plan(BLOCK, FACTS, null, { ...EMPTY, ...config }, provider).planned;
const updated = (config: ObjectValue, prior: ObjectValue = {}) =>
  plan(BLOCK, FACTS, { ...THERE, ...prior }, { ...THERE, ...config }, provider);

describe("create", () => {
  test.each([
    ["what is configured stays", { name: "b" }, { name: "b" }],
    ["what is not known yet stays unknown", { name: UNKNOWN }, { name: UNKNOWN }],
    ["a default is filled in", {}, { port: 80 }],
    ["what AWS decides is unknown", {}, { id: UNKNOWN, mode: UNKNOWN }],
    ["what is not configured is null", {}, { policy: null }],
    ["a block that AWS fills is unknown", {}, { check: UNKNOWN }],
    [
      "a configured block has its defaults",
      { check: [{ path: null, every: null }] },
      { check: [{ path: UNKNOWN, every: 30 }] },
    ],
    ["what must not be kept is not planned", { secret: "x" }, { secret: null }],
  ])("%s", (_, config, expected) => {
    expect(created(config as ObjectValue)).toMatchObject(expected);
  });
});

describe("update", () => {
  test.each([
    ["nothing changes", {}, {}, THERE],
    ["what AWS decided stays", { name: "a" }, {}, { id: "i-1", mode: "fast", check: [{ path: "/", every: 30 }] }],
    ["what is no longer configured goes", { policy: null }, { policy: '{"a":1}' }, { policy: null }],
    ["not set and the zero value are the same", { policy: null }, { policy: "" }, { policy: "" }],
    ["a block that AWS fills stays where configuration has none", { check: [] }, {}, { check: THERE.check }],
    [
      "JSON that means the same stays as it is",
      { policy: '{"b":2,"a":1}' },
      { policy: '{ "a": 1, "b": 2 }' },
      { policy: '{ "a": 1, "b": 2 }' },
    ],
    ["other JSON is planned", { policy: '{"a":2}' }, { policy: '{"a":1}' }, { policy: '{"a":2}' }],
  ])("%s", (_, config, prior, expected) => {
    expect(updated(config as ObjectValue, prior as ObjectValue).planned).toMatchObject(expected);
  });
});

test("members of a set keep what AWS decided of them, wherever they are", () => {
  const volume: Block = {
    attributes: {
      name: { type: "string", required: true },
      size: { type: "number", optional: true },
      mode: { type: "string", optional: true, computed: true },
    },
    blocks: {},
  };
  const block: Block = { attributes: {}, blocks: { volume: { nesting: "set", min: 0, max: 0, block: volume } } };
  const facts: TypeFacts = { replace: ["volume"], defaults: { "volume.size": 20 } };
  const volumes = (mode: string | null, size: number | null, ...names: string[]): ObjectValue => ({
    volume: names.map((name) => ({ name, size, mode })),
  });
  const change = plan(block, facts, volumes("fast", 20, "a", "b"), volumes(null, null, "b", "a"), provider);
  expect(change.planned).toEqual(volumes("fast", 20, "b", "a"));
  expect(change.replace).toEqual([]);
  expect(plan(block, facts, volumes("fast", 20, "a"), volumes(null, null, "c"), provider).replace).toEqual([
    ["volume"],
  ]);
});

describe("replacement", () => {
  test.each([
    ["a name", { name: "b" }, {}, [["name"]]],
    ["a name that is not known yet", { name: UNKNOWN }, {}, [["name"]]],
    ["an argument of a block", { check: [{ path: "/x", every: 30 }] }, {}, [["check", 0, "path"]]],
    ["an argument of a block in a set", { rule: [{ port: 2 }] }, { rule: [{ port: 1 }] }, [["rule"]]],
    ["nothing that forces it", { port: 81 }, {}, []],
  ])("%s: %j", (_, config, prior, expected) => {
    expect(updated(config as ObjectValue, prior as ObjectValue).replace).toEqual(expected);
  });

  test("nothing is replaced that is not there", () => {
    expect(plan(BLOCK, FACTS, null, EMPTY, provider).replace).toEqual([]);
  });
});

describe("region and tags", () => {
  const regional: Block = {
    attributes: {
      region: { type: "string", optional: true, computed: true },
      tags: { type: ["map", "string"], optional: true },
      tags_all: { type: ["map", "string"], optional: true, computed: true },
    },
    blocks: {},
  };
  const of = (proposed: ObjectValue, prior: ObjectValue | null = null) =>
    plan(regional, {}, prior, { region: null, tags: null, tags_all: null, ...proposed }, provider);

  test("the provider's region is known when a resource is created", () => {
    expect(of({}).planned.region).toBe("eu-west-1");
  });

  test("another region replaces", () => {
    expect(of({ region: "us-east-1" }, { region: "eu-west-1", tags: null, tags_all: {} }).replace).toEqual([
      ["region"],
    ]);
  });

  test("own tags win over the provider's", () => {
    expect(of({ tags: { owner: "me" } }).planned.tags_all).toEqual({ team: "shop", owner: "me" });
  });

  test("with an unknown tag all tags are unknown", () => {
    expect(of({ tags: { owner: UNKNOWN } }).planned.tags_all).toBe(UNKNOWN);
  });

  test("a change of the provider's tags is an update", () => {
    const { planned, replace } = of({}, { region: "eu-west-1", tags: null, tags_all: { team: "old" } });
    expect(planned.tags_all).toEqual({ team: "shop", owner: "all" });
    expect(replace).toEqual([]);
  });

  test("ignored tags are not planned", () => {
    const ignoring = readProviderConfig(
      { default_tags: [{ tags: { "ci:run": "1", team: "shop" } }], ignore_tags: [{ key_prefixes: ["ci:"], keys: [] }] },
      {},
    );
    expect(plan(regional, {}, null, { region: null, tags: null, tags_all: null }, ignoring).planned.tags_all).toEqual({
      team: "shop",
    });
  });
});

test.each<[string, TerraformType, Value, Value]>([
  ["a set", ["set", "string"], ["sg-1", UNKNOWN], UNKNOWN],
  ["a map", ["map", "string"], { a: "1", b: UNKNOWN }, UNKNOWN],
  ["a list", ["list", "string"], ["sg-1", UNKNOWN], UNKNOWN],
  ["a set that is known", ["set", "string"], ["sg-1"], ["sg-1"]],
])("%s, of which a member may be unknown", (_, type, configured, planned) => {
  const block = (isOfSdk: boolean): Block => ({
    attributes: { id: { type: "string", computed: true, optional: isOfSdk }, members: { type, optional: true } },
    blocks: {},
  });
  const planWith = (isOfSdk: boolean) => plan(block(isOfSdk), {}, null, { members: configured }, provider).planned;
  expect(planWith(true)).toMatchObject({ members: planned });
  expect(planWith(false)).toMatchObject({ members: configured });
});

test("a default of null keeps what is computed from being unknown", () => {
  const block: Block = { attributes: { size: { type: "number", optional: true, computed: true } }, blocks: {} };
  expect(plan(block, { defaults: { size: null } }, null, {}, provider).planned).toEqual({ size: null });
});

test.each([
  ["the plugin SDK", true, UNKNOWN],
  ["the plugin framework", false, {}],
])("all tags of a new resource without a tag, of a type of %s", (_, optional, planned) => {
  const map: TerraformType = ["map", "string"];
  const block: Block = {
    attributes: { tags: { type: map, optional: true }, tags_all: { type: map, computed: true, optional } },
    blocks: {},
  };
  const untagged = readProviderConfig({ region: "eu-west-1" }, {});
  expect(plan(block, {}, null, { tags: null }, untagged).planned.tags_all).toEqual(planned);
});

describe("types of the plugin SDK", () => {
  const inner: Block = {
    attributes: {
      port: { type: "number", required: true },
      note: { type: "string", optional: true },
      ids: { type: ["list", "string"], optional: true },
      weight: { type: "number", optional: true },
    },
    blocks: {},
  };
  const block: Block = {
    attributes: {
      id: { type: "string", optional: true, computed: true },
      actions: { type: ["set", "string"], optional: true },
      subnets: { type: ["set", "string"], optional: true, computed: true },
      layers: { type: ["list", "string"], optional: true },
      class: { type: "string", optional: true },
      policy: { type: "string", optional: true },
    },
    blocks: {
      member: { nesting: "set", min: 0, max: 0, block: inner },
      item: { nesting: "list", min: 0, max: 0, block: inner },
    },
  };
  const facts: TypeFacts = {
    defaults: { class: "STANDARD" },
    suppressed: { class: "STANDARD" },
    normal: { policy: "json" },
  };
  const unset = { id: null, actions: null, subnets: null, layers: null, class: null, policy: null };
  const planned = (config: ObjectValue, prior: ObjectValue | null = null) =>
    plan(block, facts, prior, { ...unset, member: [], item: [], ...config }, provider).planned;
  const given = { port: 1, note: null, ids: null, weight: null };

  test.each<[string, ObjectValue, ObjectValue]>([
    [
      "members of a set have zero values, except for numbers",
      { member: [given] },
      { member: [{ port: 1, note: "", ids: [], weight: null }] },
    ],
    ["members of a list do not", { item: [given] }, { item: [given] }],
    ["an empty set is not set", { actions: [], subnets: [] }, { actions: null, subnets: UNKNOWN }],
    ["a list is known as a whole", { layers: ["a", UNKNOWN] }, { layers: UNKNOWN }],
    ["a suppressed value is not set", {}, { class: null }],
    ["another one is", { class: "RARE" }, { class: "RARE" }],
    ["JSON has its normal form", { policy: '{ "b": "<", "a": 1 }' }, { policy: '{"a":1,"b":"\\u003c"}' }],
  ])("%s", (_, config, expected) => {
    expect(planned(config)).toMatchObject(expected);
  });

  test("nothing changes where only the form differs", () => {
    const prior = {
      ...unset,
      id: "a",
      subnets: ["x"],
      member: [given],
      item: [],
      policy: '{"b":1,"a":2}',
      class: "STANDARD",
    };
    const config = { id: "a", subnets: ["x"], member: [given], policy: '{"a":2,"b":1}' };
    expect(planned(config, prior)).toMatchObject({ policy: prior.policy, class: "STANDARD", actions: null });
  });
});
