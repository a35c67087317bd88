import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import type { TerraformStack } from "cdktf";
import { parseConfig } from "../../config/load.ts";
import { smallest } from "../../examples/smallest.ts";
import { compose } from "../../main.ts";
import { app } from "../support/outputs.ts";
import { Template } from "../support/template.ts";

const DISK = { volumes: [{ type: "ebs", name: "data", sizeGiB: 20 }] };
const [web] = smallest.services;

const stacksWith = (created: string[], more: object = {}): Record<string, Template> => {
  const root = app();
  const environment = { ...smallest, registry: {}, services: [{ ...web, ...DISK }], ...more, encryption: { created } };
  compose(root, parseConfig(environment, "test"));
  const stacks = root.node.children as TerraformStack[];
  return Object.fromEntries(stacks.map((stack) => [stack.node.id, Template.ofStack(stack)]));
};

const aliases = (template: Template | undefined) => template?.all(KmsAlias).map(({ name }) => name);
const policies = (template: Template | undefined) =>
  (template?.all(KmsKey) ?? []).map(({ policy }) => JSON.parse(String(policy)).Statement as Record<string, unknown>[]);

test("log groups of each stack have a key that CloudWatch Logs may use for them", () => {
  const stacks = stacksWith(["logs"]);
  const cluster = stacks["fargate-cluster"];
  expect(aliases(cluster)).toEqual(["alias/hello-fargate-cluster-logs"]);
  expect(cluster?.all(KmsKey)).toMatchObject([{ enable_key_rotation: true, deletion_window_in_days: 30 }]);
  expect(policies(cluster)[0]?.[1]).toEqual({
    Sid: "Logs",
    Effect: "Allow",
    Principal: { Service: "logs.us-east-1.amazonaws.com" },
    Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
    Resource: "*",
    Condition: {
      ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:123456789012:log-group:*" },
    },
  });
  for (const template of Object.values(stacks))
    for (const { kms_key_id } of template.all(CloudwatchLogGroup)) expect(kms_key_id).toMatch(/aws_kms_key/);
});

test("a stack without log groups has no key for them", () => {
  expect(stacksWith(["logs"]).registry?.all(KmsKey)).toEqual([]);
});

test("images have a key that rotates", () => {
  const { registry } = stacksWith(["images"]);
  expect(aliases(registry)).toEqual(["alias/hello-images"]);
  expect(JSON.stringify(registry?.one(EcrRepository).encryption_configuration)).toMatch(/aws_kms_key/);
});

test("volumes of tasks have a key that the role of ECS may use", () => {
  const cluster = stacksWith(["volumes"])["fargate-cluster"];
  expect(aliases(cluster)).toEqual(["alias/hello-fargate-volumes"]);
  const statements = policies(cluster)[0] ?? [];
  expect(statements.map(({ Sid }) => Sid)).toEqual(["Administration", "TaskDisks", "TaskDisksGrants"]);
  expect(JSON.stringify(statements[1]?.Condition)).toMatch(/ecsRoleArn/);
  expect(JSON.stringify(cluster?.one(EcsService).volume_configuration)).toMatch(/aws_kms_key/);
});

test("volumes of instances have a key that Auto Scaling may use, whose role may not be there yet", () => {
  const api = { ...web, cluster: "ec2", container: { image: "nginx:1.29", memoryMiB: 64 } };
  const network = { ...smallest.network, publicIpOnLaunch: true };
  const more = { services: [api], network, ec2Cluster: { subnets: "public" } };
  const cluster = stacksWith(["volumes"], more)["ec2-cluster"];
  expect(aliases(cluster)).toEqual(["alias/hello-ec2-volumes"]);
  const [, use, grant] = policies(cluster)[0] ?? [];
  const role = "arn:aws:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
  expect(use).toMatchObject({ Principal: "*", Condition: { ArnEquals: { "aws:PrincipalArn": role } } });
  expect(grant).toMatchObject({
    Action: "kms:CreateGrant",
    Condition: { ArnEquals: { "aws:PrincipalArn": role }, Bool: { "kms:GrantIsForAWSResource": "true" } },
  });
  expect(JSON.stringify(cluster?.one(LaunchTemplate).block_device_mappings)).toMatch(/aws_kms_key/);
});

test("where nothing has volumes, there is no key for them", () => {
  const cluster = stacksWith(["volumes"], { services: [web] })["fargate-cluster"];
  expect(cluster?.all(KmsKey)).toEqual([]);
});
