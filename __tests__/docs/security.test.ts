import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { acceptedFindings } from "../../tools/checkov/findings.ts";
import { withFindings } from "../../tools/checkov/table.ts";
import { brokenLinks } from "../support/links.ts";

const DOCUMENT = join(resolve(__dirname, "../../docs"), "security.md");

test("the document says what is accepted today: otherwise run `npm run docs`", () => {
  const text = readFileSync(DOCUMENT, "utf8");
  expect(withFindings(text, acceptedFindings()) === text ? [] : ["docs/security.md: run npm run docs"]).toEqual([]);
});

test("every link leads somewhere", () => {
  expect(brokenLinks(DOCUMENT)).toEqual([]);
});
