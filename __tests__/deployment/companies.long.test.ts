import type { Config, Environment } from "../../config/config.ts";
import { parseConfig } from "../../config/load.ts";
import { company, companyExisting } from "../../examples/company.ts";
import { edge } from "../../examples/edge.ts";
import { protocols } from "../../examples/protocols.ts";
import { Deployment, NOTHING } from "../support/deployment.ts";
import { describeWithTerraform } from "../support/terraform.ts";

jest.setTimeout(180_000);

const load =
  (environment: Environment) =>
  (name: string, folder: string): Config => ({
    ...parseConfig(environment, name),
    lockAccount: false,
    state: { type: "local", folder },
  });

const PROTOCOLS_EXISTING = [
  { type: "aws_lb_trust_store", arn: protocols.fargateCluster.loadBalancer.mutualTls.trustStoreArn },
];

beforeAll(() => {
  process.env.TF_VAR_oidc_secret = "a-secret";
});
afterAll(() => {
  delete process.env.TF_VAR_oidc_secret;
});

describeWithTerraform("whole examples, on the offline AWS", () => {
  test.each<[string, Environment, typeof companyExisting]>([
    ["company", company, companyExisting],
    ["edge", edge, []],
    ["protocols", protocols, PROTOCOLS_EXISTING],
  ])(
    "%s is deployed, has nothing left to do, and is destroyed without a trace",
    async (name, environment, existing) => {
      const system = new Deployment<Config>(
        name,
        load(environment),
        existing as ConstructorParameters<typeof Deployment>[2],
      );
      await system.start();
      try {
        await system.deploy();
        for (const stack of system.stacks) expect([stack, await system.plan(stack)]).toEqual([stack, NOTHING]);
        expect(system.interruptions()).toEqual([]);
        for (const stack of [...system.stacks].reverse()) await system.destroy(stack);
        expect(system.cloud.types()).toEqual(["aws_ecs_task_definition"]);
      } finally {
        await system.stop();
      }
    },
  );
});
