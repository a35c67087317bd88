import { container, basedOn as on, type RefusalTable } from "../../../../support/refusable.ts";

const ACCOUNT = "123456789012";
const task = on({ family: "references", container_definitions: container({ memory: 128 }) });
const files = (config: object) =>
  on({
    family: "references",
    container_definitions: container({ memory: 128 }),
    volume: [{ name: "files", efs_volume_configuration: [{ file_system_id: "fs-0123456789abcdef0", ...config }] }],
  })();
const parameter = on({ name: "/references", type: "SecureString", value: "not-a-secret" });
const alias = on({ name: "references", function_name: "resize", function_version: "1" });
const permission = on({ function_name: "resize", principal: "events.amazonaws.com" });
const cidr = (block: string) => (at: Record<string, string>) => ({
  name: "references",
  vpc_id: at.vpc ?? null,
  ingress: [{ from_port: 80, to_port: 80, protocol: "tcp", cidr_blocks: [block] }],
});
const scheduled = on({ scheduled_action_name: "references", autoscaling_group_name: "workers", desired_capacity: 1 });
const card = (address: string) => (at: Record<string, string>) => ({
  subnet_id: at.subnetA ?? null,
  private_ips: [address],
});
const routes = (gateway: string | null) => (at: Record<string, string>) => ({
  vpc_id: at.vpc ?? null,
  route: [{ cidr_block: "0.0.0.0/0", gateway_id: gateway ?? at.gateway ?? null }],
});

/** What resources say of one another. */
export const REFERENCES: RefusalTable = {
  subject: "references",
  mistakes: [
    [
      "a bucket as the role of a task",
      "aws_ecs_task_definition",
      task({ task_role_arn: "arn:aws:s3:::artifacts-of-shop" }),
      "apply",
      /ClientException: Role is not valid/,
    ],
    [
      "IAM without encryption",
      "aws_ecs_task_definition",
      files({ transit_encryption: "DISABLED", authorization_config: [{ iam: "ENABLED" }] }),
      "apply",
      /ClientException: EFS transit encryption/,
    ],
    [
      "a group of users that is not there",
      "aws_iam_user_group_membership",
      on({ user: "robot", groups: ["ghosts"] })(),
      "apply",
      /NoSuchEntity: The group with name ghosts cannot be found/,
    ],
    [
      "a gateway that is not there",
      "aws_route_table",
      routes("igw-0123456789abcdef9"),
      "apply",
      /igw-0123456789abcdef9/,
    ],
    ["a prefix of 33 bits", "aws_security_group", cidr("10.0.0.0/33"), "validate", /not a valid IPv4 CIDR block/],
    ["an address in a block", "aws_security_group", cidr("10.0.0.1/16"), "validate", /did you mean "10.0.0.0\/16"/],
    ["an address that is taken", "aws_network_interface", card("10.0.0.77"), "apply", /InvalidIPAddress.InUse/],
    [
      "a card in another zone",
      "aws_network_interface_attachment",
      (at) => ({ instance_id: at.instance ?? null, network_interface_id: at.cardB ?? null, device_index: 1 }),
      "apply",
      /InvalidParameterCombination: .*same availability zone/,
    ],
    [
      "routes of another VPC",
      "aws_vpc_endpoint",
      (at) => ({
        vpc_id: at.otherVpc ?? null,
        service_name: "com.amazonaws.us-east-1.s3",
        route_table_ids: [at.table ?? null],
      }),
      "apply",
      /InvalidRouteTableId.NotFound/,
    ],
    [
      "a condition in words",
      "aws_iam_policy",
      on({
        name: "references",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*", Condition: "aws:SecureTransport" }],
        }),
      })(),
      "apply",
      /MalformedPolicyDocument: Syntax errors in policy/,
    ],
    [
      "a start in the past",
      "aws_autoscaling_schedule",
      scheduled({ start_time: "2020-01-01T00:00:00Z" }),
      "apply",
      /ValidationError: Given start time is in the past/,
    ],
    [
      "a website without pages",
      "aws_s3_bucket_website_configuration",
      on({ bucket: "artifacts-of-shop" })(),
      "apply",
      /InvalidArgument: .*IndexDocument/,
    ],
    [
      "a grant for no key",
      "aws_kms_grant",
      on({
        key_id: "11111111-2222-4333-8444-555555555555",
        grantee_principal: `arn:aws:iam::${ACCOUNT}:role/tasks`,
        operations: ["Decrypt"],
      })(),
      "apply",
      /NotFoundException: Key/,
    ],
    [
      "an action of S3 on a function",
      "aws_lambda_permission",
      permission({ action: "s3:GetObject" }),
      "validate",
      /is not a valid action/,
    ],
    [
      "versions beside the latest one",
      "aws_lambda_alias",
      alias({ function_version: "$LATEST", routing_config: [{ additional_version_weights: { 1: 0.5 } }] }),
      "apply",
      /InvalidParameterValueException: \$LATEST is not supported/,
    ],
    [
      "a key by a name that none has",
      "aws_ssm_parameter",
      parameter({ key_id: "alias/ghost" }),
      "apply",
      /InvalidKeyId: Alias alias\/ghost is not found/,
    ],
  ],
  accepted: [
    [
      "IAM with encryption",
      "aws_ecs_task_definition",
      files({ transit_encryption: "ENABLED", authorization_config: [{ iam: "ENABLED" }] }),
    ],
    ["its gateway", "aws_route_table", routes(null)],
    ["a network", "aws_security_group", cidr("10.0.0.0/16")],
    ["a free address", "aws_network_interface", card("10.0.0.78")],
    ["a start to come", "aws_autoscaling_schedule", scheduled({ start_time: "2099-01-01T00:00:00Z" })],
    ["any action of Lambda", "aws_lambda_permission", permission({ action: "lambda:*" })],
    ["the key that each account has", "aws_ssm_parameter", parameter({ key_id: "alias/aws/ssm" })],
  ],
};
