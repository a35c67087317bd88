import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadRules } from "../../../../tools/plan-review/judge/load-rules.ts";
import { newFolder } from "../../../support/folder.ts";

test("each file of the folder is a rule", async () => {
  const rules = await loadRules();
  expect([...rules.keys()]).toEqual([
    "checks-pass",
    "deletion-protection-stays",
    "firm",
    "no-administrators",
    "no-open-admin-ports",
  ]);
});

test("a file that is not a rule is named", async () => {
  const folder = newFolder();
  writeFileSync(join(folder, "hasty.ts"), 'export default { about: "nothing" };\n');
  await expect(loadRules(folder)).rejects.toThrow(`${join(folder, "hasty.ts")} is not a rule`);
});

test("a custom rule is known by its file", async () => {
  const folder = newFolder();
  writeFileSync(join(folder, "b.ts"), 'export default { about: "b", check: () => ["broken"] };\n');
  writeFileSync(join(folder, "a.ts"), 'export default { about: "a", check: () => [] };\n');
  writeFileSync(join(folder, "README.md"), "no rule\n");
  expect([...(await loadRules(folder))].map(([name, { about }]) => [name, about])).toEqual([
    ["a", "a"],
    ["b", "b"],
  ]);
});
