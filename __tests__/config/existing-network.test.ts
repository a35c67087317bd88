import { parseConfig } from "../../config/load.ts";
import { smallest } from "../../examples/smallest.ts";
import { problems, type Refused } from "../support/problems.ts";

const id = (prefix: string, digit: number) => `${prefix}-0123456789abcdef${digit}`;
const SUBNETS = [id("subnet", 1), id("subnet", 2)];
const EXISTING = {
  vpcId: id("vpc", 0),
  cidr: "10.0.0.0/16",
  zones: ["us-east-1a", "us-east-1b"],
  publicSubnetIds: [id("subnet", 3), id("subnet", 4)],
  privateSubnetIds: SUBNETS,
};
const INTERNAL = { fargateCluster: { loadBalancer: { scheme: "internal" } } };
const withNetwork = (network: object, rest: object = {}) => ({ ...smallest, ...rest, network });

test("in an existing VPC nothing is created", () => {
  expect(parseConfig(withNetwork(EXISTING), "test").network).toMatchObject({
    publicSubnetCidrs: [],
    privateSubnetCidrs: [],
    nat: "none",
    endpoints: "none",
    flowLogRetentionDays: null,
  });
});

test.each([
  ["with public and private subnets", EXISTING, {}],
  ["with public subnets alone", { ...EXISTING, privateSubnetIds: undefined }, {}],
  ["with private subnets alone, behind an internal load balancer", { ...EXISTING, publicSubnetIds: [] }, INTERNAL],
  ["of two stacks", { ...EXISTING, ipv6: true }, {}],
  ["with endpoints", { ...EXISTING, endpoints: "gateway", routeTableIds: [id("rtb", 1)] }, {}],
])("an existing VPC %s is accepted", (_, network, rest) => {
  expect(problems(withNetwork(network, rest))).toEqual([]);
});

const REFUSED: Refused[] = [
  [
    "its id in another form",
    { ...EXISTING, vpcId: "my-vpc" },
    'network.vpcId: "my-vpc" is not an id: write it as EC2 shows it, such as vpc-0123456789abcdef0',
  ],
  [
    "ranges of subnets",
    { ...EXISTING, privateSubnetCidrs: ["10.0.2.0/24", "10.0.3.0/24"] },
    'network.privateSubnetCidrs: ["10.0.2.0/24","10.0.3.0/24"] is of a VPC that the environment creates: leave it out, or network.vpcId',
  ],
  [
    "NAT gateways",
    { ...EXISTING, nat: "one" },
    'network.nat: "one" is of a VPC that the environment creates: leave it out, or network.vpcId',
  ],
  [
    "who gets an IPv6 address, which its own subnets say",
    { ...EXISTING, ipv6: true, ipv6OnLaunch: true },
    "network.ipv6OnLaunch: true is of a VPC that the environment creates: leave it out, or network.vpcId",
  ],
  [
    "fewer subnets than zones",
    { ...EXISTING, privateSubnetIds: [SUBNETS[0]] },
    'network.privateSubnetIds: ["subnet-0123456789abcdef1"] does not fit 2 zones: list one subnet for each zone',
  ],
  [
    "no subnets",
    { ...EXISTING, privateSubnetIds: undefined, publicSubnetIds: undefined },
    'network.vpcId: "vpc-0123456789abcdef0" has no subnets here: list privateSubnetIds, publicSubnetIds, or both',
  ],
  [
    "an internet-facing load balancer without public subnets",
    { ...EXISTING, publicSubnetIds: undefined },
    'services[0].route: {"priority":1} needs public subnets: list network.publicSubnetIds, or set fargateCluster.loadBalancer.scheme to "internal"',
  ],
  [
    "endpoints without route tables",
    { ...EXISTING, endpoints: "all" },
    'network.endpoints: "all" needs route tables for S3: list routeTableIds, or use none',
  ],
];

test.each(REFUSED)("an existing VPC with %s is refused", (_, network, message) => {
  expect(problems(withNetwork(network))).toContain(message);
});

test("subnets of an existing VPC need its id", () => {
  expect(problems(withNetwork({ ...EXISTING, vpcId: undefined, publicSubnetIds: undefined }))).toEqual([
    'network.privateSubnetIds: ["subnet-0123456789abcdef1","subnet-0123456789abcdef2"] is of an existing VPC: set network.vpcId, or leave it out',
  ]);
});

describe("private subnets without a way to the internet", () => {
  const CLOSED = { ...smallest.network, nat: "none", endpoints: "all" };
  const image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1";
  const services = (container: object, rest: object = {}) => ({
    services: smallest.services.map((service) => ({ ...service, container, ...rest })),
  });

  test("are planned where endpoints lead to what tasks use", () => {
    const { network } = parseConfig(withNetwork(CLOSED, services({ image })), "test");
    expect(network.privateSubnetCidrs).toEqual(["10.0.2.0/24", "10.0.3.0/24"]);
  });

  test("take images from ECR alone", () => {
    const logs = { type: "firelens", options: { Name: "http" } };
    const why =
      "can't be pulled, because the private subnets have no way to the internet: use an image in ECR of the same region, such as through registry.pullThroughCache, or give the network NAT gateways";
    expect(problems(withNetwork(CLOSED, services({ image: "nginx:1.29" }, { logs })))).toEqual([
      `services[0].container.image: "nginx:1.29" ${why}`,
      `services[0].logs.image: "public.ecr.aws/aws-observability/aws-for-fluent-bit:stable" (the default) ${why}`,
    ]);
  });

  test("reach ECR of the same region alone", () => {
    const elsewhere = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/web";
    const why = "can't be pulled, because the private subnets have no way to the internet";
    expect(problems(withNetwork(CLOSED, services({ image: `${elsewhere}:1` })))).toEqual([
      expect.stringContaining(`services[0].container.image: "${elsewhere}:1" ${why}`),
    ]);
    const registry = { repositoryUrl: elsewhere };
    expect(problems(withNetwork(CLOSED, { registry, ...services({ image: ":1" }) }))).toEqual([
      expect.stringContaining(`services[0].container.image: ":1" ${why}`),
    ]);
    expect(problems(withNetwork(CLOSED, services({ image: ":1" })))).toEqual([]);
  });

  test("don't build images", () => {
    const delivery = { services: ["web"], build: { vpc: true } };
    expect(problems(withNetwork(CLOSED, { ...services({ image }), delivery }))).toEqual([
      "delivery.build.vpc: true needs private subnets with a way out: give the network NAT gateways, or leave it out",
    ]);
  });

  test("need NAT gateways in China", () => {
    const china = { region: "cn-north-1", ...services({ image: ":v1" }) };
    const network = { ...CLOSED, zones: ["cn-north-1a", "cn-north-1b"] };
    expect(problems(withNetwork(network, china))).toEqual([
      'network.endpoints: "all" is not supported in cn-north-1: use gateway, and NAT gateways',
    ]);
  });
});
