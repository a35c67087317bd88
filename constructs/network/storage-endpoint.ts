import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import type { Construct } from "constructs";

export interface StorageEndpointProps {
  readonly name: string;
  readonly vpcId: string;
  readonly region: string;
  /** Route tables of the subnets that reach S3 through it. */
  readonly routeTableIds: string[];
}

/** Image layers come from S3: through a gateway endpoint they cost nothing and need no NAT gateway. */
export function createStorageEndpoint(scope: Construct, { name, vpcId, region, routeTableIds }: StorageEndpointProps) {
  return new VpcEndpoint(scope, "s3-endpoint", {
    vpcId,
    serviceName: `com.amazonaws.${region}.s3`,
    vpcEndpointType: "Gateway",
    routeTableIds,
    tags: { Name: `${name}-s3` },
  });
}
