import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { TerraformOutput } from "cdktf";
import { type AppSpecProps, appSpec } from "../../../constructs/ecs/app-spec.ts";
import { deployments, host, service } from "../../support/service-props.ts";
import { Template } from "../../support/template.ts";

const PROPS: AppSpecProps = {
  service,
  host,
  taskDefinitionArn: "arn:task-definition:7",
};

const NETWORK = { subnetIds: ["subnet-1", "subnet-2"], securityGroupIds: ["sg-1"], publicIp: false };

const spec = (props: Partial<AppSpecProps> = {}) => JSON.parse(appSpec({ ...PROPS, ...props }));

const withHooks = (codeDeployHooks: typeof deployments.codeDeploy.codeDeployHooks): Partial<AppSpecProps> => ({
  service: { ...service, deployment: { ...deployments.codeDeploy, codeDeployHooks } },
});

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

test.each([
  ["FARGATE", "1.4.0"],
  ["EC2", undefined],
] as const)("on %s it carries the version %s of Fargate", (platform, expected) => {
  const props = { service: { ...service, platformVersion: "1.4.0" }, host: { ...host, platform } };
  expect(properties(props).PlatformVersion).toBe(expected);
});

test("one kind of servers for all is not named in it", () => {
  expect(properties({ host: { ...host, capacity: "EC2" } })).not.toHaveProperty("CapacityProviderStrategy");
});

test.each([
  [true, "ENABLED"],
  [false, "DISABLED"],
])("it carries the network, public %s", (publicIp, AssignPublicIp) => {
  expect(properties({ network: { ...NETWORK, publicIp } }).NetworkConfiguration).toEqual({
    AwsvpcConfiguration: { Subnets: ["subnet-1", "subnet-2"], SecurityGroups: ["sg-1"], AssignPublicIp },
  });
});

test("hooks are in the order in which CodeDeploy calls them", () => {
  const hooks = {
    afterAllowTraffic: "arn:5",
    beforeAllowTraffic: "arn:4",
    afterAllowTestTraffic: "arn:3",
    afterInstall: "arn:2",
    beforeInstall: "arn:1",
  };
  expect(spec(withHooks(hooks)).Hooks).toEqual([
    { BeforeInstall: "arn:1" },
    { AfterInstall: "arn:2" },
    { AfterAllowTestTraffic: "arn:3" },
    { BeforeAllowTraffic: "arn:4" },
    { AfterAllowTraffic: "arn:5" },
  ]);
});

test("hooks that are not used are left out", () => {
  expect(spec(withHooks({ beforeInstall: undefined, afterInstall: "arn:2" })).Hooks).toEqual([
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
