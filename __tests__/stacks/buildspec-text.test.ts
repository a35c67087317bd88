import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { CicdStack } from "../../stacks/cicd-stack.ts";
import { newFolder } from "../support/folder.ts";
import { app, demo, upstream } from "../support/outputs.ts";
import { Template } from "../support/template.ts";
import { describeWithTerraform, terraform } from "../support/terraform.ts";

describeWithTerraform("the build of an image that others push", () => {
  test("has the text of buildspec.yml, whose shell variables Terraform leaves alone", async () => {
    const source = { type: "ecr" as const, repositoryName: "shop", tag: "latest" };
    const config = { ...demo, delivery: { ...demo.delivery, source } };
    const project = Template.ofStack(new CicdStack(app(), "cicd", config, upstream)).one(CodebuildProject);
    const folder = newFolder();
    const value = (project.source as { buildspec: string }).buildspec;
    writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify({ output: { buildspec: { value } } }));
    await terraform(folder, {}, "apply", "-auto-approve");
    const { text } = await terraform(folder, {}, "output", "-raw", "buildspec");
    expect(text).toBe(readFileSync("buildspec.yml", "utf8"));
  });
});
