import { planJson, resourceChange, taskDefinition } from "./planned-review.ts";

const TYPES = [
  "aws_iam_role",
  "aws_security_group",
  "aws_lb",
  "aws_ecs_task_definition",
  "aws_s3_bucket",
  "aws_instance",
];

const TRUST = JSON.stringify({
  Statement: [{ Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

/** A plan of many changes of every kind, about 1,900 bytes each, with a secret in each. */
export const bigPlan = (changes: number, longest = 300): object =>
  planJson({ changes: Array.from({ length: changes }, (_, index) => bigChange(index, index === 0 ? longest : 300)) });

function bigChange(index: number, length: number): object {
  const type = TYPES[index % TYPES.length] ?? "";
  const values = {
    name: `name-${index}`,
    secret: `secret ${index * 7919} of ${index}`,
    tags: Object.fromEntries(Array.from({ length: 20 }, (_, tag) => [`key-${tag}`, `value ${tag} of ${index}`])),
    ...(type === "aws_iam_role" && { assume_role_policy: TRUST }),
    ...(type === "aws_security_group" && {
      ingress: [80, 443].map((port) => ({
        protocol: "tcp",
        from_port: port,
        to_port: port,
        cidr_blocks: [`10.${index % 200}.0.0/16`],
      })),
    }),
    ...(type === "aws_ecs_task_definition" && taskDefinition({ DB_PASSWORD: `password-${index}`, PORT: index })),
  };
  const after = { ...values, description: "lorem ipsum ".repeat(length / 12) };
  const common = { after, sensitiveAfter: { secret: true }, unknown: { id: true, arn: true } };
  const isUpdate = index % 3 === 0;
  return resourceChange(
    `${type}.name-${index}`,
    isUpdate ? { ...common, before: { ...values, description: "old" } } : common,
  );
}
