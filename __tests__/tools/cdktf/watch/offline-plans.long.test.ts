import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { newFolder } from "../../../support/folder.ts";
import { offline } from "../../../support/offline.ts";
import { describeWithTerraform, run } from "../../../support/terraform.ts";

const MODULE = join(__dirname, "../../../../tools/cdktf/watch/offline-plans.ts");
const TSX = join(__dirname, "../../../../node_modules/tsx/dist/loader.mjs");

describeWithTerraform("a stack that is deployed to the offline AWS", () => {
  const folder = newFolder();
  const stack = join(folder, "cdktf.out/stacks/network/cdk.tf.json");
  const write = (cidr_block: string) => {
    mkdirSync(dirname(stack), { recursive: true });
    const terraform = {
      required_providers: { aws: { source: "aws" } },
      backend: { local: { path: "../../../.terraform-state/demo/network.tfstate" } },
    };
    const json = {
      "//": { metadata: { stackName: "network" } },
      terraform,
      resource: { aws_vpc: { vpc: { cidr_block } } },
    };
    writeFileSync(stack, JSON.stringify(json));
  };
  const plans = async (...stacks: string[]) => {
    const script = join(folder, "script.ts");
    writeFileSync(
      script,
      `import { offlinePlans } from ${JSON.stringify(MODULE)};
      offlinePlans("cdktf.out", ${JSON.stringify(stacks)}, process.env).then((lines) => {
        console.log(JSON.stringify(lines));
        process.exit();
      });`,
    );
    const { text } = await run(process.execPath, ["--import", TSX, script], process.env, folder);
    return JSON.parse(text.trim().split("\n").at(-1) ?? "") as string[];
  };

  test("is planned, and no other stack is", async () => {
    write("10.0.0.0/16");
    expect(await plans("network")).toEqual([]);
    const terraform = "terraform -chdir=cdktf.out/stacks/network";
    const deploy = `${terraform} init && ${terraform} apply -auto-approve`;
    const { code, text } = await offline(folder, ["sh", "-c", deploy]);
    expect([code, code === 0 ? "" : text]).toEqual([0, ""]);
    expect(await plans("network", "iam")).toEqual(["  plan of network on the offline AWS: nothing to do"]);
    write("10.1.0.0/16");
    expect(await plans("network")).toEqual([
      "  plan of network on the offline AWS: 1 to add, 0 to change, 1 to destroy",
      "    ± aws_vpc.vpc",
    ]);
    write("10.1.0.0/99");
    expect(await plans("network")).toEqual([expect.stringMatching(/^ {2}plan of network on the offline AWS: Error: /)]);
  }, 120_000);
});
