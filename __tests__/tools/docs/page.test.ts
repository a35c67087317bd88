import * as v from "valibot";
import { parseComment } from "../../../tools/docs/comment.ts";
import type { Field } from "../../../tools/docs/fields.ts";
import { renderPage } from "../../../tools/docs/page.ts";
import type { ValibotSchema } from "../../../tools/docs/schema.ts";

const field = (path: string, schema: v.GenericSchema, comment: string, rest: Partial<Field> = {}): Field => ({
  name: path.slice(path.lastIndexOf(".") + 1),
  path,
  schema: schema as unknown as ValibotSchema,
  comment: parseComment(comment),
  fields: [],
  ...rest,
});

const rows = (...fields: Field[]) =>
  renderPage("# Head", fields)
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2);

test("a field has a row with its meaning, type and default", () => {
  const days = field("days", v.optional(v.number(), 3), "* Days that it is kept. @default 3 ");
  expect(rows(days)).toEqual(["| `days` | Days that it is kept. | number | `3` |"]);
});

test.each([
  ["3", "`3`"],
  ["3, the default of ECS", "`3`, the default of ECS"],
  ["10 percent", "10 percent"],
  ['"a" here, "b" there', '`"a"` here, `"b"` there'],
  ['none with `nat: "none"`', 'none with `nat: "none"`'],
])("a default of %s is shown as %s", (standard, shown) => {
  expect(rows(field("one", v.optional(v.string()), `* One. @default ${standard} `))[0]).toContain(`| ${shown} |`);
});

test("a field without a default is required", () => {
  expect(rows(field("one", v.string(), "* One. "))).toEqual(["| `one` | One. | text | required |"]);
});

test("an object has a section, which its row and the contents link to", () => {
  const two = field("one.two", v.string(), "* Two. ");
  const page = renderPage("# Head", [field("one", v.strictObject({ two: v.string() }), "* One. ", { fields: [two] })]);
  expect(page).toContain("- [`one`](#one)\n");
  expect(page).toContain("| [`one`](#one) | One. | object | required |");
  expect(page).toContain("## `one`\n\nOne. Object. Required.\n\n");
  expect(page).toContain("| `two` | Two. | text | required |");
});

test("what several kinds of an object have is one row, and `type` has all of its values", () => {
  const kinds = ["a", "b", "c"].map((kind) => v.strictObject({ type: v.literal(kind), size: v.number() }));
  const fields = ["a", "b", "c"].flatMap((kind) => [
    field("part.type", v.literal(kind), `* Kind ${kind}. `, { kinds: [kind] }),
    field("part.name", v.string(), "* Name. ", { kinds: [kind] }),
    ...(kind === "a" ? [] : [field("part.size", v.number(), "* Size. ", { kinds: [kind] })]),
  ]);
  const part = field("part", v.variant("type", kinds), "* Part. ", { fields });
  expect(rows(part).slice(3)).toEqual([
    '| `type` | `"a"`: Kind a.<br>`"b"`: Kind b.<br>`"c"`: Kind c. | `"a"`, `"b"` or `"c"` | required |',
    "| `name` | Name. | text | required |",
    '| `size` | With `"b"`, `"c"`: Size. | number | required |',
  ]);
});

test("a comment of several lines is one text", () => {
  expect(parseComment("*\n   * One\n   * two.\n   * @default three\n   ")).toEqual({
    meaning: "One two.",
    standard: "three",
  });
});
