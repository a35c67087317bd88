import type { Construct } from "constructs";
import type { Config } from "../config/config.ts";
import type { NetworkConfig } from "../config/network/network.ts";
import { FlowLogs } from "../constructs/network/flow-logs.ts";
import type * as endpoints from "../constructs/network/interface-endpoints.ts";
import { createStorageEndpoint } from "../constructs/network/storage-endpoint.ts";
import { VpcNetwork } from "../constructs/network/vpc-network.ts";
import { BaseStack } from "./base-stack.ts";
import { overridePart } from "./overrides.ts";
import { storageBucketNames } from "./storage-buckets.ts";

/** What other stacks know of the network. Subnets are in the order of the zones; either kind may be missing. */
export interface NetworkOutputs extends Pick<NetworkConfig, "publicSubnetIds" | "privateSubnetIds"> {
  readonly vpcId: string;
  /** IPv6 range of the VPC that the environment creates, in which its tasks are seen outside. @default the VPC has none */
  readonly ipv6CidrBlock?: string;
  /** Prefix list of S3, where something may call S3 by it alone. @default nothing asks for it */
  readonly storagePrefixListId?: string;
  /** Addresses from which private subnets are seen outside. */
  readonly natPublicIps: string[];
}

/** VPC, subnets and their ways out; or only the names of those that exist. */
export class NetworkStack extends BaseStack {
  readonly outputs: NetworkOutputs;

  constructor(scope: Construct, id: string, config: Config) {
    super(scope, id, config);
    const { names, network } = config;
    const outputs = network.vpcId === undefined ? this.createVpc() : this.useVpc(network.vpcId);
    if (network.endpoints === "all") {
      // Loaded only when needed, as few networks have them.
      const { InterfaceEndpoints } = require("../constructs/network/interface-endpoints.ts") as typeof endpoints;
      new InterfaceEndpoints(this, "endpoints", {
        name: names.network,
        vpcId: outputs.vpcId,
        cidr: network.cidr,
        subnetIds: outputs.privateSubnetIds,
        awsScope: this.awsScope,
      });
    }
    if (config.detection.runtimeMonitoring ?? config.detection.trail) {
      // Loaded only when needed, because its bindings take time.
      const { createDetection } = require("./detection.ts") as typeof import("./detection.ts");
      createDetection(this, config, this.awsScope);
    }
    overridePart({ scope: this, overrides: network.overrides, path: "network" });
    this.outputs = this.publish<NetworkOutputs>(outputs);
  }

  private createVpc(): NetworkOutputs {
    const { names, network } = this.config;
    const { flowLogRetentionDays: retentionDays } = network;
    const vpc = new VpcNetwork(this, "vpc", {
      name: names.network,
      network,
      bucketNames: storageBucketNames(this.config),
      awsScope: this.awsScope,
    });
    if (retentionDays !== null)
      new FlowLogs(this, "flow-logs", {
        vpcId: vpc.vpcId,
        bucketName: names.flowLogBucket,
        retentionDays,
        awsScope: this.awsScope,
      });
    const { vpcId, ipv6CidrBlock, publicSubnetIds, privateSubnetIds, natPublicIps, storagePrefixListId } = vpc;
    return {
      vpcId,
      ipv6CidrBlock,
      publicSubnetIds,
      privateSubnetIds,
      natPublicIps,
      ...this.asked({ storagePrefixListId }),
    };
  }

  private useVpc(vpcId: string): NetworkOutputs {
    const { names, network } = this.config;
    const { publicSubnetIds, privateSubnetIds, routeTableIds, endpoints } = network;
    const outputs = { vpcId, publicSubnetIds, privateSubnetIds, natPublicIps: [] };
    if (endpoints === "none") return outputs;
    const endpoint = createStorageEndpoint(this, {
      name: names.network,
      vpcId,
      routeTableIds,
      bucketNames: storageBucketNames(this.config),
      awsScope: this.awsScope,
    });
    return { ...outputs, ...this.asked({ storagePrefixListId: endpoint.prefixListId }) };
  }

  /** What is published only where a security group names it. */
  private asked(lists: Pick<NetworkOutputs, "storagePrefixListId">): typeof lists {
    const { httpsEgress } = this.config.network;
    return httpsEgress.public.storageEndpoint || httpsEgress.private.storageEndpoint ? lists : {};
  }
}
