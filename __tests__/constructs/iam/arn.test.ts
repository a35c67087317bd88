import { arnOf, bucketArn, domainOf, iamArn, managedPolicyArn } from "../../../constructs/iam/arn.ts";

const awsScope = { partition: "aws-cn", region: "cn-north-1", account: "111122223333" };

test.each([
  [arnOf(awsScope, "ecs", "cluster/shop"), "arn:aws-cn:ecs:cn-north-1:111122223333:cluster/shop"],
  [iamArn(awsScope, "role/shop"), "arn:aws-cn:iam::111122223333:role/shop"],
  [managedPolicyArn(awsScope, "ReadOnlyAccess"), "arn:aws-cn:iam::aws:policy/ReadOnlyAccess"],
  [bucketArn(awsScope, "shop"), "arn:aws-cn:s3:::shop"],
  [`logs.cn-north-1.${domainOf(awsScope)}`, "logs.cn-north-1.amazonaws.com.cn"],
  [`logs.us-gov-west-1.${domainOf({ partition: "aws-us-gov" })}`, "logs.us-gov-west-1.amazonaws.com"],
])("%s is written for its partition", (written, expected) => {
  expect(written).toBe(expected);
});
