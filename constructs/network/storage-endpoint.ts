import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import type { Construct } from "constructs";
import { type AwsScope, bucketArn } from "../iam/arn.ts";
import { toJson } from "../json.ts";

export interface StorageEndpointProps {
  readonly name: string;
  readonly vpcId: string;
  /** Route tables of the subnets that reach S3 through it. */
  readonly routeTableIds: string[];
  /** Names of the buckets that are reached through it, besides that of image layers; `*` is any part. @default every bucket */
  readonly bucketNames?: readonly string[];
  readonly awsScope: AwsScope;
}

/** Image layers come from S3: through a gateway endpoint they cost nothing and need no NAT gateway. */
export function createStorageEndpoint(scope: Construct, props: StorageEndpointProps): VpcEndpoint {
  const { name, vpcId, routeTableIds, bucketNames, awsScope } = props;
  return new VpcEndpoint(scope, "s3-endpoint", {
    vpcId,
    serviceName: `com.amazonaws.${awsScope.region}.s3`,
    vpcEndpointType: "Gateway",
    routeTableIds,
    ...(bucketNames && { policy: toJson(policyFor(bucketNames, awsScope)) }),
    tags: { Name: `${name}-s3` },
  });
}

/**
 * What may pass. Layers of ECR are in buckets of AWS (Amazon ECR user guide, "Minimum Amazon S3 bucket permissions for Amazon ECR",
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms).
 */
function policyFor(bucketNames: readonly string[], awsScope: AwsScope) {
  const layers = bucketArn(awsScope, `prod-${awsScope.region}-starport-layer-bucket`);
  const buckets = bucketNames.map((name) => bucketArn(awsScope, name));
  const allow = (Action: string, Resource: string[]) => ({ Effect: "Allow", Principal: "*", Action, Resource });
  return {
    Version: "2012-10-17",
    Statement: [
      allow("s3:GetObject", [`${layers}/*`]),
      ...(buckets.length > 0
        ? [
            allow(
              "s3:*",
              buckets.flatMap((arn) => [arn, `${arn}/*`]),
            ),
          ]
        : []),
    ],
  };
}
