import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { newFolder } from "../../support/folder.ts";
import { describeWithTerraform } from "../../support/terraform.ts";

const CDKTF = resolve(__dirname, "../../../tools/cdktf/cdktf.mjs");

describeWithTerraform("an app that ends with an error", () => {
  test.each([["synth"], ["diff"], ["deploy", "--auto-approve"]])(
    "is shown once by %s, with an exit code",
    (...command) => {
      const cwd = newFolder();
      const app = "echo 'region is wrong' >&2; exit 1";
      writeFileSync(join(cwd, "cdktf.json"), JSON.stringify({ language: "typescript", app, projectId: "errors" }));
      const { status, stdout, stderr } = spawnSync(process.execPath, [CDKTF, ...command], { cwd, encoding: "utf8" });
      const shown = `${stdout}${stderr}`.replace(/^Synth command:.*$/m, "").match(/region is wrong/g);
      expect([status, shown?.length]).toEqual([1, 1]);
    },
    60_000,
  );
});
