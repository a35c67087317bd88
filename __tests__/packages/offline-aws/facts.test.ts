import { factsOf, typesWithFacts } from "../../../packages/offline-aws/provider/facts.ts";
import { Catalog } from "../../../packages/offline-aws/schema/catalog.ts";
import type { Block } from "../../../packages/offline-aws/schema/types.ts";

function typeAt(block: Block | undefined, [name = "", ...rest]: readonly string[]): unknown {
  return rest.length === 0 ? block?.attributes[name]?.type : typeAt(block?.blocks[name]?.block, rest);
}

const TYPES: Readonly<Record<string, string>> = { boolean: "bool", number: "number", string: "string" };

test("defaults are of the type that the schema has for the attribute", () => {
  const catalog = Catalog.of("aws");
  const wrong = typesWithFacts().flatMap((type) =>
    Object.entries(factsOf(type).defaults ?? {}).flatMap(([at, value]) => {
      const expected = typeAt(catalog.find("resource", type)?.block, at.split("."));
      const isWrong = typeof expected === "string" && value !== null && TYPES[typeof value] !== expected;
      return isWrong ? [`${type}.${at}: ${JSON.stringify(value)} instead of a ${expected}`] : [];
    }),
  );
  expect(wrong).toEqual([]);
});
