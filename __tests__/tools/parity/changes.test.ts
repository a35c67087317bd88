import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SINGLE_CHANGES } from "../../../tools/parity/changes.ts";

const FIXTURES = join(__dirname, "../../packages/offline-aws/fixtures");

test("every fixture has single changes", () => {
  expect(Object.keys(SINGLE_CHANGES).sort()).toEqual(readdirSync(FIXTURES).sort());
});

test.each(Object.entries(SINGLE_CHANGES))("each change of %s is of one place", (name, changes) => {
  const text = readFileSync(join(FIXTURES, name, "main.tf"), "utf8");
  expect(changes.filter(([from, to]) => text.split(from).length !== 2 || from === to)).toEqual([]);
});
