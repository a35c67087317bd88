import { parseSync } from "@swc/core";
import { parse } from "yaml";
import { type Block, blocksOf, DOCUMENTS, placeOf } from "../support/document.ts";
import { describedBy, examplesOf } from "../support/example.ts";
import { nonEmpty } from "../support/non-empty.ts";
import { problems } from "../support/problems.ts";

const BLOCKS = nonEmpty(DOCUMENTS.flatMap(blocksOf));

/** Languages of blocks: `sh` is checked in `commands.test.ts`; `console`, `text` and none are only shown. */
const LANGUAGES = ["ts", "js", "typescript", "json", "yaml", "sh", "console", "text", ""];

const inLanguage = (...languages: string[]) =>
  nonEmpty(BLOCKS.filter(({ language }) => languages.includes(language))).map(
    (block) => [placeOf(block), block] as const,
  );

/** Files that are imported or written; the others are fields of an environment. */
const isModule = ({ code }: Block) => /^(?:import|export) /m.test(code);

const fragments = inLanguage("ts").filter(([, block]) => !isModule(block));

test("every block is in a language that is checked", () => {
  expect(BLOCKS.filter(({ language }) => !LANGUAGES.includes(language)).map(placeOf)).toEqual([]);
});

test.each(nonEmpty(fragments))("the fields of %s are accepted", (_, { code }) => {
  expect(examplesOf(code).flatMap((example) => problems(describedBy(example)))).toEqual([]);
});

test.each(inLanguage("json"))("%s is JSON", (_, { code }) => {
  expect(JSON.parse(code)).toBeInstanceOf(Object);
});

test.each(inLanguage("yaml"))("%s is YAML", (_, { code }) => {
  expect(parse(code)).toBeInstanceOf(Object);
});

test.each(inLanguage("js", "typescript"))("%s has no syntax error", (_, { code }) => {
  for (const part of code.split(/\n\n(?=\/\/)/)) parseSync(part, { syntax: "typescript" });
});
