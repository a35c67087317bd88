import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { EgressOnlyInternetGateway } from "@cdktf/provider-aws/lib/egress-only-internet-gateway";
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
import { awsScope } from "../../support/aws-scope.ts";
import { nonEmpty } from "../../support/non-empty.ts";
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
  ipv6: false,
  ipv6OnLaunch: false,
  publicSubnetIpv6Numbers: [0, 1],
  privateSubnetIpv6Numbers: [2, 3],
};

const SMALL: Partial<VpcNetworkProps["network"]> = { privateSubnetCidrs: [], nat: "none" };

const network = (change: Partial<VpcNetworkProps["network"]> = {}) =>
  Template.of((scope) => new VpcNetwork(scope, "vpc", { name: "shop", network: { ...NETWORK, ...change }, awsScope }));

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

test("each NAT gateway has its own Elastic IP", () => {
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

test("a subnet in the public tier gives addresses only with publicIpOnLaunch", () => {
  const subnets = network({ publicIpOnLaunch: false }).all(Subnet);
  expect(subnets.map(({ map_public_ip_on_launch }) => map_public_ip_on_launch)).toEqual([false, false, false, false]);
});

describe("with IPv6", () => {
  const DUAL = { ipv6: true, ipv6OnLaunch: true };
  const dual = network(DUAL);
  const ipv6Routes = (from: Template) =>
    from.all(Route).filter(({ destination_ipv6_cidr_block }) => destination_ipv6_cidr_block === "::/0");

  test("the VPC asks Amazon for a range, and each subnet gets its part of it", () => {
    expect(dual.one(Vpc).assign_generated_ipv6_cidr_block).toBe(true);
    const vpc = full.addresses().find((each) => each.startsWith("aws_vpc.")) as string;
    const range = `${vpc}.ipv6_cidr_block`;
    const ranges = dual.all(Subnet).map(({ cidr_block, ipv6_cidr_block }) => [cidr_block, ipv6_cidr_block]);
    expect(Object.fromEntries(ranges)).toEqual({
      "10.0.0.0/24": `\${cidrsubnet(${range}, 8, 0)}`,
      "10.0.1.0/24": `\${cidrsubnet(${range}, 8, 1)}`,
      "10.0.2.0/24": `\${cidrsubnet(${range}, 8, 2)}`,
      "10.0.3.0/24": `\${cidrsubnet(${range}, 8, 3)}`,
    });
  });

  test.each([true, false])("subnets give IPv6 addresses with ipv6OnLaunch %s", (ipv6OnLaunch) => {
    const subnets = nonEmpty(network({ ...DUAL, ipv6OnLaunch }).all(Subnet));
    for (const { assign_ipv6_address_on_creation } of subnets)
      expect(assign_ipv6_address_on_creation).toBe(ipv6OnLaunch);
  });

  test("public subnets have the internet gateway, private ones a gateway that lets nothing in", () => {
    const routes = ipv6Routes(dual).map(({ route_table_id, gateway_id, egress_only_gateway_id }) => [
      (dual.target(route_table_id).tags as { Name: string }).Name,
      dual.target(gateway_id ?? egress_only_gateway_id) === dual.one(InternetGateway) ? "both ways" : "out",
    ]);
    expect(routes.sort()).toEqual([
      ["shop-private-eu-west-1a", "out"],
      ["shop-private-eu-west-1b", "out"],
      ["shop-public", "both ways"],
    ]);
    expect(dual.target(dual.one(EgressOnlyInternetGateway).vpc_id)).toBe(dual.one(Vpc));
  });

  test("private subnets have it without NAT gateways too", () => {
    expect(ipv6Routes(network({ ...DUAL, nat: "none" }))).toHaveLength(3);
  });

  test("without private subnets there is no such gateway", () => {
    const small = network({ ...SMALL, ...DUAL });
    expect(small.all(EgressOnlyInternetGateway)).toEqual([]);
    expect(ipv6Routes(small)).toHaveLength(1);
  });

  test("nothing else changes: what is there without IPv6 stays at its address", () => {
    expect(dual.addresses()).toEqual(expect.arrayContaining(full.addresses()));
    expect(full.one(Vpc)).not.toHaveProperty("assign_generated_ipv6_cidr_block");
  });
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
