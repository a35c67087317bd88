/** Partition of a region: `aws`, `aws-cn`, `aws-eusc` or `aws-us-gov` (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html). */
export function awsPartition(region: string): "aws" | "aws-cn" | "aws-eusc" | "aws-us-gov" {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("eusc-")) return "aws-eusc";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
