import { parseConfig } from "../../config/load.ts";
import { smallest } from "../../examples/smallest.ts";
import { problems } from "../support/problems.ts";

const ROLE = "arn:aws:iam::123456789012:role/acme/web";
const OTHER = "arn:aws:iam::210987654321:role/web";
const withService = (change: object) => ({ services: [{ ...smallest.services[0], ...change }] });

test.each<[what: string, change: object, message: string]>([
  [
    "a boundary that is not a policy",
    { identity: { permissionsBoundaryArn: ROLE } },
    `identity.permissionsBoundaryArn: "${ROLE}" is not the ARN of a policy: write it as IAM shows it, arn:aws:iam::…:policy/NAME`,
  ],
  [
    "a boundary of another account",
    { identity: { permissionsBoundaryArn: "arn:aws:iam::210987654321:policy/boundary" } },
    'identity.permissionsBoundaryArn: "arn:aws:iam::210987654321:policy/boundary" is in another account: a role takes policies of 123456789012 and AWS managed policies',
  ],
  [
    "a path without slashes around it",
    { identity: { path: "teams/shop" } },
    'identity.path: "teams/shop" is not a path of IAM: begin and end with a slash, such as /teams/shop/, with letters, digits and + = , . @ _ - between',
  ],
  [
    "a prefix that no name begins with",
    { identity: { namePrefix: "-acme" } },
    'identity.namePrefix: "-acme" is not a valid name prefix: use up to 32 letters, digits, _ and -, starting with a letter or digit',
  ],
  [
    "a path with which the role of external instances is too long",
    { identity: { path: `/${"x".repeat(40)}/` }, ec2Cluster: { externalInstances: {} } },
    `identity.path: "/${"x".repeat(40)}/" makes the role of external instances ${"x".repeat(40)}/hello-external-instance-role, and Systems Manager allows 64 characters: use a shorter path, or a shorter names.externalInstanceRole`,
  ],
  [
    "a path with which the ARNs of the delivery's roles are too long for an event pattern",
    { identity: { path: `/${"x".repeat(100)}/` }, delivery: { notifications: { roleUse: true } } },
    "delivery.notifications.roleUse: true needs an event pattern of up to 2050 characters for the ARNs of the roles, and EventBridge takes 2048: use a shorter identity.path, or leave it out",
  ],
  [
    "a task role of another account",
    withService({ taskRole: { arn: OTHER } }),
    `services[0].taskRole.arn: "${OTHER}" is in another account: tasks can only use roles of 123456789012, which can assume others`,
  ],
  [
    "an execution role of another account",
    withService({ executionRole: { arn: OTHER } }),
    `services[0].executionRole.arn: "${OTHER}" is in another account: tasks can only use roles of 123456789012, which can assume others`,
  ],
  [
    "permissions for a task role that exists",
    withService({ taskRole: { arn: ROLE, managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] } }),
    'services[0].taskRole.managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] is for a role that is created: add it to the existing role, or leave arn out',
  ],
  [
    "an instance profile as a role",
    withService({ executionRole: { arn: "arn:aws:iam::123456789012:instance-profile/web" } }),
    'services[0].executionRole.arn: "arn:aws:iam::123456789012:instance-profile/web" is not the ARN of a role: write it as IAM shows it, arn:aws:iam::…:role/NAME',
  ],
])("%s is refused", (_, change, message) => {
  expect(problems({ ...smallest, ...change })).toEqual([message]);
});

test("a prefix begins all names in IAM but those that are given, and no others", () => {
  const { names, services } = parseConfig(
    { ...smallest, identity: { namePrefix: "acme-" }, names: { pipelineRole: "releases" } },
    "test",
  );
  expect(names).toMatchObject({
    buildPolicy: "acme-hello-codebuild-policy",
    ec2Role: "acme-hello-ec2-role",
    instanceProfile: "acme-hello-instance-profile",
    managedInstanceRole: "acme-ecsInstanceRole-hello",
    pipelineRole: "releases",
    pipeline: "hello-pipeline",
  });
  expect(services[0]).toMatchObject({
    taskRoleName: "acme-hello-web-task-role",
    executionRoleName: "acme-hello-web-tasks-execution-role",
    securityGroupName: "hello-web-tasks",
  });
});
