import { readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { HELP } from "../../tools/plan-review/help.ts";
import { loadRules } from "../../tools/plan-review/judge/load-rules.ts";
import { brokenLinks } from "../support/links.ts";
import { nonEmpty } from "../support/non-empty.ts";

const ROOT = resolve(__dirname, "../..");
const DOCUMENT = readFileSync(join(ROOT, "docs", "review.md"), "utf8");

test("every rule is in the table, with what it asks for", async () => {
  const rows = [...DOCUMENT.matchAll(/^\| `([\w-]+)` \| ([^|]+?) \|$/gm)].map(([, name, about]) => [name, about]);
  const rules = nonEmpty(await loadRules());
  expect(rows.map(([name]) => name)).toEqual(rules.map(([name]) => name));
  for (const [index, [, { about }]] of rules.entries()) expect(rows[index]?.[1]).toMatch(new RegExp(`^${about}`));
});

test("every file of rules/ is a rule", async () => {
  const files = readdirSync(join(ROOT, "tools/plan-review/rules")).map((file) => basename(file, ".ts"));
  expect([...(await loadRules()).keys()]).toEqual(files.sort());
});

test("every exit code of the help is explained", () => {
  const codes = nonEmpty(DOCUMENT.matchAll(/^\| (\d+) \|/gm)).map(([, code]) => code);
  expect(codes.sort()).toEqual([...new Set(HELP.match(/(?<=[ :;\n])(?:0|1|2|3|130)(?= )/g))].sort());
});

test.each([
  ...["docs/review.md", "docs/safe-changes.md", "docs/changes.md"],
  ...["docs/offline-aws.md", "docs/operating.md", "docs/own-account.md", "README.md", "CONTRIBUTING.md"],
])("every link of %s leads somewhere", (document) => {
  expect(brokenLinks(join(ROOT, document))).toEqual([]);
});
