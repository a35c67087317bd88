import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { readStacks } from "../../../tools/plan-review/plan/stacks.ts";
import { Terraform } from "../../../tools/plan-review/plan/terraform.ts";
import { planStacks } from "../../../tools/plan-review/plan-stacks.ts";
import { newFolder } from "../../support/folder.ts";
import { dataResource, writeStacks } from "../../support/stack-files.ts";
import { describeWithTerraform } from "../../support/terraform.ts";

describeWithTerraform("planned stacks", () => {
  test("have the overrides that their resources note", async () => {
    const folder = newFolder();
    const [outdir, plans] = [join(folder, "cdktf.out"), join(folder, "plans")];
    writeStacks(outdir, { network: dataResource({ a: { "//": { overrides: ["input"] }, input: "a" } }) });
    mkdirSync(plans);
    const { TF_CLI_CONFIG_FILE: _, ...environment } = process.env;
    const progress = { begin: () => {}, end: () => {} };
    const { planned } = await planStacks(
      readStacks(outdir),
      new Terraform(environment),
      plans,
      { environment: "x" },
      progress,
    );
    expect(planned).toMatchObject([{ status: "firm", overrides: [{ address: "terraform_data.a", paths: ["input"] }] }]);
  }, 60_000);
});
