import type { AwsScope } from "../iam/arn.ts";
import type { Statement } from "../iam/policy.ts";

/**
 * Permissions to encrypt disks with customer managed keys, by EC2 alone (Amazon EBS user guide, requirements for encryption). The policy
 * that AWS has for disks names no keys. Policies of keys allow it as long as they leave the account's access to IAM.
 */
export function diskKeyStatements(keyArns: readonly string[], { region, account }: AwsScope): Statement[] {
  if (keyArns.length === 0) return [];
  const resources = [...new Set(keyArns)].sort();
  const byEc2 = { "kms:CallerAccount": account, "kms:ViaService": `ec2.${region}.amazonaws.com` };
  return [
    { sid: "DiskKeys", actions: ["kms:DescribeKey"], resources },
    {
      sid: "EncryptDisks",
      actions: ["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
      resources,
      conditions: { StringEquals: byEc2 },
    },
    {
      sid: "GrantDisks",
      actions: ["kms:CreateGrant"],
      resources,
      conditions: { StringEquals: byEc2, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}
