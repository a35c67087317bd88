import type { AwsScope } from "../../constructs/iam/arn.ts";

/** Where constructs under test are. */
export const awsScope: AwsScope = { partition: "aws", region: "eu-west-1", account: "111122223333" };
