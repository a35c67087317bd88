import * as v from "valibot";
import { cidr, integer, kinds, list, retentionDays, text } from "../../../config/fields.ts";
import { givenName } from "../../../config/names.ts";
import type { ValibotSchema } from "../../../tools/docs/schema.ts";
import { typeOf } from "../../../tools/docs/type.ts";

const arn = () => v.pipe(text(/^arn:/, "is not an ARN: write it as AWS shows it"), v.title("ARN"));
const object = v.strictObject({ type: v.literal("a") });

test.each<[v.GenericSchema, string]>([
  [v.string(), "text"],
  [v.number(), "number"],
  [v.boolean(), "`true` or `false`"],
  [v.literal("a"), '`"a"`'],
  [v.picklist(["a", "b", "c"]), '`"a"`, `"b"` or `"c"`'],
  [integer(1, 9, "days"), "whole number from 1 to 9 days"],
  [v.optional(integer(1, 9), 5), "whole number from 1 to 9"],
  [v.nullable(integer(1, 9)), "whole number from 1 to 9, or `null`"],
  [text(/a/, "is not right: use letters, * and _"), "text: letters, \\* and \\_"],
  [text(/./, "is empty: leave it out"), "text"],
  [
    givenName("role"),
    "text: at most 64 characters; letters, digits and + = , . @ \\_ -, starting with a letter or digit",
  ],
  [list(arn()), "list of ARNs"],
  [
    v.pipe(
      arn(),
      v.check((value: string) => value !== "", "is wrong: use another"),
    ),
    "ARN",
  ],
  [list(cidr()), "list of IPv4 networks, such as `10.0.0.0/16`"],
  [retentionDays(), "retention in days"],
  [v.record(v.string(), v.string()), "by name: text"],
  [v.record(v.picklist(["a", "b"]), v.string()), 'by name (`"a"` or `"b"`): text'],
  [v.union([v.string(), v.array(v.string())]), "text, or list of texts"],
  [v.strictTuple([v.string(), v.string()]), "list of 2 texts"],
  [object, "object"],
  [list(kinds([object])), "list of objects by `type`"],
])("%#: %s is described as %s", (schema, expected) => {
  expect(typeOf(schema as unknown as ValibotSchema)).toBe(expected);
});

test("a kind of schema that has no description is an error", () => {
  expect(() => typeOf(v.date() as unknown as ValibotSchema)).toThrow("no description of a schema of type date");
});
