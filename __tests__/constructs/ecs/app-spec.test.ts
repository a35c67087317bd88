import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { TerraformOutput } from "cdktf";
import { type AppSpecProps, appSpec } from "../../../constructs/ecs/app-spec.ts";
import { Template } from "../../support/template.ts";

const PROPS: AppSpecProps = {
  taskDefinitionArn: "arn:task-definition:7",
  containerName: "app",
  port: 8080,
  capacity: [{ provider: "capacity", weight: 1, base: 0 }],
  hooks: {},
};

const NETWORK = { subnetIds: ["subnet-1", "subnet-2"], securityGroupIds: ["sg-1"], publicIp: false };

const spec = (props: Partial<AppSpecProps> = {}) => JSON.parse(appSpec({ ...PROPS, ...props }));

const properties = (props: Partial<AppSpecProps> = {}) => spec(props).Resources[0].TargetService.Properties;

test("it names the task definition, and where requests go", () => {
  expect(spec()).toEqual({
    version: "0.0",
    Resources: [
      {
        TargetService: {
          Type: "AWS::ECS::Service",
          Properties: {
            TaskDefinition: "arn:task-definition:7",
            LoadBalancerInfo: { ContainerName: "app", ContainerPort: 8080 },
            CapacityProviderStrategy: [{ CapacityProvider: "capacity", Weight: 1, Base: 0 }],
          },
        },
      },
    ],
  });
});

test("it carries the version of Fargate", () => {
  expect(properties({ platformVersion: "1.4.0" }).PlatformVersion).toBe("1.4.0");
});

test.each([
  [true, "ENABLED"],
  [false, "DISABLED"],
])("it carries the network, public %s", (publicIp, AssignPublicIp) => {
  expect(properties({ network: { ...NETWORK, publicIp } }).NetworkConfiguration).toEqual({
    AwsvpcConfiguration: { Subnets: ["subnet-1", "subnet-2"], SecurityGroups: ["sg-1"], AssignPublicIp },
  });
});

test("hooks stand in the order in which CodeDeploy calls them", () => {
  const hooks = {
    afterAllowTraffic: "arn:5",
    beforeAllowTraffic: "arn:4",
    afterAllowTestTraffic: "arn:3",
    afterInstall: "arn:2",
    beforeInstall: "arn:1",
  };
  expect(spec({ hooks }).Hooks).toEqual([
    { BeforeInstall: "arn:1" },
    { AfterInstall: "arn:2" },
    { AfterAllowTestTraffic: "arn:3" },
    { BeforeAllowTraffic: "arn:4" },
    { AfterAllowTraffic: "arn:5" },
  ]);
});

test("hooks that are not used are left out", () => {
  expect(spec({ hooks: { beforeInstall: undefined, afterInstall: "arn:2" } }).Hooks).toEqual([
    { AfterInstall: "arn:2" },
  ]);
});

test("with values that Terraform knows later, Terraform writes it", () => {
  const template = Template.of((scope) => {
    const { arn } = new EcsTaskDefinition(scope, "task", { family: "web", containerDefinitions: "[]" });
    new TerraformOutput(scope, "spec", { value: appSpec({ ...PROPS, taskDefinitionArn: arn }), staticId: true });
  });
  expect(template.outputs().spec).toMatch(/^\$\{jsonencode\(\{.*"TaskDefinition" = aws_ecs_task_definition\.task\.arn/);
});
