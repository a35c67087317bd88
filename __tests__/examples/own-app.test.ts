import { join } from "node:path";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { App, Testing } from "cdktf";
import { ShopStack } from "../../examples/own-app.ts";
import { startOfflineAws } from "../../packages/offline-aws/start.ts";
import { newFolder } from "../support/folder.ts";
import { Template } from "../support/template.ts";
import { describeWithTerraform, outcome, terraform } from "../support/terraform.ts";

describe("constructs in another cdktf app", () => {
  const template = Template.ofStack(new ShopStack(Testing.app(), "shop"));

  test("put the tasks into the private subnets of the network", () => {
    const { network_configuration: network } = template.one(EcsService) as Record<string, { subnets: string[] }>;
    expect(network?.subnets.map((subnet) => template.target(subnet))).toEqual(
      template
        .all(Subnet)
        .filter(({ map_public_ip_on_launch: isPublic, tags }) => !isPublic && JSON.stringify(tags).includes("private")),
    );
  });

  test("put the service behind the load balancer", () => {
    const { load_balancer: targets } = template.one(EcsService) as Record<string, { target_group_arn: string }[]>;
    expect(targets?.map((each) => template.target(each.target_group_arn))).toEqual(template.all(LbTargetGroup));
  });
});

describeWithTerraform("the stack of another cdktf app on the offline AWS", () => {
  test("is deployed, and a second plan is empty", async () => {
    const outdir = join(newFolder(), "cdktf.out");
    const app = new App({ outdir });
    new ShopStack(app, "shop");
    app.synth();
    const folder = join(outdir, "stacks", "shop");
    const offline = await startOfflineAws({
      folder: join(outdir, "offline"),
      configuration: [outdir],
      environment: {},
    });
    try {
      await terraform(folder, offline.environment, "init", "-input=false");
      await outcome(folder, offline.environment, "apply", "-auto-approve");
      expect(await outcome(folder, offline.environment, "plan")).toMatchObject({ add: 0, change: 0, remove: 0 });
    } finally {
      await offline.stop();
    }
  }, 120_000);
});
