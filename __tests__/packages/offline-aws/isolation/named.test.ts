import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NamedFiles } from "../../../../packages/offline-aws/isolation/named.ts";
import { newFolder } from "../../../support/folder.ts";

const folder = newFolder();
writeFileSync(
  join(folder, "main.tf"),
  'module "a" { source = "../../modules.x/a" }\nlocals { b = "${path.module}/../my file" }',
);
writeFileSync(join(folder, "terraform.tfvars"), "c='c-1'");
mkdirSync(join(folder, "d.tf"));
const named = new NamedFiles(folder, ["-var-file=../e.tfvars", "/f/g"]);

test.each(["modules.x", "a", "my file", "c-1", "e.tfvars", "f", "g"])("%s is named", (name) => {
  expect(named.has(name)).toBe(true);
});

test.each(["modules", "x", "c-", "my  file", "d.tf"])("%s is not named", (name) => {
  expect(named.has(name)).toBe(false);
});
