import type { Statement } from "../iam/policy.ts";

/**
 * Permissions to encrypt private keys of Service Connect with customer managed keys (ECS developer guide, encrypt Service Connect traffic).
 * The policy that AWS has for certificates names no keys. Policies of keys allow it as long as they leave the account's access
 * to IAM.
 */
export function certificateKeyStatements(keyArns: readonly string[]): Statement[] {
  if (keyArns.length === 0) return [];
  return [
    {
      sid: "CertificateKeys",
      actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyPair"],
      resources: [...new Set(keyArns)].sort(),
    },
  ];
}
