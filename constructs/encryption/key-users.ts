import { type AwsScope, arnOf, domainOf, iamArn } from "../iam/arn.ts";
import type { Statement } from "../iam/policy.ts";

const USE = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"];

/**
 * CloudWatch Logs, for log groups of the account
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html).
 */
export const logsStatements = (awsScope: AwsScope): Statement[] => [
  {
    sid: "Logs",
    principals: { Service: [`logs.${awsScope.region}.${domainOf(awsScope)}`] },
    actions: USE,
    resources: ["*"],
    conditions: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": arnOf(awsScope, "logs", "log-group:*") } },
  },
];

/**
 * EC2 Auto Scaling, which launches instances with encrypted volumes
 * (https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html). Its role is named in a
 * condition: KMS refuses principals that are not there yet, and AWS makes the role with the account's first group.
 */
export const autoScalingStatements = (awsScope: AwsScope): Statement[] =>
  diskStatements(
    "AutoScaling",
    iamArn(awsScope, "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"),
  );

/**
 * The role with which ECS makes volumes for tasks
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-kms-encryption.html).
 */
export const taskDiskStatements = (roleArn: string): Statement[] => diskStatements("TaskDisks", roleArn);

function diskStatements(sid: string, roleArn: string): Statement[] {
  const ofRole = { ArnEquals: { "aws:PrincipalArn": roleArn } };
  return [
    { sid, principals: "*", actions: USE, resources: ["*"], conditions: ofRole },
    {
      sid: `${sid}Grants`,
      principals: "*",
      actions: ["kms:CreateGrant"],
      resources: ["*"],
      conditions: { ...ofRole, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}
