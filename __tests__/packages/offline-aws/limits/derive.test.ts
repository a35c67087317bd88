import { limitsOf, type ModelShapes, patternOf } from "../../../../packages/offline-aws/limits/derive.ts";
import type { Attribute, Block } from "../../../../packages/offline-aws/schema/types.ts";

const text: Attribute = { type: "string", optional: true };
const block = (attributes: Record<string, Attribute>, blocks: Block["blocks"] = {}): Block => ({ attributes, blocks });
const nested = (inner: Block): Block["blocks"][string] => ({ nesting: "list", min: 0, max: 0, block: inner });

const shapes: ModelShapes = {
  Name: { type: "string", min: 1, max: 64, pattern: "[a-z]+" },
  Anything: { type: "string", pattern: "[\\s\\S]*" },
  Java: { type: "string", pattern: "(?s).*" },
  Document: { type: "string", max: 51_200 },
  Size: { type: "integer", min: 1, max: 10 },
  Mode: { type: "string", enum: ["ON", "OFF"] },
  Many: { type: "string", enum: Array.from({ length: 40 }, (_, index) => `v${index}`) },
  Names: { type: "list", member: { shape: "Name" }, max: 5 },
  Rule: { type: "structure", members: { priority: { shape: "Size" }, mode: { shape: "Mode" } } },
  Rules: { type: "list", member: { shape: "Rule" }, min: 1, max: 3 },
  Input: {
    type: "structure",
    members: {
      ThingName: { shape: "Name" },
      body: { shape: "Document" },
      note: { shape: "Anything" },
      text: { shape: "Java" },
      size: { shape: "Size" },
      choice: { shape: "Many" },
      secret: { shape: "Name" },
      thingArn: { shape: "Name" },
      names: { shape: "Names" },
      rules: { shape: "Rules" },
    },
  },
  Wrapped: { type: "structure", members: { settings: { shape: "Input" } } },
};

const limits = (type: string, of: Block, input = "Input") => limitsOf(type, of, [input], shapes);

test.each([
  [
    "a name without the prefix that the API has",
    block({ name: text }),
    { name: { member: "thingName", length: [1, 64], pattern: "[a-z]+" } },
  ],
  [
    "a name of which the type has the long form too",
    block({ name: text, thing_name: text }),
    { thing_name: { member: "thingName", length: [1, 64], pattern: "[a-z]+" } },
  ],
  ["a number", block({ size: { type: "number", optional: true } }), { size: { member: "size", range: [1, 10] } }],
  ["a number where the API has a text", block({ secret: { type: "number", optional: true } }), {}],
  ["a document", block({ body: text }), { body: { member: "body", length: [null, 51_200] } }],
  ["a pattern that takes everything, and one that JavaScript can't read", block({ note: text, text }), {}],
  ["what refers to another resource", block({ thing_arn: text }), {}],
  ["many choices", block({ choice: text }), {}],
  ["what only AWS sets", block({ secret: { type: "string", computed: true } }), {}],
  [
    "a secret",
    block({ secret: { ...text, sensitive: true } }),
    { secret: { member: "secret", length: [1, 64], pattern: "[a-z]+", sensitive: true } },
  ],
  [
    "a list of texts",
    block({ names: { type: ["set", "string"], optional: true } }),
    { names: { member: "names", length: [1, 64], pattern: "[a-z]+", items: [null, 5] } },
  ],
  [
    "blocks, in the singular",
    block({}, { rule: nested(block({ mode: text })) }),
    { rule: { member: "rules", items: [1, 3] }, "rule.mode": { member: "rules.member.mode", enum: ["ON", "OFF"] } },
  ],
])("limits of %s", (_, of, found) => {
  expect(limits("aws_shop_thing", of)).toEqual(found);
});

test("an argument is found in the one structure that a request has", () => {
  expect(limits("aws_shop_thing", block({ name: text }), "Wrapped")).toEqual({
    name: { member: "settings.thingName", length: [1, 64], pattern: "[a-z]+" },
  });
});

test("the whole text has to match a pattern", () => {
  expect(patternOf("[a-z]+|[0-9]+").test("a1")).toBe(false);
  expect(patternOf("\\p{L}+").test("Käse")).toBe(true);
});
