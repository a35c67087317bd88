import type { ProviderCall } from "../../../../packages/offline-aws/calls/call.ts";
import { arnFor, resourcesOf } from "../../../../packages/offline-aws/calls/resources.ts";

const SCOPE = { partition: "aws", region: "eu-west-1", account: "123456789012" };
const REGIONAL = "eu-west-1:123456789012";

const call = (type: string, attributes: NonNullable<ProviderCall["after"]>): ProviderCall => ({
  type,
  operation: "update",
  before: attributes,
  after: attributes,
});

test.each<[string, string, string, NonNullable<ProviderCall["after"]>, string[]]>([
  [
    "the name that was chosen",
    "ecs:UpdateCluster",
    "aws_ecs_cluster",
    { name: "shop", arn: `arn:aws:ecs:${REGIONAL}:cluster/shop` },
    [`arn:aws:ecs:${REGIONAL}:cluster/shop`],
  ],
  [
    "any id that AWS makes",
    "ec2:DeleteSubnet",
    "aws_subnet",
    { vpc_id: "vpc-0123456789abcdef0", arn: `arn:aws:ec2:${REGIONAL}:subnet/subnet-0123456789abcdef0` },
    [`arn:aws:ec2:${REGIONAL}:subnet/*`],
  ],
  [
    "a name between ids",
    "elasticloadbalancing:ModifyTargetGroup",
    "aws_lb_target_group",
    { name: "shop", arn: `arn:aws:elasticloadbalancing:${REGIONAL}:targetgroup/shop/0123456789abcdef` },
    [`arn:aws:elasticloadbalancing:${REGIONAL}:targetgroup/shop/*`],
  ],
  [
    "the other resources that an action always needs",
    "ec2:CreateSecurityGroup",
    "aws_security_group",
    { name: "shop", arn: `arn:aws:ec2:${REGIONAL}:security-group/sg-0123456789abcdef0` },
    [`arn:aws:ec2:${REGIONAL}:security-group/*`, `arn:aws:ec2:${REGIONAL}:vpc/*`],
  ],
  [
    "one type to tag",
    "ecs:TagResource",
    "aws_ecs_cluster",
    { name: "shop", arn: `arn:aws:ecs:${REGIONAL}:cluster/shop` },
    [`arn:aws:ecs:${REGIONAL}:cluster/shop`],
  ],
  [
    "one type to tag, without an ARN",
    "ec2:CreateTags",
    "aws_nat_gateway",
    { id: "nat-0123456789abcdef0" },
    [`arn:aws:ec2:${REGIONAL}:natgateway/*`],
  ],
  [
    "log groups with and without their streams",
    "logs:PutRetentionPolicy",
    "aws_cloudwatch_log_group",
    { name: "/ecs/shop", arn: `arn:aws:logs:${REGIONAL}:log-group:/ecs/shop` },
    [`arn:aws:logs:${REGIONAL}:log-group:/ecs/shop`, `arn:aws:logs:${REGIONAL}:log-group:/ecs/shop:*`],
  ],
  [
    "what an argument names",
    "s3:PutBucketPolicy",
    "aws_s3_bucket_policy",
    { bucket: "shop-logs", policy: "{}" },
    ["arn:aws:s3:::shop-logs"],
  ],
  [
    "the role of a policy",
    "iam:PutRolePolicy",
    "aws_iam_role_policy",
    { role: "shop", policy: "{}" },
    ["arn:aws:iam::123456789012:role/shop"],
  ],
  ["everything where it can't be limited", "ec2:DescribeVpcs", "aws_vpc", {}, ["*"]],
  [
    "roles that are passed",
    "iam:PassRole",
    "aws_ecs_task_definition",
    { task_role_arn: "arn:aws:iam::123456789012:role/shop", execution_role_arn: null },
    ["arn:aws:iam::123456789012:role/shop"],
  ],
  [
    "any role where an instance profile is named",
    "iam:PassRole",
    "aws_launch_template",
    { iam_instance_profile: [{ name: "shop", arn: null }] },
    ["arn:aws:iam::123456789012:role/*"],
  ],
  [
    "service-linked roles",
    "iam:CreateServiceLinkedRole",
    "aws_ecs_cluster",
    { name: "shop" },
    ["arn:aws:iam::123456789012:role/aws-service-role/*"],
  ],
])("an action is limited to %s", (_, action, type, attributes, resources) => {
  expect(resourcesOf(action, call(type, attributes), SCOPE)).toEqual(resources);
});

test("a policy is judged by the ARN of the resource where the action is about it", () => {
  const profile = { name: "shop", arn: "arn:aws:iam::123456789012:instance-profile/shop" };
  expect(arnFor("iam:TagInstanceProfile", call("aws_iam_instance_profile", profile))).toBe(profile.arn);
  expect(arnFor("iam:PassRole", call("aws_iam_instance_profile", profile))).toBeUndefined();
  expect(arnFor("ec2:DescribeVpcs", call("aws_iam_instance_profile", profile))).toBeUndefined();
});
