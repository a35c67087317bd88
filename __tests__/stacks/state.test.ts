import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import { demo } from "../../config/environments/demo.ts";
import { parseConfig } from "../../config/load.ts";
import { compose } from "../../main.ts";
import { Template } from "../support/template.ts";

describe("a folder of state that looks like a template", () => {
  const app = Testing.app();
  compose(app, parseConfig({ ...demo, state: { type: "local", folder: "${a}/%{b}" } }, "test"));
  app.synth();
  const { json } = Template.parse(readFileSync(join(app.outdir, "stacks", "cicd", "cdk.tf.json"), "utf8"));

  test("is in a backend as it is written, because Terraform evaluates nothing there", () => {
    const path = expect.stringContaining("/${a}/%{b}/test/cicd.tfstate");
    expect(json).toMatchObject({ terraform: { backend: { local: { path } } } });
  });

  test("is escaped where the state of another stack is read", () => {
    const path = expect.stringContaining("/$%{if true}%{endif}{a}/%%{b}/test/iam.tfstate");
    expect(json).toMatchObject({ data: { terraform_remote_state: { iam: { config: { path } } } } });
  });
});
