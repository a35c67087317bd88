/** Partition of a region: `aws`, `aws-cn` or `aws-us-gov`. */
export const awsPartition = (region: string): "aws" | "aws-cn" | "aws-us-gov" =>
  region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
