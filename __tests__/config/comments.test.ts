import { resolveNames } from "../../config/environment-names.ts";
import { environmentFields } from "../../tools/docs/environment.ts";
import type { Field } from "../../tools/docs/fields.ts";
import { typeOf } from "../../tools/docs/type.ts";
import { nonEmpty } from "../support/non-empty.ts";

const all = (fields: readonly Field[]): Field[] => fields.flatMap((field) => [field, ...all(field.fields)]);
const FIELDS = nonEmpty(all(environmentFields()));
const OPTIONAL = FIELDS.filter(({ schema }) => schema.type === "optional");

const described = (fields: readonly Field[]) =>
  fields.map(({ path, kinds = [] }) => [path, ...kinds].join(" of ")).sort();

test("every field has a comment that says what it means", () => {
  expect(described(FIELDS.filter(({ comment }) => comment.meaning === ""))).toEqual([]);
});

test("every optional field, and no other, has a comment that says what its default is", () => {
  expect(described(FIELDS.filter(({ comment }) => comment.standard))).toEqual(described(OPTIONAL));
});

test("a default in a comment is the one of the schema", () => {
  const literals = nonEmpty(OPTIONAL.filter(({ schema }) => !["object", "undefined"].includes(typeof schema.default)));
  const isOther = ({ schema, comment }: Field) => !comment.standard?.startsWith(JSON.stringify(schema.default));
  expect(described(literals.filter(isOther))).toEqual([]);
});

/** The limits of a number, as they are in its message. */
const limitsOf = ({ schema }: Field) => {
  const [, low, high] = / from ([\d.]+) to (\d[\d.]*)/.exec(typeOf(schema)) ?? [];
  return { low, high };
};

test("limits in a comment are those of the schema", () => {
  const stated = FIELDS.flatMap((field) => {
    const [, low, high] = /(?:([\d.]+)|up) to (\d+(?:\.\d+)?)/.exec(field.comment.meaning) ?? [];
    const limits = limitsOf(field);
    return high === undefined || limits.high === undefined ? [] : [{ field, low, high, limits }];
  });
  const wrong = nonEmpty(stated).filter(({ field, low, high, limits }) => {
    // 0 may have another meaning than the other values.
    const isBelow = limits.low === "0" && field.comment.meaning.includes("; 0: ");
    return high !== limits.high || (low !== undefined && low !== limits.low && !isBelow);
  });
  expect(described(wrong.map(({ field }) => field))).toEqual([]);
});

test("the default of each name in its comment is the one that it gets", () => {
  const names = FIELDS.find(({ path }) => path === "names")?.fields ?? [];
  const place = { name: "name", account: "account", region: "region", identity: {} };
  expect(Object.fromEntries(nonEmpty(names).map(({ name, comment }) => [name, comment.standard]))).toEqual(
    Object.fromEntries(
      Object.entries(resolveNames({}, place)).map(([key, name]) => [
        key,
        // NAME, ACCOUNT and REGION mark in comments what is different in each environment.
        `\`${name.replace(/(?<=^|-)(name|account|region)(?=-|$)/g, (word) => word.toUpperCase())}\``,
      ]),
    ),
  );
});
