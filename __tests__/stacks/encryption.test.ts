import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Codepipeline } from "@cdktf/provider-aws/lib/codepipeline";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import type { TerraformStack } from "cdktf";
import type { Config } from "../../config/config.ts";
import { compose } from "../../main.ts";
import { may, rolesOf } from "../support/iam.ts";
import { nonEmpty } from "../support/non-empty.ts";
import { app, demo, showcase } from "../support/outputs.ts";
import { Template } from "../support/template.ts";

const key = (digit: number) => `arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-88888888888${digit}`;
const config: Config = {
  ...showcase,
  encryption: {
    created: [],
    artifactsKeyArn: key(1),
    imagesKeyArn: key(2),
    logsKeyArn: key(3),
    secretsKeyArn: key(4),
    shellsKeyArn: key(5),
    topicKeyArn: key(6),
    volumesKeyArn: key(7),
  },
};

const templatesOf = (environment: Config): Template[] => {
  const root = app();
  compose(root, environment);
  return (root.node.children as TerraformStack[]).map((stack) => Template.ofStack(stack));
};
const templates = templatesOf(config);
const all = (type: Parameters<Template["all"]>[0]) => templates.flatMap((template) => template.all(type));

test("no key is created where all exist", () => {
  expect(all(KmsKey)).toEqual([]);
});

test("every log group is already encrypted with the key of logs, and that of shells its own", () => {
  for (const { name, kms_key_id } of nonEmpty(all(CloudwatchLogGroup)))
    expect([name, kms_key_id]).toEqual([name, String(name).endsWith("/exec") ? key(5) : key(3)]);
});

test("without a key CloudWatch Logs encrypts by itself", () => {
  const groups = templatesOf(demo).flatMap((template) => template.all(CloudwatchLogGroup));
  expect(nonEmpty(groups).filter(({ name, kms_key_id }) => kms_key_id && !String(name).endsWith("/exec"))).toEqual([]);
});

test("clusters, the topic, artifacts and volumes of instances have their keys", () => {
  for (const { configuration } of nonEmpty(all(EcsCluster)))
    expect(configuration).toMatchObject({ execute_command_configuration: { kms_key_id: key(5) } });
  expect(all(SnsTopic)).toEqual([expect.objectContaining({ kms_master_key_id: key(6) })]);
  for (const { artifact_store } of nonEmpty(all(Codepipeline)))
    expect(JSON.stringify(artifact_store)).toContain(key(1));
  expect(JSON.stringify(all(S3BucketServerSideEncryptionConfigurationA))).toContain(key(1));
  const volumes = all(LaunchTemplate).flatMap(
    ({ block_device_mappings }) => block_device_mappings as { ebs: object }[],
  );
  for (const { ebs } of nonEmpty(volumes)) expect(ebs).toMatchObject({ kms_key_id: key(7) });
});

describe("roles may use the keys that their work takes", () => {
  const roles = rolesOf(config);
  const users = (action: string, keyArn: string, context: Record<string, string> = {}) =>
    [...roles].filter(([, role]) => may(role, [action, keyArn, context])).map(([name]) => name);

  test("of artifacts: builds and pipelines", () => {
    expect(users("kms:GenerateDataKey", key(1)).sort()).toEqual([
      "show-apply-role",
      "show-codebuild-role",
      "show-deploy-project-role",
      "show-infrastructure-pipeline-role",
      "show-pipeline-role",
      "show-plan-role",
      "show-release-role",
    ]);
  });

  test("of secrets: execution roles of services that have some without a customer managed key", () => {
    const bySecretsManager = { "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com" };
    expect(users("kms:Decrypt", key(4), bySecretsManager).sort()).toEqual(["show-web-tasks-execution-role"]);
  });

  test("of shells: tasks that a shell may be opened in", () => {
    const withShells = config.services.filter(({ exec }) => exec).map(({ taskRoleName }) => taskRoleName);
    expect(users("kms:Decrypt", key(5)).sort()).toEqual(withShells.sort());
  });
});
