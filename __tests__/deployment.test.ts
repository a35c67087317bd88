import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import type { Config } from "../config/config.ts";
import { loadConfig } from "../config/load.ts";
import { compose } from "../main.ts";
import { Cloud } from "../tools/offline-aws/cloud/cloud.ts";
import { type OfflineAws, startOfflineAws } from "../tools/offline-aws/start.ts";
import { newFolder } from "./support/folder.ts";
import { Template } from "./support/template.ts";
import { describeWithTerraform, outcome, terraform } from "./support/terraform.ts";

const STACKS = ["network", "iam", "registry", "ec2-cluster", "fargate-cluster", "cicd"];

const NOTHING = { add: 0, change: 0, remove: 0, replaced: [] };

jest.setTimeout(120_000);

describeWithTerraform.each(["demo", "prod"])(
  "the whole system, environment %s, with the real Terraform",
  (environment) => {
    const root = newFolder();
    const outdir = join(root, "cdktf.out");
    const cloud = new Cloud(join(root, "offline", "cloud"));
    let offline: OfflineAws;

    const config = loadConfig({ ENVIRONMENT: environment, LOCAL_STATE_FOLDER: join(root, "state") });
    const synthesize = (changed: Config) => {
      const app = new App({ outdir });
      compose(app, changed);
      app.synth();
    };
    const folder = (stack: string) => join(outdir, "stacks", stack);
    const resources = (stack: string) =>
      Template.parse(readFileSync(join(folder(stack), "cdk.tf.json"), "utf8")).addresses().length;
    const run = (stack: string, ...args: string[]) => terraform(folder(stack), offline.environment, ...args);
    const plan = (stack: string) => outcome(folder(stack), offline.environment, "plan");
    const apply = (stack: string) => outcome(folder(stack), offline.environment, "apply", "-auto-approve");
    const destroy = (stack: string) => outcome(folder(stack), offline.environment, "destroy", "-auto-approve");

    beforeAll(async () => {
      offline = await startOfflineAws({ folder: join(root, "offline"), configuration: [root], environment: {} });
      synthesize(config);
    });
    afterAll(() => offline.stop());

    test.each(STACKS)("%s is initialised without a download, is valid and applied", async (stack) => {
      expect((await run(stack, "init", "-input=false")).code).toBe(0);
      expect((await run(stack, "validate")).code).toBe(0);
      const { add, ...rest } = await apply(stack);
      expect(add).toBe(resources(stack));
      expect(rest).toEqual({ change: 0, remove: 0, replaced: [] });
    });

    test.each(STACKS)("%s has nothing left to do", async (stack) => {
      expect(await plan(stack)).toEqual(NOTHING);
    });

    test("a setting of the load balancer is changed in place", async () => {
      const { loadBalancer } = config.fargateCluster;
      synthesize({ ...config, fargateCluster: { loadBalancer: { ...loadBalancer, idleTimeoutSeconds: 77 } } });
      expect(await plan("fargate-cluster")).toEqual({ ...NOTHING, change: 1 });
      expect(await apply("fargate-cluster")).toEqual({ ...NOTHING, change: 1 });
      const [lb] = cloud
        .list("aws_lb")
        .filter(({ attributes }) => attributes.name === config.names.fargateLoadBalancer);
      expect(lb?.attributes.idle_timeout).toBe(77);
    });

    test("another name replaces the dashboard", async () => {
      synthesize({ ...config, names: { ...config.names, dashboard: "another" } });
      expect((await apply("fargate-cluster")).replaced).toEqual(["aws_cloudwatch_dashboard"]);
      expect(cloud.list("aws_cloudwatch_dashboard").map(({ attributes }) => attributes.dashboard_name)).toEqual([
        "another",
      ]);
    });

    test("what somebody deleted by hand is planned again", async () => {
      const [policy] = cloud.list("aws_ecr_lifecycle_policy");
      cloud.delete("aws_ecr_lifecycle_policy", policy?.key ?? "");
      expect(await plan("registry")).toEqual({ ...NOTHING, add: 1 });
      await apply("registry");
    });

    test("destroying everything leaves nothing", async () => {
      const { ec2Cluster, fargateCluster } = config;
      const open = <T extends { loadBalancer: object }>(cluster: T) => ({
        ...cluster,
        loadBalancer: { ...cluster.loadBalancer, deletionProtection: false },
      });
      synthesize({ ...config, ec2Cluster: open(ec2Cluster), fargateCluster: open(fargateCluster) } as Config);
      for (const stack of ["ec2-cluster", "fargate-cluster"]) await apply(stack);
      for (const stack of [...STACKS].reverse()) await destroy(stack);
      expect(cloud.types()).toEqual([]);
    });
  },
);
