import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { Eip } from "@cdktf/provider-aws/lib/eip";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcNetwork, type VpcNetworkProps } from "../../../constructs/network/vpc-network.ts";
import { Template } from "../../support/template.ts";

const PROPS: VpcNetworkProps = {
  name: "shop",
  region: "eu-west-1",
  cidr: "10.0.0.0/16",
  zones: ["eu-west-1a", "eu-west-1b"],
  publicSubnetCidrs: ["10.0.0.0/24", "10.0.1.0/24"],
  privateSubnetCidrs: ["10.0.2.0/24", "10.0.3.0/24"],
  nat: "one-per-zone",
  publicIpOnLaunch: true,
};

const SMALL: Partial<VpcNetworkProps> = { privateSubnetCidrs: [], nat: "none" };

const network = (props: Partial<VpcNetworkProps> = {}) =>
  Template.of((scope) => new VpcNetwork(scope, "vpc", { ...PROPS, ...props }));

const full = network();

test("the VPC resolves names", () => {
  expect(full.one(Vpc)).toMatchObject({
    cidr_block: "10.0.0.0/16",
    enable_dns_support: true,
    enable_dns_hostnames: true,
  });
});

test("the default security group allows nothing", () => {
  const group = full.one(DefaultSecurityGroup);
  expect(group).not.toHaveProperty("ingress");
  expect(group).not.toHaveProperty("egress");
});

test("each zone has a public and a private subnet", () => {
  const subnets = full
    .all(Subnet)
    .map(({ cidr_block, availability_zone, map_public_ip_on_launch }) => [
      cidr_block,
      availability_zone,
      map_public_ip_on_launch,
    ]);
  expect(subnets).toEqual(
    expect.arrayContaining([
      ["10.0.0.0/24", "eu-west-1a", true],
      ["10.0.1.0/24", "eu-west-1b", true],
      ["10.0.2.0/24", "eu-west-1a", false],
      ["10.0.3.0/24", "eu-west-1b", false],
    ]),
  );
  expect(subnets).toHaveLength(4);
});

test("public subnets share a route table, private ones have one each", () => {
  expect(full.all(RouteTable)).toHaveLength(3);
  const tables = full.all(RouteTableAssociation).map(({ route_table_id }) => route_table_id);
  expect(new Set(tables).size).toBe(3);
  expect(tables).toHaveLength(4);
});

test("public subnets go out by the internet gateway, private ones by the NAT gateway of their zone", () => {
  const routes = full.all(Route);
  expect(routes.filter((route) => "gateway_id" in route)).toHaveLength(1);
  const viaNat = routes.flatMap(({ nat_gateway_id }) => nat_gateway_id ?? []);
  expect(new Set(viaNat).size).toBe(2);
});

test("each NAT gateway has an address of its own", () => {
  expect(full.all(NatGateway)).toHaveLength(2);
  expect(full.all(Eip)).toHaveLength(2);
});

test("one NAT gateway serves all zones", () => {
  const one = network({ nat: "one" });
  expect(one.all(NatGateway)).toHaveLength(1);
  expect(one.all(Route).filter((route) => "nat_gateway_id" in route)).toHaveLength(2);
});

test("the small network has neither private subnets nor NAT gateways", () => {
  const small = network(SMALL);
  expect(small.all(Subnet)).toHaveLength(2);
  expect(small.all(NatGateway)).toEqual([]);
  expect(small.all(RouteTable)).toHaveLength(1);
});

test("the S3 endpoint serves every route table", () => {
  expect(full.one(VpcEndpoint)).toMatchObject({
    service_name: "com.amazonaws.eu-west-1.s3",
    vpc_endpoint_type: "Gateway",
  });
  expect(full.one(VpcEndpoint).route_table_ids).toHaveLength(3);
  expect(network(SMALL).one(VpcEndpoint).route_table_ids).toHaveLength(1);
});
