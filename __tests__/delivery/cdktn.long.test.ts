import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { newFolder } from "../support/folder.ts";
import { readWorkflow } from "../support/workflow.ts";

const ROOT = resolve(__dirname, "../..");
const CDKTF = join(ROOT, "node_modules/cdktf");
const SCRIPT = [".github/scripts/cdktn.sh"];

jest.setTimeout(120_000);

test("with another package under the name cdktn, no stack changes: the sources depend on names alone", () => {
  const text = execFileSync("bash", [...SCRIPT, CDKTF], { cwd: ROOT, encoding: "utf8" });
  expect(text.trim().split("\n")).toEqual(
    ["demo", "prod", "showcase"].map((name) => expect.stringMatching(`^${name}: *\\d+ stacks are the same$`)),
  );
});

test("a stack that another package synthesizes in another way is shown", () => {
  const other = newFolder();
  writeFileSync(
    join(other, "index.js"),
    `module.exports = require(${JSON.stringify(CDKTF)});
    const { prototype } = module.exports.TerraformStack;
    const { toTerraform } = prototype;
    prototype.toTerraform = function () { return { ...toTerraform.call(this), locals: { other: 1 } }; };`,
  );
  const { status, stdout } = spawnSync("bash", [...SCRIPT, other], { cwd: ROOT, encoding: "utf8" });
  expect([status, stdout]).toEqual([1, expect.stringContaining('>     "other": 1')]);
});

test("the workflow runs it with the package of npm", () => {
  const { steps = [] } = readWorkflow("ci.yml").jobs.cdktn ?? {};
  expect(steps.map(({ run }) => run)).toContain(`bash ${SCRIPT} "$RUNNER_TEMP/package"`);
});
