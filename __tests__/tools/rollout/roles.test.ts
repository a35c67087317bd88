import { withPart } from "../../../tools/rollout/document.ts";
import type { SynthesizedStack } from "../../../tools/rollout/read.ts";
import { deliveryRoles, type Role, rolesForOthers } from "../../../tools/rollout/roles/read.ts";
import { rolesTable } from "../../../tools/rollout/roles/table.ts";

const trust = (principal: object, condition?: object) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: principal, Condition: condition }],
  });
const policy = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const ofAccount = { StringEquals: { "aws:SourceAccount": "123456789012" } };
const other = "arn:aws:iam::321098765432:role/first";

function stacks(...statements: object[]): SynthesizedStack[] {
  const iam = {
    aws_iam_role: {
      build: { name: "build", assume_role_policy: trust({ Service: "codebuild.amazonaws.com" }) },
      deploy: { name: "deploy", assume_role_policy: trust({ AWS: other }) },
      pipeline: { name: "pipeline", assume_role_policy: trust({ Service: "codepipeline.amazonaws.com" }, ofAccount) },
      task: { name: "task", assume_role_policy: trust({ Service: "ecs-tasks.amazonaws.com" }) },
      unused: { name: "unused", assume_role_policy: trust({ Service: "ec2.amazonaws.com" }) },
    },
    aws_iam_role_policy: { pipeline: { role: "${aws_iam_role.pipeline.name}", policy: policy(...statements) } },
    aws_iam_policy: {
      build: { name: "build-policy", policy: policy({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }) },
    },
    aws_iam_role_policy_attachment: {
      own: { role: "${aws_iam_role.build.name}", policy_arn: "${aws_iam_policy.build.arn}" },
      aws: { role: "build", policy_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
    },
  };
  const reference = (output: string) => `\${data.terraform_remote_state.iam.outputs.${output}}`;
  return [
    {
      "//": { metadata: { stackName: "iam" } },
      resource: iam,
      output: {
        buildRoleArn: { value: "${aws_iam_role.build.arn}" },
        pipelineRoleArn: { value: "${aws_iam_role.pipeline.arn}" },
      },
    },
    {
      "//": { metadata: { stackName: "cicd" } },
      resource: {
        aws_codepipeline: { pipeline: { role_arn: reference("pipelineRoleArn") } },
        aws_codebuild_project: { build: { service_role: reference("buildRoleArn") } },
        aws_iam_role_policy: {
          later: {
            role: "pipeline",
            policy: policy({ Effect: "Allow", Action: "codeconnections:UseConnection", Resource: "*" }),
          },
        },
      },
    },
  ];
}

const pass = { Effect: "Allow", Action: "iam:PassRole", Resource: "${aws_iam_role.task.arn}" };
const roleNamed = (name: string, ...statements: object[]) =>
  deliveryRoles(stacks(...statements)).find((role) => role.name === name);

test("roles of the delivery are those that its stack names, and those that they pass", () => {
  expect(deliveryRoles(stacks(pass)).map(({ name }) => name)).toEqual(["build", "pipeline", "task"]);
});

test("roles for others are those that another role takes", () => {
  expect(rolesForOthers(stacks()).map(({ name, takenBy }) => [name, takenBy])).toEqual([["deploy", other]]);
});

test("policies count that are attached, and that are in another stack", () => {
  expect(roleNamed("build")).toMatchObject({
    permissions: [{ actions: ["s3:GetObject"], resources: ["*"] }],
    managedPolicies: ["ReadOnlyAccess"],
  });
  expect(roleNamed("pipeline", pass)?.permissions.map(({ actions }) => actions)).toEqual([
    ["iam:PassRole"],
    ["codeconnections:UseConnection"],
  ]);
});

test.each([
  ["Deny", { ...pass, Effect: "Deny" }],
  ["NotAction", { Effect: "Allow", NotAction: "s3:*", Resource: "*" }],
  ["a condition that the table does not know", { ...pass, Condition: { StringNotLike: { a: "b" } } }],
])("%s is refused", (_, statement) => {
  expect(() => deliveryRoles(stacks(statement))).toThrow("policy of");
});

test("a policy of a role that others do not take is not read for theirs", () => {
  expect(rolesForOthers(stacks({ ...pass, Effect: "Deny" })).map(({ name }) => name)).toEqual(["deploy"]);
});

const role: Role = { name: "r", takenBy: "events.amazonaws.com", sources: [], permissions: [], managedPolicies: [] };
const rowsOf = (given: Role) => rolesTable([given]).split("\n").slice(2);
const ECS = "arn:aws:ecs:us-east-1:123456789012";

test.each([
  ["nothing", role, ["| `r` | `events.amazonaws.com` | nothing | – |"]],
  [
    "a service of one account, and AWS's policy",
    { ...role, account: "123456789012", managedPolicies: ["P"] },
    ["| `r` | `events.amazonaws.com`, for account 123456789012 | what AWS's policy `P` says | see there |"],
  ],
  [
    "a service for some resources",
    { ...role, account: "123456789012", sources: [`${ECS}:service/c/s`, `${ECS}:*`] },
    ["| `r` | `events.amazonaws.com`, for `service/c/s` of account 123456789012 | nothing | – |"],
  ],
  [
    "actions of one service, without what all ARNs have in common",
    {
      ...role,
      permissions: [
        { actions: ["ecs:A", "ecs:B"], resources: [`${ECS}:service/c/s`], conditions: [] },
        { actions: ["s3:C"], resources: ["arn:aws:s3:::bucket/*"], conditions: [] },
      ],
    },
    ["| `r` | `events.amazonaws.com` | `ecs`: A, B | `service/c/s` |", "|  |  | `s3`: C | `bucket/*` |"],
  ],
  [
    "a condition",
    {
      ...role,
      permissions: [
        {
          actions: ["ecs:A"],
          resources: ["*"],
          conditions: [
            { key: "ecs:cluster", isNot: false, values: [`${ECS}:cluster/c`] },
            { key: "ecs:privileged", isNot: true, values: ["true"] },
          ],
        },
      ],
    },
    [
      "| `r` | `events.amazonaws.com` | `ecs`: A | everything, if `ecs:cluster` is `cluster/c` and `ecs:privileged` is not `true` |",
    ],
  ],
])("a table of %s", (_, given, rows) => {
  expect(rowsOf(given)).toEqual(rows);
});

test("a part of a document is replaced, again and again, and nothing else", () => {
  const document = "a\n<!-- x: begin, by npm run pictures -->\n<!-- x: end -->\nb\n";
  const once = withPart(document, "x", "new");
  expect(once).toBe("a\n<!-- x: begin, by npm run pictures -->\n\nnew\n\n<!-- x: end -->\nb\n");
  expect(withPart(once, "x", "new")).toBe(once);
});

test("a document without the part is refused", () => {
  expect(() => withPart("a", "x", "new")).toThrow("no part x: write <!-- x: begin");
});
