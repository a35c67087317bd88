import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { FieldReader } from "../../../tools/docs/fields.ts";
import type { ValibotSchema } from "../../../tools/docs/schema.ts";
import { Sources } from "../../../tools/docs/sources.ts";

const folder = mkdtempSync(join(tmpdir(), "fields-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Path and comment of each field of a schema that is called `schema` in a file. */
function read(schema: v.GenericSchema, files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const sources = new Sources();
  const start = sources.constant(join(folder, Object.keys(files)[0] as string), "schema");
  const fields = new FieldReader(sources).read(schema as unknown as ValibotSchema, start);
  return fields.flatMap((field) => [field, ...field.fields]).map(({ path, comment }) => [path, comment.meaning]);
}

const one = v.object({ one: v.string() });

test.each([
  ["an object", "v.strictObject({ /** One. */ one: v.string() })"],
  ["a list in rules", "v.pipe(list(v.strictObject({ /** One. */ one: v.string() })), rules(check))"],
  ["a constant with a type", "inner as Inner;\nconst inner = v.strictObject({ /** One. */ one: v.string() })"],
  ["fields from elsewhere", "v.strictObject({ ...common });\nconst common = { /** One. */ one: v.string() }"],
])("the comment of a field is found in %s", (_, code) => {
  expect(read(one, { "a.ts": `export const schema = ${code};` })).toEqual([["one", "One."]]);
});

test("the comment of a field of another file is found through the import", () => {
  const files = {
    "b.ts": 'import { inner as part } from "./c.ts";\nexport const schema = v.strictObject({ /** Part. */ part });',
    "c.ts": "export const inner = v.strictObject({ /** One. */ one: v.string() });",
  };
  expect(read(v.object({ part: one }), files)).toEqual([
    ["part", "Part."],
    ["part.one", "One."],
  ]);
});

test("each kind of an object has its own comments", () => {
  const kind = (type: string) => v.object({ type: v.literal(type) });
  const code = 'kinds([v.strictObject({ /** A. */ type: "a" }), v.strictObject({ /** B. */ type: "b" })])';
  const schema = v.variant("type", [kind("a"), kind("b")]);
  expect(read(schema, { "d.ts": `export const schema = ${code};` })).toEqual([
    ["type", "A."],
    ["type", "B."],
  ]);
});

test("a comment that is not a doc comment does not count", () => {
  expect(read(one, { "e.ts": "export const schema = v.strictObject({ /* One. */ one: v.string() });" })).toEqual([
    ["one", ""],
  ]);
});

test.each([
  ["a function that is not known", "secret(v.strictObject({ one: v.string() }))", "what secret makes of the fields"],
  ["a field that the source lacks", "v.strictObject({ two: v.string() })", "no field one in"],
  ["a name that the source lacks", "v.strictObject(other)", "has no constant other"],
])("%s is an error, not a field without a comment", (_, code, message) => {
  expect(() => read(one, { "f.ts": `export const schema = ${code};` })).toThrow(message);
});
