import { may, type Role, rolesOf } from "../support/iam.ts";
import type { Asked } from "../support/iam-policy.ts";
import { nonEmpty } from "../support/non-empty.ts";
import { demo, showcase } from "../support/outputs.ts";

/*
 * What each role of running services is for, in the words of the API, and what it must not do. Sources: ECS developer
 * guide, IAM roles for ECS, and the Service Authorization Reference of each service.
 */
interface Permissions {
  readonly allowed?: readonly Asked[];
  readonly denied: readonly Asked[];
  /** AWS's policies that it has besides, which are not evaluated. */
  readonly awsPolicies?: readonly string[];
}

const roles = rolesOf(showcase);
const of = (name: string): Role => roles.get(name) as Role;

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-central-1:123456789012:${resource}`;
const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

const IMAGES = arn("ecr", "repository/show-repo");
const CLUSTER = arn("ecs", "cluster/show-ec2");
const INSTANCE = arn("ecs", "container-instance/show-ec2/0123");
const HOOK = arn("lambda", "function:check-release");
const OBJECT = "arn:aws:s3:::show-uploads/picture.png";
const FILES = arn("elasticfilesystem", "file-system/fs-0123456789abcdef0");
const logs = (group: string) => arn("logs", `log-group:${group}:log-stream:web/web/0123`);
const ofCluster = (name: string) => ({ "ecs:cluster": arn("ecs", `cluster/${name}`) });
const byPoint = (id: string) => ({
  "elasticfilesystem:AccessPointArn": arn("elasticfilesystem", `access-point/${id}`),
});
const TLS = { "aws:SecureTransport": "true" };

const ROUTER = "arn:aws:ecr:eu-west-1:210987654321:repository/tools/fluent-bit"; // which one service names
const COPIES = arn("ecr", "repository/hub/library/redis");
const secret = (name: string): Asked => ["secretsmanager:GetSecretValue", arn("secretsmanager", `secret:${name}`)];
const key = (digit: string) => arn("kms", `key/11111111-2222-3333-4444-${digit.repeat(12)}`);
const via = (service: string) => ({ "kms:ViaService": `${service}.eu-central-1.amazonaws.com` });
const parameter = (name: string): Asked => ["ssm:GetParameters", arn("ssm", `parameter/${name}`)];

/** A task role of a service with shells on a cluster, which reaches nothing of the other cluster. */
const withShells = (cluster: string, other: string): Permissions => ({
  allowed: [
    ["ssmmessages:CreateControlChannel"],
    ["ssmmessages:CreateDataChannel"],
    ["ssmmessages:OpenControlChannel"],
    ["ssmmessages:OpenDataChannel"],
    ["logs:DescribeLogGroups"],
    ["logs:DescribeLogStreams", logs(`/ecs/${cluster}/exec`)],
    ["logs:CreateLogStream", logs(`/ecs/${cluster}/exec`)],
    ["logs:PutLogEvents", logs(`/ecs/${cluster}/exec`)],
  ],
  denied: [
    ["logs:PutLogEvents", logs(`/ecs/${other}/exec`)],
    ["logs:PutLogEvents", logs("/ecs/show/checkout")],
    ["logs:GetLogEvents", logs(`/ecs/${cluster}/exec`)],
    ["ssm:StartSession", arn("ecs", "task/show-fargate/0123")],
    ["ecs:ExecuteCommand", arn("ecs", "task/show-fargate/0123")],
    ["s3:GetObject", OBJECT, TLS],
  ],
});

const ROLES: Record<string, Permissions> = {
  // ECS, to start tasks: of no service, of one with secrets in containers, and of one with a secret for its logs
  "show-task-execution-role": {
    allowed: [
      ["ecr:GetAuthorizationToken"],
      ["ecr:BatchCheckLayerAvailability", IMAGES],
      ["ecr:BatchGetImage", IMAGES],
      ["ecr:GetDownloadUrlForLayer", IMAGES],
      ["ecr:BatchGetImage", "arn:aws:ecr:eu-central-1:321098765432:repository/first-repo"], // of another environment
      ["logs:CreateLogStream", logs("/ecs/show/web")],
      ["logs:PutLogEvents", logs("/ecs/show/collector")],
      ["ecr:BatchImportUpstreamImage", COPIES],
      ["ecr:CreateRepository", COPIES],
    ],
    denied: [
      ["ecr:BatchGetImage", ROUTER],
      ["ecr:CreateRepository", arn("ecr", "repository/hubs")],
      ["ecr:BatchGetImage", arn("ecr", "repository/show-repo-2")],
      ["ecr:BatchGetImage", "arn:aws:ecr:eu-central-1:321098765432:repository/second-repo"],
      ["ecr:PutImage", IMAGES],
      ["logs:PutLogEvents", logs("/ecs/other/web")],
      ["logs:PutLogEvents", logs("/aws/codebuild/show-codebuild")],
      secret("show/database-AbCdEf"),
      secret("show/registry-AbCdEf"),
      parameter("show/api-key"),
      parameter("show/log-password"),
      ["s3:GetObject", OBJECT],
    ],
  },
  "show-web-tasks-execution-role": {
    allowed: [
      ["ecr:BatchGetImage", IMAGES],
      ["ecr:BatchImportUpstreamImage", COPIES],
      ["logs:CreateLogStream", logs("/ecs/show/web")],
      secret("show/database-AbCdEf"),
      secret("show/registry-AbCdEf"),
      parameter("show/api-key"),
      ["s3:GetObject", "arn:aws:s3:::show-settings/migrate.env"],
      ["s3:GetBucketLocation", "arn:aws:s3:::show-settings"],
      ["kms:Decrypt", key("7"), via("secretsmanager")],
      ["kms:Decrypt", key("8"), via("s3")],
    ],
    denied: [
      ["s3:GetObject", "arn:aws:s3:::show-settings/other.env"],
      ["s3:PutObject", "arn:aws:s3:::show-settings/web.env"],
      ["kms:Decrypt", key("7")],
      ["kms:Decrypt", key("7"), via("ebs")],
      ["kms:Decrypt", key("6"), via("s3")],
      ["kms:Encrypt", key("7"), via("secretsmanager")],
      parameter("show/log-password"), // another service's
      secret("show/payroll-AbCdEf"),
      ["ecr:BatchGetImage", ROUTER],
      parameter("show/other-key"),
      ["secretsmanager:PutSecretValue", arn("secretsmanager", "secret:show/database-AbCdEf")],
      ["ssm:GetParametersByPath", arn("ssm", "parameter/show/api-key")],
      ["s3:GetObject", OBJECT],
    ],
  },
  "show-collector-tasks-execution-role": {
    allowed: [
      parameter("show/log-password"),
      ["ecr:BatchGetImage", ROUTER],
      ["ecr:BatchImportUpstreamImage", ROUTER], // it may be a copy
      ["ecr:CreateRepository", ROUTER],
    ],
    denied: [
      ["ecr:BatchGetImage", `${ROUTER}-2`],
      secret("show/database-AbCdEf"),
      secret("show/registry-AbCdEf"),
      parameter("show/api-key"),
    ],
  },
  // code of services: what they ask for, shells, file systems
  "show-web-task-role": {
    allowed: [
      ["s3:GetObject", OBJECT, TLS],
      ["s3:PutObject", OBJECT, TLS],
      ["elasticfilesystem:ClientMount", FILES, byPoint("fsap-0123456789abcdef0")],
      ["elasticfilesystem:ClientWrite", FILES, byPoint("fsap-0123456789abcdef0")],
    ],
    denied: [
      ["s3:GetObject", OBJECT, { "aws:SecureTransport": "false" }],
      ["s3:GetObject", "arn:aws:s3:::show-downloads/a", TLS],
      ["s3:DeleteObject", OBJECT, TLS],
      ["elasticfilesystem:ClientMount", FILES],
      ["elasticfilesystem:ClientMount", FILES, byPoint("fsap-another")],
      ["elasticfilesystem:ClientRootAccess", FILES, byPoint("fsap-0123456789abcdef0")],
      ["ssmmessages:OpenDataChannel"],
      ["secretsmanager:GetSecretValue", arn("secretsmanager", "secret:show/database-AbCdEf")],
    ],
    awsPolicies: ["AWSXRayDaemonWriteAccess"],
  },
  "show-checkout-task-role": withShells("show-fargate", "show-ec2"),
  "show-api-task-role": withShells("show-ec2", "show-fargate"),
  // the ECS agent of an instance
  "show-ec2-role": {
    allowed: [
      ["ecs:DiscoverPollEndpoint"],
      ["ecs:RegisterContainerInstance", CLUSTER],
      ["ecs:DeregisterContainerInstance", CLUSTER],
      ["ecs:SubmitContainerStateChange", CLUSTER],
      ["ecs:SubmitTaskStateChange", CLUSTER],
      ["ecs:SubmitAttachmentStateChanges", CLUSTER],
      ["ecs:Poll", INSTANCE, ofCluster("show-ec2")],
      ["ecs:StartTelemetrySession", INSTANCE, ofCluster("show-ec2")],
      ["ecs:UpdateContainerInstancesState", INSTANCE, ofCluster("show-ec2")],
      ["ecs:TagResource", INSTANCE, { "ecs:CreateAction": "RegisterContainerInstance" }],
      ["ecr:GetAuthorizationToken"],
      ["ecr:BatchGetImage", IMAGES],
      ["ecr:BatchGetImage", ROUTER],
      ["ecr:CreateRepository", COPIES],
    ],
    denied: [
      ["ecs:RegisterContainerInstance", arn("ecs", "cluster/show-fargate")],
      ["ecs:CreateCluster"],
      ["ecs:Poll", arn("ecs", "container-instance/show-fargate/0123"), ofCluster("show-fargate")],
      ["ecs:Poll", INSTANCE, ofCluster("show-fargate")],
      ["ecs:TagResource", INSTANCE],
      ["ecs:TagResource", CLUSTER, { "ecs:CreateAction": "RegisterContainerInstance" }],
      ["ecs:UpdateService", arn("ecs", "service/show-ec2/api")],
      ["ecr:BatchGetImage", arn("ecr", "repository/another")],
      ["ecr:PutImage", IMAGES],
      ["secretsmanager:GetSecretValue", arn("secretsmanager", "secret:show/database-AbCdEf")],
    ],
    awsPolicies: ["AmazonSSMManagedInstanceCore"],
  },
  "show-external-instance-role": {
    denied: [["ecs:RegisterContainerInstance", CLUSTER]],
    awsPolicies: ["service-role/AmazonEC2ContainerServiceforEC2Role", "AmazonSSMManagedInstanceCore"],
  },
  "show-managed-instances-role": {
    // AWS's policy passes no role with a path.
    allowed: [["iam:PassRole", role("ecsInstanceRole-show"), { "iam:PassedToService": "ec2.amazonaws.com" }]],
    denied: [["iam:PassRole", role("show-ec2-role"), { "iam:PassedToService": "ec2.amazonaws.com" }]],
    awsPolicies: ["AmazonECSInfrastructureRolePolicyForManagedInstances"],
  },
  "ecsInstanceRole-show": {
    denied: [["ecs:RegisterContainerInstance", CLUSTER]],
    awsPolicies: ["AmazonECSInstanceRolePolicyForManagedInstances"],
  },
  // ECS and CodeDeploy, to ask hooks
  "show-ecs-role": {
    allowed: [["lambda:InvokeFunction", HOOK]],
    denied: [
      ["lambda:InvokeFunction", arn("lambda", "function:check-release-2")],
      ["lambda:UpdateFunctionCode", HOOK],
      ["ecs:UpdateService", arn("ecs", "service/show-fargate/orders")],
    ],
    awsPolicies: [
      "AmazonECSInfrastructureRolePolicyForLoadBalancers",
      "service-role/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity",
      "service-role/AmazonECSInfrastructureRolePolicyForVolumes",
    ],
  },
  "show-codedeploy-role": {
    allowed: [["lambda:InvokeFunction", HOOK]],
    denied: [
      ["lambda:InvokeFunction", arn("lambda", "function:another")],
      ["iam:PassRole", role("show-checkout-task-role"), { "iam:PassedToService": "lambda.amazonaws.com" }],
    ],
    awsPolicies: ["AWSCodeDeployRoleForECS"],
  },
  "show-asg-role": {
    allowed: [
      ["ecs:DescribeServices", arn("ecs", "service/show-fargate/web")],
      ["ecs:UpdateService", arn("ecs", "service/show-fargate/web")],
      ["cloudwatch:DescribeAlarms", arn("cloudwatch", "alarm:busy-web")],
    ],
    denied: [
      ["ecs:UpdateService", arn("ecs", "service/another/web")],
      ["ecs:UpdateService", arn("ecs", "service/show-ec2/api")], // which does not scale
      ["ecs:DeleteService", arn("ecs", "service/show-fargate/web")],
      ["cloudwatch:PutMetricAlarm", arn("cloudwatch", "alarm:busy-web")],
      ["cloudwatch:DeleteAlarms", arn("cloudwatch", "alarm:busy-web")],
    ],
  },
};

type Row = readonly [role: string, request: string, asked: Asked];

/** Rows of the table as a person reads them. */
const rows = (of: (permissions: Permissions) => readonly Asked[] | undefined): Row[] =>
  Object.entries(ROLES).flatMap(([name, permissions]) =>
    (of(permissions) ?? []).map((asked) => [name, JSON.stringify(asked), asked] as const),
  );

test.each(rows(({ allowed }) => allowed))("%s may %s", (name, _, asked) => {
  expect(may(of(name), asked)).toBe(true);
});

test.each(rows(({ denied }) => denied))("%s may not %s by a policy of ours", (name, _, asked) => {
  expect(may(of(name), asked)).toBe(false);
});

test.each(Object.entries(ROLES))("%s has of AWS's policies only those that are known", (name, { awsPolicies = [] }) => {
  expect([...of(name).awsPolicies].sort()).toEqual([...awsPolicies].sort());
});

test("a role that AWS's policies are enough for has none of ours", () => {
  const enough = Object.keys(ROLES).filter((name) => ROLES[name]?.allowed === undefined);
  expect(nonEmpty(enough).flatMap((name) => of(name).policies)).toEqual([]);
});

/** Roles whose permissions are in another table. */
const OF_DELIVERY = [
  "show-apply-role",
  "show-codebuild-role",
  "show-deploy-project-role",
  "show-deploy-role",
  "show-image-check-role",
  "show-infrastructure-pipeline-role",
  "show-pipeline-event-role",
  "show-pipeline-role",
  "show-plan-role",
  "show-release-role",
];

const others = [...roles].filter(([name]) => !(name in ROLES) && !OF_DELIVERY.includes(name));
const startsTasks = ([name]: readonly [string, Role]) => name.endsWith("-tasks-execution-role");

const isOnFargate = (roleName: string) =>
  showcase.services.some((each) => each.executionRoleName === roleName && each.cluster === "fargate");

/** GuardDuty's agent for Fargate starts with the execution role. */
const withoutAgent = (role: Role): Role => ({
  ...role,
  policies: role.policies.map((policy) => policy.replace(/,"[^"]+:repository\/aws-guardduty-agent-fargate"/, "")),
});

test("starting tasks of a service without secrets takes what starting tasks of no service does", () => {
  const shared = of("show-task-execution-role");
  const own = others.filter(startsTasks);
  expect(own.length).toBeGreaterThan(0);
  expect(own.map(([, role]) => role)).toEqual(own.map(([name]) => (isOnFargate(name) ? shared : withoutAgent(shared))));
});

test("code of a service that asks for nothing may do nothing", () => {
  const code = others.filter((each) => !startsTasks(each));
  expect(code.map(([name]) => name).filter((name) => !name.endsWith("-task-role"))).toEqual([]);
  expect(code.filter(([, { policies, awsPolicies }]) => policies.length + awsPolicies.length > 0)).toEqual([]);
});

/** What would let a role become another, or take away what others need. */
const NEVER: readonly Asked[] = [
  ["iam:CreateRole", role("new")],
  ["iam:PutRolePolicy", role("show-pipeline-role")],
  ["iam:AttachRolePolicy", role("show-pipeline-role")],
  ["iam:UpdateAssumeRolePolicy", role("show-pipeline-role")],
  ["iam:PassRole", role("admin"), { "iam:PassedToService": "ecs-tasks.amazonaws.com" }],
  ["iam:PassRole", role("show-web-task-role"), { "iam:PassedToService": "lambda.amazonaws.com" }],
  ["sts:AssumeRole", role("admin")],
  ["ecs:DeleteCluster", CLUSTER],
  ["ecs:DeleteService", arn("ecs", "service/show-ec2/api")],
  ["ecs:ExecuteCommand", arn("ecs", "task/show-fargate/0123")],
  ["ecs:RunTask", arn("ecs", "task-definition/show-web:1")],
  ["ecr:BatchDeleteImage", IMAGES],
  ["ecr:DeleteRepository", IMAGES],
  ["s3:DeleteBucket", "arn:aws:s3:::show-artifacts-123456789012-eu-central-1"],
  ["s3:DeleteObject", "arn:aws:s3:::show-artifacts-123456789012-eu-central-1/a"],
  ["kms:ScheduleKeyDeletion", arn("kms", "key/11111111-2222-3333-4444-555555555555")],
  ["logs:DeleteLogGroup", arn("logs", "log-group:/ecs/show/web")],
  ["codepipeline:UpdatePipeline", arn("codepipeline", "show-pipeline")],
  ["codebuild:UpdateProject", arn("codebuild", "project/show-codebuild")],
  ["lambda:UpdateFunctionCode", HOOK],
  ["secretsmanager:GetSecretValue", arn("secretsmanager", "secret:another-owner-AbCdEf")],
];

describe.each([
  ["demo", rolesOf(demo)],
  ["showcase", roles],
])("in %s no role", (_, all) => {
  test.each(NEVER.map((asked) => [JSON.stringify(asked), asked] as const))("may %s", (_, asked) => {
    expect([...all].filter(([, each]) => may(each, asked)).map(([name]) => name)).toEqual([]);
  });
});
