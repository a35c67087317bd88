import { type AwsScope, iamArn } from "./arn.ts";
import { policyDocument, type Statement } from "./policy.ts";

/** Policy of a KMS key: the account administers it through IAM, others do what the statements say. */
export function keyPolicy(awsScope: AwsScope, statements: readonly Statement[]): string {
  return policyDocument([
    { sid: "Administration", principals: { AWS: [iamArn(awsScope, "root")] }, actions: ["kms:*"], resources: ["*"] },
    ...statements,
  ]);
}
