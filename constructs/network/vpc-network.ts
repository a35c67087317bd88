import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { EgressOnlyInternetGateway } from "@cdktf/provider-aws/lib/egress-only-internet-gateway";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";
import type { NetworkConfig } from "../../config/network/network.ts";
import type { AwsScope } from "../iam/arn.ts";
import { NatGateways } from "./nat-gateways.ts";
import { createStorageEndpoint } from "./storage-endpoint.ts";
import { SubnetTier, type SubnetTierProps } from "./subnet-tier.ts";

export interface VpcNetworkProps {
  readonly name: string;
  /** What it is like. */
  readonly network: Pick<
    NetworkConfig,
    | "cidr"
    | "zones"
    | "publicSubnetCidrs"
    | "privateSubnetCidrs"
    | "ipv6"
    | "ipv6OnLaunch"
    | "publicSubnetIpv6Numbers"
    | "privateSubnetIpv6Numbers"
    | "nat"
    | "publicIpOnLaunch"
    | "endpoints"
  >;
  /** Names of the buckets that the gateway endpoint of S3 leads to. @default every bucket */
  readonly bucketNames?: readonly string[];
  readonly awsScope: AwsScope;
}

/** A VPC with public and, if wanted, private subnets, their ways out, and a default security group that allows nothing. */
export class VpcNetwork extends Construct {
  readonly vpcId: string;
  /** IPv6 range of the VPC, /56; undefined if it has none. */
  readonly ipv6CidrBlock?: string;
  readonly publicSubnetIds: string[];
  readonly privateSubnetIds: string[];
  /** Prefix list of S3; undefined if there is no gateway endpoint of it. */
  readonly storagePrefixListId?: string;
  /** Addresses from which the private subnets are seen outside. */
  readonly natPublicIps: string[];

  constructor(scope: Construct, id: string, props: VpcNetworkProps) {
    super(scope, id);
    const { zones, nat: gateways, privateSubnetCidrs, endpoints } = props.network;
    const vpc = this.createVpc(props);
    this.vpcId = vpc.id;
    this.ipv6CidrBlock = props.network.ipv6 ? vpc.ipv6CidrBlock : undefined;
    const gateway = this.createInternetGateway(props);
    const publicTier = this.createPublicTier(props, gateway);
    const nat = new NatGateways(this, "nat", {
      name: props.name,
      zones: gateways === "none" ? [] : zones.slice(0, gateways === "one" ? 1 : undefined),
      publicSubnetIds: publicTier.subnetIds,
      publicSubnetIdReferences: publicTier.subnetIdReferences,
      dependsOn: [gateway],
    });
    const privateTier = new SubnetTier(this, "private", {
      name: `${props.name}-private`,
      vpcId: this.vpcId,
      zones,
      cidrs: privateSubnetCidrs,
      publicIpOnLaunch: false,
      ipv6: this.privateIpv6(props),
      routeTables: "one-per-zone",
      natGatewayIds: nat.ids,
    });
    if (endpoints !== "none")
      this.storagePrefixListId = createStorageEndpoint(this, {
        name: props.name,
        vpcId: this.vpcId,
        bucketNames: props.bucketNames,
        awsScope: props.awsScope,
        routeTableIds: [...publicTier.routeTableIds, ...privateTier.routeTableIds],
      }).prefixListId;
    this.publicSubnetIds = publicTier.subnetIds;
    this.privateSubnetIds = privateTier.subnetIds;
    this.natPublicIps = nat.publicIps;
  }

  private createVpc({ name, network }: VpcNetworkProps): Vpc {
    const vpc = new Vpc(this, "vpc", {
      cidrBlock: network.cidr,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      ...(network.ipv6 && { assignGeneratedIpv6CidrBlock: true }),
      tags: { Name: name },
    });
    // Taking it over without rules removes those that let its members connect to each other and to the internet.
    new DefaultSecurityGroup(this, "default-security-group", { vpcId: vpc.id, tags: { Name: `${name}-closed` } });
    return vpc;
  }

  private createInternetGateway({ name }: VpcNetworkProps): InternetGateway {
    return new InternetGateway(this, "internet-gateway", { vpcId: this.vpcId, tags: { Name: name } });
  }

  private createPublicTier({ name, network }: VpcNetworkProps, gateway: InternetGateway): SubnetTier {
    const { zones, publicSubnetCidrs, publicIpOnLaunch, publicSubnetIpv6Numbers } = network;
    return new SubnetTier(this, "public", {
      name: `${name}-public`,
      vpcId: this.vpcId,
      zones,
      cidrs: publicSubnetCidrs,
      publicIpOnLaunch,
      ipv6: this.ipv6Of(network, publicSubnetIpv6Numbers),
      routeTables: "one",
      internetGatewayId: gateway.id,
    });
  }

  /** IPv6 addresses are public ones: what is private has a gateway that lets connections out and none in. */
  private privateIpv6({ name, network }: VpcNetworkProps): SubnetTierProps["ipv6"] {
    const { privateSubnetCidrs, privateSubnetIpv6Numbers } = network;
    const ipv6 = this.ipv6Of(network, privateSubnetIpv6Numbers);
    if (ipv6 === undefined || privateSubnetCidrs.length === 0) return undefined;
    const { id } = new EgressOnlyInternetGateway(this, "egress-only-internet-gateway", {
      vpcId: this.vpcId,
      tags: { Name: name },
    });
    return { ...ipv6, egressOnlyGatewayId: id };
  }

  private ipv6Of({ ipv6OnLaunch }: VpcNetworkProps["network"], numbers: readonly number[]): SubnetTierProps["ipv6"] {
    return this.ipv6CidrBlock === undefined
      ? undefined
      : { vpcCidr: this.ipv6CidrBlock, numbers, onLaunch: ipv6OnLaunch };
  }
}
