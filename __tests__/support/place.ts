import type { Place } from "../../constructs/iam/arn.ts";

/** Where constructs under test are. */
export const place: Place = { partition: "aws", region: "eu-west-1", account: "111122223333" };
