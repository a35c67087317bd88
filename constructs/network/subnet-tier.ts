import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import type { NetworkConfig } from "../../config/network/network.ts";

export interface SubnetTierProps extends Pick<NetworkConfig, "zones" | "publicIpOnLaunch"> {
  readonly name: string;
  readonly vpcId: string;
  /** One for each zone, or none. */
  readonly cidrs: readonly string[];
  /** Whether the subnets share a route table or have one each. */
  readonly routeTables: "one" | "one-per-zone";
  /** IPv6 ranges of the subnets. @default none */
  readonly ipv6?: {
    /** Range of the VPC, /56. */
    readonly vpcCidr: string;
    /** Which /64 of it each subnet gets. */
    readonly numbers: readonly number[];
    readonly onLaunch: boolean;
    /** The way out of a private tier. @default the internet gateway */
    readonly egressOnlyGatewayId?: string;
  };
  /** The way out of a public tier. */
  readonly internetGatewayId?: string;
  /** The ways out of a private tier: one for each zone, one for all, or none. */
  readonly natGatewayIds?: readonly string[];
}

/** Subnets of one kind over several zones, with their route tables and the route to everywhere else. */
export class SubnetTier extends Construct {
  readonly subnetIds: string[];
  /** The ids as Terraform names them in `replace_triggered_by`, which takes no templates. */
  readonly subnetIdReferences: string[];
  readonly routeTableIds: string[];

  constructor(scope: Construct, id: string, props: SubnetTierProps) {
    super(scope, id);
    const zones = props.zones.slice(0, props.cidrs.length).map((name) => ({ name, scope: new Construct(this, name) }));
    const subnets = zones.map(({ name, scope: zone }, index) => this.createSubnet(zone, name, props, index));
    this.subnetIds = subnets.map((subnet) => subnet.id);
    this.subnetIdReferences = subnets.map((subnet) => `${subnet.terraformResourceType}.${subnet.friendlyUniqueId}.id`);
    const owners =
      props.routeTables === "one" ? zones.slice(0, 1).map(() => this as Construct) : zones.map((zone) => zone.scope);
    this.routeTableIds = owners.map((owner, index) => this.createRouteTable(owner, props, index));
    for (const [index, { scope: zone }] of zones.entries())
      new RouteTableAssociation(zone, "association", {
        subnetId: this.subnetIds[index] as string,
        routeTableId: (this.routeTableIds[index] ?? this.routeTableIds[0]) as string,
      });
  }

  private createSubnet(zone: Construct, availabilityZone: string, props: SubnetTierProps, index: number): Subnet {
    const { ipv6 } = props;
    return new Subnet(zone, "subnet", {
      vpcId: props.vpcId,
      availabilityZone,
      cidrBlock: props.cidrs[index],
      mapPublicIpOnLaunch: props.publicIpOnLaunch,
      ...(ipv6 && {
        ipv6CidrBlock: Fn.cidrsubnet(ipv6.vpcCidr, 8, ipv6.numbers[index] as number),
        assignIpv6AddressOnCreation: ipv6.onLaunch,
      }),
      tags: { Name: `${props.name}-${availabilityZone}` },
    });
  }

  private createRouteTable(
    owner: Construct,
    { name, vpcId, ipv6, internetGatewayId, natGatewayIds = [] }: SubnetTierProps,
    index: number,
  ): string {
    const tags = { Name: owner === this ? name : `${name}-${owner.node.id}` };
    const table = new RouteTable(owner, "route-table", { vpcId, tags });
    const natGatewayId = natGatewayIds[index] ?? natGatewayIds[0];
    if (internetGatewayId !== undefined || natGatewayId !== undefined)
      new Route(owner, "default-route", {
        routeTableId: table.id,
        destinationCidrBlock: "0.0.0.0/0",
        ...(internetGatewayId !== undefined ? { gatewayId: internetGatewayId } : { natGatewayId }),
      });
    if (ipv6)
      new Route(owner, "default-ipv6-route", {
        routeTableId: table.id,
        destinationIpv6CidrBlock: "::/0",
        ...(internetGatewayId !== undefined
          ? { gatewayId: internetGatewayId }
          : { egressOnlyGatewayId: ipv6.egressOnlyGatewayId }),
      });
    return table.id;
  }
}
