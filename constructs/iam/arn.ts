/** Partition, region and account; enough to write the ARN of what has an agreed name. */
export interface AwsScope {
  /** `aws`, `aws-cn`, `aws-eusc` or `aws-us-gov`. */
  readonly partition: string;
  readonly region: string;
  /** 12 digits. */
  readonly account: string;
}

/** What the names of services and hosts end in. */
export function domainOf({ partition }: Pick<AwsScope, "partition">): string {
  if (partition === "aws-cn") return "amazonaws.com.cn";
  return partition === "aws-eusc" ? "amazonaws.eu" : "amazonaws.com";
}

/** ARN of something in a region, such as `arnOf(awsScope, "ecs", "cluster/shop")`. */
export function arnOf({ partition, region, account }: AwsScope, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** ARN of something of IAM, such as `role/shop-task-role`. */
export function iamArn({ partition, account }: AwsScope, resource: string): string {
  return `arn:${partition}:iam::${account}:${resource}`;
}

/** ARN of one of AWS's own policies, such as `AWSCodeDeployRoleForECS`. */
export function managedPolicyArn({ partition }: AwsScope, name: string): string {
  return `arn:${partition}:iam::aws:policy/${name}`;
}

/** ARN of a bucket. */
export function bucketArn({ partition }: AwsScope, name: string): string {
  return `arn:${partition}:s3:::${name}`;
}
