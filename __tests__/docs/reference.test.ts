import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { reference } from "../../tools/docs/reference.ts";
import { brokenLinks } from "../support/links.ts";

const DOCUMENT = join(resolve(__dirname, "../../docs"), "reference.md");

test("the reference says what schema and comments of today say: otherwise run `npm run docs`", () => {
  const isCurrent = readFileSync(DOCUMENT, "utf8") === reference();
  expect(isCurrent ? [] : ["docs/reference.md: run npm run docs"]).toEqual([]);
});

test("every link leads somewhere", () => {
  expect(brokenLinks(DOCUMENT)).toEqual([]);
});
