import { App, type TerraformStack } from "cdktf";
import type { Config, Environment } from "../../config/config.ts";
import { parseConfig } from "../../config/load.ts";
import { delivered } from "../../examples/delivered.ts";
import { onInstances } from "../../examples/on-instances.ts";
import { promotedTo } from "../../examples/promoted-to.ts";
import { smallest } from "../../examples/smallest.ts";
import { compose } from "../../main.ts";
import { Deployment, NOTHING } from "../support/deployment.ts";
import { newFolder } from "../support/folder.ts";
import { Template } from "../support/template.ts";
import { describeWithTerraform } from "../support/terraform.ts";

jest.setTimeout(120_000);

test("the smallest environment has at most 60 resources", () => {
  const app = new App({ outdir: newFolder() });
  compose(app, parseConfig(smallest, "smallest"));
  const stacks = app.node.children as TerraformStack[];
  const addresses = stacks.flatMap((stack) => Template.ofStack(stack).addresses());
  expect(addresses.length).toBeLessThanOrEqual(60);
  expect(addresses.length).toBeGreaterThan(30);
});

const BY_CODEDEPLOY = {
  ...smallest,
  services: smallest.services.map((service) => ({
    ...service,
    deployment: { type: "codedeploy-blue-green" as const },
  })),
};

/** The role of the pipeline that has to be there first. */
function existingOf({ delivery }: Environment): object[] {
  const arn = delivery?.deployedFrom?.pipelineRoleArn;
  return arn === undefined ? [] : [{ type: "aws_iam_role", arn }];
}

describe.each<[what: string, environment: Environment, stacks: string[]]>([
  ["one service on Fargate", smallest, ["network", "iam", "fargate-cluster"]],
  ["one service on instances", onInstances, ["network", "iam", "ec2-cluster"]],
  ["a pipeline", delivered, ["network", "iam", "registry", "fargate-cluster", "cicd"]],
  ["the pipeline of another environment", promotedTo, ["network", "iam", "fargate-cluster"]],
  ["CodeDeploy, and no pipeline", BY_CODEDEPLOY, ["network", "iam", "fargate-cluster", "cicd"]],
])("an environment with %s", (what, environment, stacks) => {
  describeWithTerraform("deployed with the real Terraform", () => {
    const system = new Deployment<Config>(
      what,
      (name, folder) => ({
        ...parseConfig(environment, name),
        lockAccount: false,
        state: { type: "local", folder },
      }),
      existingOf(environment),
    );
    beforeAll(() => system.start());
    afterAll(() => system.stop());

    test("has the stacks that it needs", () => {
      expect(system.stacks).toEqual(stacks);
    });

    test("is deployed, and then has nothing left to do", async () => {
      await system.deploy();
      for (const stack of stacks) expect(await system.plan(stack)).toEqual(NOTHING);
    });

    test("is destroyed to nothing but the revisions of task definitions, which stay to be gone back to", async () => {
      for (const stack of [...stacks].reverse()) await system.destroy(stack);
      expect(system.cloud.types()).toEqual(["aws_ecs_task_definition"]);
    });
  });
});
