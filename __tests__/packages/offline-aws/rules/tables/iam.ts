import type { ObjectValue } from "../../../../../packages/offline-aws/protocol/values.ts";
import { type RefusalTable, trust, type Written } from "../../../../support/refusable.ts";

const role =
  (assume_role_policy: string): Written =>
  () => ({ name: "tried", assume_role_policy });

const policy =
  (statement: ObjectValue, document: ObjectValue = {}): Written =>
  () => ({
    name: "tried",
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...statement }],
      ...document,
    }),
  });

const inline =
  (length: number): Written =>
  (at) => ({ ...policy({ Resource: `arn:aws:s3:::${"a".repeat(length)}` })(at), role: "tasks" });

const attach =
  (policy_arn: string): Written =>
  () => ({ role: "tasks", policy_arn });

const ROLE = "aws_iam_role";
const POLICY = "aws_iam_policy";
const ATTACHMENT = "aws_iam_role_policy_attachment";

export const IAM: RefusalTable = {
  subject: "IAM",
  mistakes: [
    [
      "trust with a resource",
      ROLE,
      role(trust("ecs.amazonaws.com", { Resource: "*" })),
      "apply",
      /MalformedPolicyDocument: Has prohibited field Resource/,
    ],
    [
      "trust of an unknown service",
      ROLE,
      role(trust("ecs-task.amazonaws.com")),
      "apply",
      /Invalid principal in policy: "SERVICE":"ecs-task.amazonaws.com"/,
    ],
    [
      "trust without a principal",
      ROLE,
      role(JSON.stringify({ Statement: [{ Effect: "Allow", Action: "sts:AssumeRole" }] })),
      "apply",
      /Missing required field Principal/,
    ],
    [
      "trust to do something else",
      ROLE,
      role(trust("ecs.amazonaws.com", { Action: "s3:GetObject" })),
      "apply",
      /may only specify STS AssumeRole actions/,
    ],
    ["no JSON", ROLE, role("{"), "validate", /invalid JSON/],
    [
      "trust of 2049 characters",
      ROLE,
      role(trust("ecs.amazonaws.com", { Condition: { StringEquals: { "aws:x": "a".repeat(2000) } } })),
      "apply",
      /ACLSizePerRole: 2048/,
    ],
    [
      "a name that is taken",
      ROLE,
      () => ({ name: "tasks", assume_role_policy: trust("ecs.amazonaws.com") }),
      "apply",
      /EntityAlreadyExists/,
    ],
    ["effect allow", POLICY, policy({ Effect: "allow" }), "apply", /MalformedPolicyDocument: Syntax errors in policy/],
    [
      "no resource",
      POLICY,
      policy({ Resource: undefined as never }),
      "apply",
      /Policy statement must contain resources/,
    ],
    ["no action", POLICY, policy({ Action: undefined as never }), "apply", /Policy statement must contain actions/],
    ["a principal", POLICY, policy({ Principal: "*" }), "apply", /should not specify a principal/],
    ["an action without a service", POLICY, policy({ Action: "GetObject" }), "apply", /prefaced by a vendor/],
    ["a resource that is not an ARN", POLICY, policy({ Resource: "bucket" }), "apply", /must be in ARN format/],
    ["an unknown version", POLICY, policy({}, { Version: "2024-01-01" }), "apply", /Syntax errors/],
    [
      "an unknown operator",
      POLICY,
      policy({ Condition: { StringEqual: { "aws:x": "y" } } }),
      "apply",
      /Invalid Condition type : StringEqual/,
    ],
    [
      "a sid twice",
      POLICY,
      () => ({
        name: "tried",
        policy: JSON.stringify({
          Statement: [1, 2].map(() => ({ Sid: "A", Effect: "Allow", Action: "*", Resource: "*" })),
        }),
      }),
      "apply",
      /must be unique/,
    ],
    ["6145 characters", POLICY, policy({ Resource: `arn:aws:s3:::${"a".repeat(6100)}` }), "apply", /PolicySize: 6144/],
    [
      "inline policies of 10241 characters",
      "aws_iam_role_policy",
      inline(10_200),
      "apply",
      /Maximum policy size of 10240 bytes exceeded for role tasks/,
    ],
    [
      "an unknown policy of AWS",
      ATTACHMENT,
      attach("arn:aws:iam::aws:policy/NoSuchPolicy"),
      "apply",
      /NoSuchEntity: Policy arn:aws:iam::aws:policy\/NoSuchPolicy does not exist/,
    ],
    [
      "a policy of AWS below another path",
      ATTACHMENT,
      attach("arn:aws:iam::aws:policy/AmazonECSTaskExecutionRolePolicy"),
      "apply",
      /NoSuchEntity/,
    ],
    ["an unknown policy", ATTACHMENT, attach("arn:aws:iam::123456789012:policy/x"), "apply", /NoSuchEntity/],
    [
      "an unknown role",
      ATTACHMENT,
      () => ({ role: "missing", policy_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
      "apply",
      /NoSuchEntity/,
    ],
  ],
  accepted: [
    ["trust", ROLE, role(trust("ecs.amazonaws.com"))],
    ["a policy", POLICY, policy({})],
    ["an inline policy", "aws_iam_role_policy", inline(100)],
    ["a policy of AWS", ATTACHMENT, attach("arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy")],
  ],
};
