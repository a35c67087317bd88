import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { Eip } from "@cdktf/provider-aws/lib/eip";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcNetwork, type VpcNetworkProps } from "../../../constructs/network/vpc-network.ts";
import { nonEmpty } from "../../support/non-empty.ts";
import { place } from "../../support/place.ts";
import { address } from "../../support/reference.ts";
import { Template } from "../../support/template.ts";

const NETWORK: VpcNetworkProps["network"] = {
  cidr: "10.0.0.0/16",
  zones: ["eu-west-1a", "eu-west-1b"],
  publicSubnetCidrs: ["10.0.0.0/24", "10.0.1.0/24"],
  privateSubnetCidrs: ["10.0.2.0/24", "10.0.3.0/24"],
  nat: "one-per-zone",
  publicIpOnLaunch: true,
  endpoints: "gateway",
};

const SMALL: Partial<VpcNetworkProps["network"]> = { privateSubnetCidrs: [], nat: "none" };

const network = (change: Partial<VpcNetworkProps["network"]> = {}) =>
  Template.of((scope) => new VpcNetwork(scope, "vpc", { name: "shop", network: { ...NETWORK, ...change }, place }));

const full = network();

/** How each subnet gets out, by its range: through the internet gateway, or the subnet of a NAT gateway. */
function waysOut(from: Template): Record<string, string> {
  const wayOut = (table: unknown) => {
    const [route, ...more] = from.all(Route).filter(({ route_table_id }) => route_table_id === table);
    if (more.length > 0) throw new Error("two routes in a table");
    if (route === undefined) return "none";
    if (route.destination_cidr_block !== "0.0.0.0/0") return String(route.destination_cidr_block);
    if ("gateway_id" in route) return `internet of ${from.target(from.target(route.gateway_id).vpc_id).cidr_block}`;
    return `NAT in ${from.target(from.target(route.nat_gateway_id).subnet_id).cidr_block}`;
  };
  return Object.fromEntries(
    from
      .all(RouteTableAssociation)
      .map(({ subnet_id, route_table_id }) => [from.target(subnet_id).cidr_block, wayOut(route_table_id)]),
  );
}

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

test("public subnets go out by the internet gateway, private ones by the NAT gateway of their zone", () => {
  expect(waysOut(full)).toEqual({
    "10.0.0.0/24": "internet of 10.0.0.0/16",
    "10.0.1.0/24": "internet of 10.0.0.0/16",
    "10.0.2.0/24": "NAT in 10.0.0.0/24",
    "10.0.3.0/24": "NAT in 10.0.1.0/24",
  });
});

test("public subnets share a route table, private ones have one each", () => {
  expect(full.all(RouteTable)).toHaveLength(3);
  expect(full.all(RouteTable).map(({ tags }) => (tags as { Name: string }).Name)).toEqual([
    "shop-private-eu-west-1a",
    "shop-private-eu-west-1b",
    "shop-public",
  ]);
});

test("each NAT gateway has an address of its own", () => {
  const addresses = full.all(NatGateway).map(({ allocation_id }) => full.target(allocation_id));
  expect(addresses).toHaveLength(2);
  expect(new Set(addresses)).toEqual(new Set(full.all(Eip)));
});

test("NAT gateways and their addresses wait for the internet gateway, without which EC2 refuses them", () => {
  const waiting = [...nonEmpty(full.all(NatGateway)), ...nonEmpty(full.all(Eip))].map(({ depends_on }) => depends_on);
  for (const each of waiting) expect(each).toEqual([address(InternetGateway, "internet-gateway")]);
});

test("one NAT gateway serves all zones", () => {
  const one = network({ nat: "one" });
  expect(one.all(NatGateway)).toHaveLength(1);
  expect(waysOut(one)).toMatchObject({ "10.0.2.0/24": "NAT in 10.0.0.0/24", "10.0.3.0/24": "NAT in 10.0.0.0/24" });
});

test("the small network has neither private subnets nor NAT gateways", () => {
  const small = network(SMALL);
  expect(small.all(Subnet)).toHaveLength(2);
  expect(small.all(NatGateway)).toEqual([]);
  expect(small.all(RouteTable)).toHaveLength(1);
});

test("private subnets without NAT gateways get nowhere", () => {
  expect(waysOut(network({ nat: "none" }))).toMatchObject({ "10.0.2.0/24": "none", "10.0.3.0/24": "none" });
});

test("subnets and route tables are in the VPC", () => {
  for (const { vpc_id } of [...nonEmpty(full.all(Subnet)), ...nonEmpty(full.all(RouteTable)), full.one(VpcEndpoint)])
    expect(full.target(vpc_id)).toBe(full.one(Vpc));
});

test("a subnet in the public tier gives addresses only where the network says so", () => {
  const subnets = network({ publicIpOnLaunch: false }).all(Subnet);
  expect(subnets.map(({ map_public_ip_on_launch }) => map_public_ip_on_launch)).toEqual([false, false, false, false]);
});

test("the S3 endpoint serves every route table", () => {
  expect(full.one(VpcEndpoint)).toMatchObject({
    service_name: "com.amazonaws.eu-west-1.s3",
    vpc_endpoint_type: "Gateway",
  });
  const tables = full.one(VpcEndpoint).route_table_ids as string[];
  expect(new Set(tables.map((table) => full.target(table)))).toEqual(new Set(full.all(RouteTable)));
  expect(network(SMALL).one(VpcEndpoint).route_table_ids).toHaveLength(1);
});
