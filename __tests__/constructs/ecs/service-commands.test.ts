import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { TerraformOutput } from "cdktf";
import { type ServiceCommandsProps, serviceCommands } from "../../../constructs/ecs/service-commands.ts";
import { toJson } from "../../../constructs/json.ts";
import { host, service } from "../../support/service-props.ts";
import { Template } from "../../support/template.ts";

const PROPS: ServiceCommandsProps = {
  service,
  host: { ...host, runArguments: "--launch-type FARGATE" },
  region: "eu-west-1",
};

const withShells = { ...service, exec: true };

const NETWORK = { subnetIds: ["subnet-1", "subnet-2"], securityGroupIds: ["sg-1"], publicIp: false };

const CODE_DEPLOY = { application: "shop", group: "web", appSpec: '{"version":"0.0"}' };

/** The commands as Terraform gets to see them. */
const commands = (props: Partial<ServiceCommandsProps> = {}) =>
  Template.of(
    (scope) =>
      new TerraformOutput(scope, "commands", { value: serviceCommands({ ...PROPS, ...props }), staticId: true }),
  ).outputs().commands as Record<string, string>;

/** A command in the region, of its parts. */
const aws = (...parts: string[]) => ["aws", ...parts, "--region eu-west-1"].join(" ");

const RUN = "ecs run-task --cluster shop --task-definition web-task-def --count 2 --launch-type FARGATE";

test.each([
  ["run a task", aws(RUN)],
  ["follow the logs", aws("logs tail /ecs/web --follow")],
  ["deploy again", aws("ecs update-service --cluster shop --service web --force-new-deployment")],
  [
    "stop a deployment",
    aws(
      "ecs stop-service-deployment --stop-type ROLLBACK --service-deployment-arn",
      `$(${aws(
        "ecs list-service-deployments --cluster shop --service web --status PENDING IN_PROGRESS",
        "--query 'serviceDeployments[0].serviceDeploymentArn' --output text",
      )})`,
    ),
  ],
  [
    "roll back",
    aws(
      "ecs update-service --cluster shop --service web --task-definition",
      `$(${aws(
        "ecs list-task-definitions --family-prefix web-task-def --sort DESC",
        "--query 'taskDefinitionArns[1]' --output text",
      )})`,
    ),
  ],
])("where ECS deploys, this is how to %s", (name, expected) => {
  expect(commands()[name]).toBe(expected);
});

const OF = "--application-name shop --deployment-group-name web";

const deployment = (index: number, statuses: string) =>
  aws(
    `deploy list-deployments ${OF} --include-only-statuses ${statuses}`,
    `--query 'deployments[${index}]' --output text`,
  );

const RUNNING = deployment(0, "Created Queued InProgress Ready");
const LAST_BUT_ONE = deployment(1, "Succeeded");
const REVISION = '{"appSpecContent":{"content":"{\\"version\\":\\"0.0\\"}"},"revisionType":"AppSpecContent"}';

test.each([
  ["run a task", aws(RUN)],
  ["follow the logs", aws("logs tail /ecs/web --follow")],
  ["deploy again", aws(`deploy create-deployment ${OF} --revision '${REVISION}'`)],
  ["go on", aws(`deploy continue-deployment --deployment-wait-type READY_WAIT --deployment-id $(${RUNNING})`)],
  ["stop a deployment", aws(`deploy stop-deployment --auto-rollback-enabled --deployment-id $(${RUNNING})`)],
  [
    "roll back",
    aws(
      `deploy create-deployment ${OF} --revision`,
      `"$(${aws(`deploy get-deployment --deployment-id $(${LAST_BUT_ONE}) --query deploymentInfo.revision --output json`)})"`,
    ),
  ],
])("where CodeDeploy deploys, this is how to %s", (name, expected) => {
  expect(commands({ codeDeploy: CODE_DEPLOY })[name]).toBe(expected);
});

const COMMON = ["run a task", "follow the logs", "deploy again", "stop a deployment", "roll back"];

test.each([
  ["nothing more", {}, []],
  ["CodeDeploy", { codeDeploy: CODE_DEPLOY }, ["go on"]],
  ["shells", { service: withShells }, ["open a shell"]],
  ["an address", { url: "http://shop" }, ["test the load"]],
])("with %s there are these commands besides the common ones: %j", (_, props, more) => {
  expect(Object.keys(commands(props)).sort()).toEqual([...COMMON, ...more].sort());
});

test("what CodeDeploy deploys may be known to Terraform only later", () => {
  const template = Template.of((scope) => {
    const { arn } = new EcsTaskDefinition(scope, "task", { family: "web", containerDefinitions: "[]" });
    const codeDeploy = { ...CODE_DEPLOY, appSpec: toJson({ arn }) };
    new TerraformOutput(scope, "commands", { value: serviceCommands({ ...PROPS, codeDeploy }), staticId: true });
  });
  const content = 'jsonencode({"arn" = aws_ecs_task_definition.task.arn})';
  expect((template.outputs().commands as Record<string, string>)["deploy again"]).toContain(
    `--revision '\${jsonencode({"appSpecContent" = {"content" = ${content}}, "revisionType" = "AppSpecContent"})}'`,
  );
});

test("a shell is opened in one of the tasks, where it may be", () => {
  expect(commands({ service: withShells })["open a shell"]).toBe(
    aws(
      "ecs execute-command --cluster shop --container app --interactive --command /bin/sh --task",
      `$(${aws("ecs list-tasks --cluster shop --service-name web --query 'taskArns[0]' --output text")})`,
    ),
  );
});

test.each([
  [false, "DISABLED"],
  [true, "ENABLED"],
])("a task with a network of its own gets it where it is run by hand, public %s", (publicIp, expected) => {
  const subnets = '${join(",", ["subnet-1", "subnet-2"])}';
  const groups = '${join(",", ["sg-1"])}';
  expect(commands({ network: { ...NETWORK, publicIp } })["run a task"]).toBe(
    aws(
      `${RUN} --network-configuration`,
      `'awsvpcConfiguration={subnets=[${subnets}],securityGroups=[${groups}],assignPublicIp=${expected}}'`,
    ),
  );
});

test("a service that people reach may be tested for its load", () => {
  expect(commands({ url: "https://shop.example.com" })["test the load"]).toBe(
    "ab -n 100000 -c 500 https://shop.example.com/",
  );
});
