import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { protections } from "../../tools/plan-review/docs/protections.ts";
import { GUARDS } from "../../tools/plan-review/protection/guards.ts";
import { PROTECTION_RULES } from "../../tools/plan-review/protection/rules.ts";
import { brokenLinks } from "../support/links.ts";

const DOCUMENT = join(resolve(__dirname, "../../docs"), "protections.md");

test("the document says what the tables of today say: otherwise run `npm run docs`", () => {
  const isCurrent = readFileSync(DOCUMENT, "utf8") === protections();
  expect(isCurrent ? [] : ["docs/protections.md: run npm run docs"]).toEqual([]);
});

test("every rule is in it, with its setting", () => {
  const text = readFileSync(DOCUMENT, "utf8").replaceAll("\\|", "|");
  const missing = [
    ...PROTECTION_RULES.map(({ id, setting }) => [id, `\`${setting}\``]),
    ...GUARDS.map(({ id }) => [id, id]),
  ];
  expect(missing.filter(([id = "", what = ""]) => !text.includes(`[${id}](`) || !text.includes(what))).toEqual([]);
});

test("no type is shown as a pattern", () => {
  const cells = readFileSync(DOCUMENT, "utf8").match(/`(aws|google|azurerm|kubernetes|github)_[^`]+`/g) ?? [];
  expect(cells.length).toBeGreaterThan(200);
  expect(cells.filter((cell) => !/^`\w+\*?\w*\*?`$/.test(cell))).toEqual([]);
});

test("every link leads somewhere", () => {
  expect(brokenLinks(DOCUMENT)).toEqual([]);
});
