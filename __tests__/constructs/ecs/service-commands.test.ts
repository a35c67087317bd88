import { execFileSync, spawnSync } from "node:child_process";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { TerraformOutput } from "cdktf";
import {
  runningRevision,
  type ServiceCommandsProps,
  serviceCommands,
} from "../../../constructs/ecs/service-commands.ts";
import { toJson } from "../../../constructs/json.ts";
import { newFolder } from "../../support/folder.ts";
import { host, service } from "../../support/service-props.ts";
import { standIns } from "../../support/stand-ins.ts";
import { Template } from "../../support/template.ts";

const PROPS: ServiceCommandsProps = {
  service,
  host: { ...host, runArguments: "--launch-type FARGATE" },
  region: "eu-west-1",
  taskDefinitionArn: "arn:web-task-def:7",
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

const RUN =
  "ecs run-task --cluster shop --task-definition web-task-def --count 2 --started-by run-web --enable-ecs-managed-tags --propagate-tags TASK_DEFINITION --launch-type FARGATE";

/** One of a list that a command prints on a line a page. */
const nth = (number: number, list: string, ...command: string[]) =>
  `$(${aws(...command, `--query '${list}[]' --output text`)} | xargs -n1 | sed -n ${number}p)`;

const STOP = aws(
  "ecs stop-task --cluster shop --task",
  nth(1, "taskArns", "ecs list-tasks --cluster shop --started-by run-web"),
);

test.each([
  ["run a task", aws(RUN)],
  ["stop a task", STOP],
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
        "ecs describe-service-revisions --service-revision-arns",
        `$(${aws(
          "ecs list-service-deployments --cluster shop --service web --status SUCCESSFUL",
          "--query 'reverse(sort_by(serviceDeployments,&createdAt))[1].targetServiceRevisionArn' --output text",
        )})`,
        "--query 'serviceRevisions[0].taskDefinition' --output text",
      )})`,
    ),
  ],
])("where ECS deploys, this is how to %s", (name, expected) => {
  expect(commands()[name]).toBe(expected);
});

const OF = "--application-name shop --deployment-group-name web";

const deployment = (number: number, statuses: string) =>
  nth(number, "deployments", `deploy list-deployments ${OF} --include-only-statuses ${statuses}`);

const RUNNING = deployment(1, "Created Queued InProgress Ready");
const LAST_BUT_ONE = deployment(2, "Succeeded");
const REVISION = '{"appSpecContent":{"content":"{\\"version\\":\\"0.0\\"}"},"revisionType":"AppSpecContent"}';

test.each([
  ["run a task", aws(RUN)],
  ["stop a task", STOP],
  ["follow the logs", aws("logs tail /ecs/web --follow")],
  ["deploy again", aws(`deploy create-deployment ${OF} --revision '${REVISION}'`)],
  ["go on", aws(`deploy continue-deployment --deployment-wait-type READY_WAIT --deployment-id ${RUNNING}`)],
  ["stop a deployment", aws(`deploy stop-deployment --auto-rollback-enabled --deployment-id ${RUNNING}`)],
  [
    "roll back",
    aws(
      `deploy create-deployment ${OF} --revision`,
      `"$(${aws(`deploy get-deployment --deployment-id ${LAST_BUT_ONE} --query deploymentInfo.revision --output json`)})"`,
    ),
  ],
])("where CodeDeploy deploys, this is how to %s", (name, expected) => {
  expect(commands({ codeDeploy: CODE_DEPLOY })[name]).toBe(expected);
});

describe("of a service that a pipeline delivers", () => {
  const RUNNING_REVISION = aws(
    "ecs describe-services --cluster shop --services web --query 'services[0].taskDefinition' --output text",
  );
  const delivered = { ...service, delivered: true };

  test("a task is run of the revision that the service runs, because the newest may have the configured image", () => {
    expect(commands({ service: delivered })["run a task"]).toBe(
      aws(
        `ecs run-task --cluster shop --task-definition $(${RUNNING_REVISION}) --count 2 --started-by run-web --enable-ecs-managed-tags --propagate-tags TASK_DEFINITION --launch-type FARGATE`,
      ),
    );
  });

  test("CodeDeploy deploys again what runs", () => {
    const appSpec = toJson({ TaskDefinition: runningRevision(delivered, "eu-west-1") });
    const { "deploy again": again = "" } = commands({
      service: delivered,
      codeDeploy: { ...CODE_DEPLOY, appSpec },
    });
    const { stdout } = spawnSync(
      "bash",
      ["-c", `aws() { case "$*" in *describe-services*) echo web:42 ;; *) printf '%s\\n' "$@" ;; esac; }; ${again}`],
      {
        encoding: "utf8",
      },
    );
    const revision = JSON.parse(stdout.split("\n").find((line) => line.startsWith("{")) ?? "");
    expect(JSON.parse(revision.appSpecContent.content)).toEqual({ TaskDefinition: "web:42" });
  });

  test("another environment's releases bring no definition, so a command deploys Terraform's with the image that runs", () => {
    const command = commands({ service: { ...delivered, promoted: true } })["take over the configuration"] ?? "";
    const definition = (revision: number, image: string) =>
      JSON.stringify({
        taskDefinitionArn: `arn:web-task-def:${revision}`,
        revision,
        family: "web-task-def",
        containerDefinitions: [
          { name: "app", image, cpu: revision },
          { name: "sidecar", image: `sidecar:${revision}` },
        ],
        status: "ACTIVE",
        requiresAttributes: [],
        compatibilities: [],
        registeredAt: "now",
        registeredBy: "me",
      });
    const script = `aws() {
  case "$*" in
    *describe-services*) echo arn:web-task-def:5 ;;
    *describe-task-definition*web-task-def:5*) echo '${definition(5, "app@released")}' ;;
    *describe-task-definition*web-task-def:7*) echo '${definition(7, "app:configured")}' ;;
    *register-task-definition*) printf '%s\\n' "$4" >&2; echo arn:web-task-def:8 ;;
    *update-service*) printf '%s\\n' "$*" ;;
  esac
}
${command}`;
    const { stdout, stderr } = spawnSync("bash", ["--norc", "-c", script], { encoding: "utf8" });
    expect(JSON.parse(stderr)).toEqual({
      family: "web-task-def",
      containerDefinitions: [
        { name: "app", image: "app@released", cpu: 7 },
        { name: "sidecar", image: "sidecar:7" },
      ],
    });
    expect(stdout.trim()).toBe(
      "ecs update-service --cluster shop --service web --task-definition arn:web-task-def:8 --region eu-west-1",
    );
  });
});

const COMMON = ["run a task", "stop a task", "follow the logs", "deploy again", "stop a deployment", "roll back"];

test.each([
  ["nothing more", {}, []],
  ["CodeDeploy", { codeDeploy: CODE_DEPLOY }, ["go on"]],
  ["shells", { service: withShells }, ["open a shell"]],
  ["releases of another environment", { service: { ...service, promoted: true } }, ["take over the configuration"]],
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
      nth(1, "taskArns", "ecs list-tasks --cluster shop --service-name web"),
    ),
  );
});

test.each([
  [false, "DISABLED"],
  [true, "ENABLED"],
])("a task with its own network gets it where it is run by hand, public %s", (publicIp, expected) => {
  const subnets = '${join(",", ["subnet-1", "subnet-2"])}';
  const groups = '${join(",", ["sg-1"])}';
  expect(commands({ network: { ...NETWORK, publicIp } })["run a task"]).toBe(
    aws(
      `${RUN} --network-configuration`,
      `'awsvpcConfiguration={subnets=[${subnets}],securityGroups=[${groups}],assignPublicIp=${expected}}'`,
    ),
  );
});

test.each([
  ["http://shop/api/", "http://shop/api/"],
  ["http://shop/api", "http://shop/api"],
])("the load of %s is tested at %s", (url, expected) => {
  expect(commands({ url })["test the load"]).toBe(`ab -n 100000 -c 500 ${expected}`);
});

test("a pattern of hosts is not an address to test", () => {
  expect(commands({ url: "http://*.example.com" })).not.toHaveProperty("test the load");
});

test("a service that people reach may be tested for its load", () => {
  expect(commands({ url: "https://shop.example.com" })["test the load"]).toBe(
    "ab -n 100000 -c 500 https://shop.example.com/",
  );
});

test.each([
  [{ desiredCount: 0 }, "--count 1"],
  [{ desiredCount: undefined }, "--count 1"],
  [{ desiredCount: 3 }, "--count 3"],
  [{ desiredCount: 50 }, "--count 10"],
  [{ managedTags: false }, "--started-by run-web --propagate-tags"],
  [{ propagateTags: "none" }, "--enable-ecs-managed-tags --launch-type"],
  [{ propagateTags: "task-definition" }, "--propagate-tags TASK_DEFINITION"],
] as const)("of %j a task is run with %s", (change, expected) => {
  expect(commands({ service: { ...service, ...change } })["run a task"]).toContain(expected);
});

/** What an `aws` prints that applies a query to each page of 100 by itself, as the AWS CLI does. */
const pages = (entries: readonly string[]) =>
  [entries.slice(0, 100), entries.slice(100, 200), entries.slice(200)].map((page) => page.join("\\t")).join("\\n");

const TASKS = Array.from({ length: 150 }, (_, index) => `task-${index + 1}`);

/** The last call of a command. */
function lastCall(command: string): string | undefined {
  const replaced = standIns(newFolder(), {
    aws: `case "$*" in
      *describe-service-revisions*"arn:before"*) echo web-task-def:7 ;;
      *list-service-deployments*SUCCESSFUL*"[1]"*) echo arn:before ;;
      *list-tasks*"taskArns[]"*) printf '${pages(TASKS)}\n' ;;
      *list-deployments*"deployments[]"*) printf 'd-1\td-2\nd-3\n' ;;
      *get-deployment*) echo '{}' ;;
      *list-service-deployments*) echo arn:deployment ;;
    esac`,
  });
  // Bash that is started over a socket, as by Node.js, reads .bashrc, which may put another aws first.
  execFileSync("bash", ["--norc", "-c", command], {
    env: { ...process.env, PATH: `${replaced.folder}:${process.env.PATH}` },
  });
  return replaced.calls().at(-1);
}

describe("where a list has several pages", () => {
  const all = (props: Partial<ServiceCommandsProps> = {}) => commands({ service: withShells, ...props });

  test.each([
    ["stop a task", {}, "ecs stop-task --cluster shop --task task-1"],
    [
      "open a shell",
      {},
      "ecs execute-command --cluster shop --container app --interactive --command /bin/sh --task task-1",
    ],
    [
      "go on",
      { codeDeploy: CODE_DEPLOY },
      "deploy continue-deployment --deployment-wait-type READY_WAIT --deployment-id d-1",
    ],
    [
      "stop a deployment",
      { codeDeploy: CODE_DEPLOY },
      "deploy stop-deployment --auto-rollback-enabled --deployment-id d-1",
    ],
    ["roll back", { codeDeploy: CODE_DEPLOY }, `deploy create-deployment ${OF} --revision {}`],
    ["roll back", {}, "ecs update-service --cluster shop --service web --task-definition web-task-def:7"],
  ])("%s takes one of them", (name, props, expected) => {
    expect(lastCall(all(props)[name] ?? "")).toBe(aws(expected));
  });
});
