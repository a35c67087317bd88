import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { ExecAudit } from "../../../constructs/ecs/exec-audit.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { reference } from "../../support/reference.ts";
import { statements, Template } from "../../support/template.ts";

const template = Template.of((scope) => {
  const { configuration } = new ExecAudit(scope, "audit", {
    cluster: {
      name: "shop",
      execLogGroupName: "/ecs/shop/exec",
      execLogRetentionDays: 90,
      execKeyAlias: "shop-exec",
    },
    taskRoleArns: ["arn:aws:iam::111122223333:role/web", "arn:aws:iam::111122223333:role/worker"],
    awsScope,
  });
  new EcsCluster(scope, "cluster", { name: "shop", configuration });
});

const policy = statements(template.one(KmsKey).policy);

test("the key rotates, has a name, and can be saved for 30 days", () => {
  expect(template.one(KmsKey)).toMatchObject({ enable_key_rotation: true, deletion_window_in_days: 30 });
  expect(template.one(KmsAlias)).toMatchObject({
    name: "alias/shop-exec",
    target_key_id: reference(KmsKey, "key", "key_id"),
  });
});

test("only the account, the tasks and the log have the key", () => {
  expect(Object.keys(policy)).toEqual(["Administration", "Sessions", "Log"]);
});

test("tasks only decrypt with it", () => {
  expect(policy.Sessions).toEqual({
    Sid: "Sessions",
    Effect: "Allow",
    Principal: { AWS: ["arn:aws:iam::111122223333:role/web", "arn:aws:iam::111122223333:role/worker"] },
    Action: "kms:Decrypt",
    Resource: "*",
  });
});

test("CloudWatch Logs has it for this log only", () => {
  expect(policy.Log).toEqual({
    Sid: "Log",
    Effect: "Allow",
    Principal: { Service: "logs.eu-west-1.amazonaws.com" },
    Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
    Resource: "*",
    Condition: {
      ArnEquals: {
        "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/shop/exec",
      },
    },
  });
});

test("the log is encrypted with the key, and kept", () => {
  expect(template.one(CloudwatchLogGroup)).toMatchObject({
    name: "/ecs/shop/exec",
    retention_in_days: 90,
    kms_key_id: reference(KmsKey, "key", "arn"),
  });
});

test("the cluster encrypts sessions, and writes them to the log", () => {
  expect(template.one(EcsCluster).configuration).toEqual({
    execute_command_configuration: {
      kms_key_id: reference(KmsKey, "key", "arn"),
      logging: "OVERRIDE",
      log_configuration: {
        cloud_watch_encryption_enabled: true,
        cloud_watch_log_group_name: reference(CloudwatchLogGroup, "logs", "name"),
      },
    },
  });
});
