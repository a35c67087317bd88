import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { retentionDays } from "../../config/fields.ts";
import { reference } from "../../tools/docs/reference.ts";
import { brokenLinks } from "../support/links.ts";

const DOCUMENT = join(resolve(__dirname, "../../docs"), "reference.md");

test("the reference says what schema and comments of today say: otherwise run `npm run docs`", () => {
  const isCurrent = readFileSync(DOCUMENT, "utf8") === reference();
  expect(isCurrent ? [] : ["docs/reference.md: run npm run docs"]).toEqual([]);
});

test("a retention is one of the numbers that CloudWatch Logs takes", () => {
  const [, taken] = /of CloudWatch Logs: ([\d, ]+) days/.exec(JSON.stringify(retentionDays())) ?? [];
  const [, listed] = /"Retention in days": ([\d,\sor]+), the/.exec(readFileSync(DOCUMENT, "utf8")) ?? [];
  expect(listed?.match(/\d+/g)).toEqual(taken?.split(", "));
});

test("every link leads somewhere", () => {
  expect(brokenLinks(DOCUMENT)).toEqual([]);
});
