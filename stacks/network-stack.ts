import type { Construct } from "constructs";
import type { Config } from "../config/config.ts";
import { FlowLogs } from "../constructs/network/flow-logs.ts";
import { VpcNetwork } from "../constructs/network/vpc-network.ts";
import { BaseStack } from "./base-stack.ts";
import { overridePart } from "./overrides.ts";

/** What other stacks know of the network. */
export interface NetworkOutputs {
  readonly vpcId: string;
  /** One for each zone, in the order of the zones. */
  readonly publicSubnetIds: string[];
  /** One for each zone, or none. */
  readonly privateSubnetIds: string[];
  /** Addresses from which private subnets are seen outside. */
  readonly natPublicIps: string[];
}

/** VPC, subnets and their ways out. */
export class NetworkStack extends BaseStack {
  readonly outputs: NetworkOutputs;

  constructor(scope: Construct, id: string, config: Config) {
    super(scope, id, config);
    const { names } = config;
    const { flowLogRetentionDays, overrides } = config.network;
    const vpc = new VpcNetwork(this, "vpc", {
      name: names.network,
      network: config.network,
      place: this.place,
    });
    if (flowLogRetentionDays !== null)
      new FlowLogs(this, "flow-logs", {
        vpcId: vpc.vpcId,
        bucketName: names.flowLogBucket,
        retentionDays: flowLogRetentionDays,
        place: this.place,
      });
    overridePart({ scope: this, overrides, path: "network" });
    this.outputs = this.publish<NetworkOutputs>({
      vpcId: vpc.vpcId,
      publicSubnetIds: vpc.publicSubnetIds,
      privateSubnetIds: vpc.privateSubnetIds,
      natPublicIps: vpc.natPublicIps,
    });
  }
}
