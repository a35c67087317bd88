import { demo } from "../../config/environments/demo.ts";
import { parseConfig } from "../../config/load.ts";
import { problems, type Refused } from "../support/problems.ts";

const { zones } = demo.network;

describe("completion", () => {
  const networkOf = (network: object) => parseConfig({ ...demo, network }, "test").network;

  test("subnets are planned from the start of the network, public ones first", () => {
    const network = networkOf({ cidr: "10.1.0.0/16", zones, publicIpOnLaunch: true });
    expect(network.publicSubnetCidrs).toEqual(["10.1.0.0/24", "10.1.1.0/24"]);
    expect(network.privateSubnetCidrs).toEqual(["10.1.2.0/24", "10.1.3.0/24"]);
  });

  test("without NAT there are no private subnets", () => {
    const network = networkOf({ cidr: "172.16.0.0/16", zones, nat: "none", publicIpOnLaunch: true });
    expect(network.privateSubnetCidrs).toEqual([]);
  });

  test("by default an instance gets no public address", () => {
    const config = { ...demo, network: { cidr: "10.1.0.0/16", zones }, ec2Cluster: { subnets: "private" } };
    expect(parseConfig(config, "test").network.publicIpOnLaunch).toBe(false);
  });

  test("by default each zone has a NAT gateway, and flow logs are kept for a month", () => {
    expect(networkOf({ cidr: "10.1.0.0/16", zones, publicIpOnLaunch: true })).toMatchObject({
      nat: "one-per-zone",
      flowLogRetentionDays: 30,
    });
  });
});

describe("IPv6", () => {
  const networkOf = (network: object) =>
    parseConfig({ ...demo, network: { ...demo.network, ...network } }, "test").network;

  test("there is none by default", () => {
    expect(networkOf({})).toMatchObject({ ipv6: false, ipv6OnLaunch: false });
  });

  test("a dual-stack network gives addresses unless ipv6OnLaunch is false", () => {
    expect(networkOf({ ipv6: true }).ipv6OnLaunch).toBe(true);
    expect(networkOf({ ipv6: true, ipv6OnLaunch: false }).ipv6OnLaunch).toBe(false);
  });

  test("subnets have their places whatever their IPv4 ranges are", () => {
    expect(networkOf({ ipv6: true, publicSubnetCidrs: ["10.0.8.0/24", "10.0.9.0/24"] })).toMatchObject({
      publicSubnetIpv6Numbers: [0, 1],
      privateSubnetIpv6Numbers: [2, 3],
    });
  });
});

const REFUSED: Refused[] = [
  [
    "address without a range to take it from",
    { ipv6OnLaunch: true },
    "network.ipv6OnLaunch: true needs subnets with IPv6 ranges: set network.ipv6 to true, or leave it out",
  ],
  [
    "range of IPv6 instead of one of IPv4",
    { cidr: "2001:db8::/32" },
    'network.cidr: "2001:db8::/32" is not an IPv4 network: write its first address and prefix length, such as 10.0.0.0/16',
  ],
  [
    "CIDR",
    { cidr: "10.0.0.0" },
    'network.cidr: "10.0.0.0" is not an IPv4 network: write its first address and prefix length, such as 10.0.0.0/16',
  ],
  [
    "CIDR with host bits",
    { cidr: "10.0.0.1/16" },
    'network.cidr: "10.0.0.1/16" is not an IPv4 network: write its first address and prefix length, such as 10.0.0.0/16',
  ],
  [
    "VPC size",
    { cidr: "10.0.0.0/8" },
    'network.cidr: "10.0.0.0/8" is too large or too small for a VPC: use a prefix length from 16 to 28',
  ],
  [
    "subnet size",
    { publicSubnetCidrs: ["10.0.0.0/24", "10.0.1.0/29"] },
    'network.publicSubnetCidrs[1]: "10.0.1.0/29" is too large or too small for a subnet: use a prefix length from 16 to 28',
  ],
  [
    "zone",
    { zones: ["us-east-1a", "b"] },
    'network.zones[1]: "b" is not an Availability Zone: write its name, such as us-east-1a',
  ],
  [
    "one zone",
    { zones: ["us-east-1a"] },
    'network.zones: ["us-east-1a"] is too few or too many: list two to six zones, because a load balancer needs two',
  ],
  [
    "zone of another region",
    { zones: ["us-east-1a", "us-west-2b"] },
    'network.zones[1]: "us-west-2b" is not in region us-east-1: use us-east-1a, us-east-1b …',
  ],
  [
    "zone twice",
    { zones: ["us-east-1a", "us-east-1a"] },
    'network.zones[1]: "us-east-1a" is listed twice: remove one of them',
  ],
  [
    "overlap",
    { privateSubnetCidrs: ["10.0.1.0/24", "10.0.3.0/24"] },
    'network.privateSubnetCidrs[0]: "10.0.1.0/24" overlaps network.publicSubnetCidrs[1] (10.0.1.0/24): give each subnet its own range',
  ],
  [
    "range outside the VPC",
    { publicSubnetCidrs: ["10.0.0.0/24", "10.1.0.0/24"] },
    'network.publicSubnetCidrs[1]: "10.1.0.0/24" is not inside the VPC\'s 10.0.0.0/16: choose a part of it',
  ],
  [
    "number of subnets",
    { publicSubnetCidrs: ["10.0.0.0/24"] },
    'network.publicSubnetCidrs: ["10.0.0.0/24"] does not fit 2 zones: list one range for each zone',
  ],
  [
    "room",
    { cidr: "10.0.0.0/23", publicSubnetCidrs: undefined, privateSubnetCidrs: undefined },
    'network.cidr: "10.0.0.0/23" has no room for 2 /24 privateSubnetCidrs: use a larger network, or list them',
  ],
  [
    "room for public subnets alone",
    { cidr: "10.0.0.0/24", nat: "none", publicSubnetCidrs: undefined, privateSubnetCidrs: undefined },
    'network.cidr: "10.0.0.0/24" has no room for 2 /24 publicSubnetCidrs: use a larger network, or list them',
  ],
  [
    "NAT without private subnets",
    { privateSubnetCidrs: [] },
    'network.nat: "one-per-zone" (the default) has no private subnets to serve: use "none", or list privateSubnetCidrs',
  ],
  [
    "NAT where there are private subnets",
    { nat: "none" },
    'network.nat: "none" leaves the private subnets without a way out: use "one" or "one-per-zone", set endpoints to "all", or leave out privateSubnetCidrs',
  ],
  ["kind of NAT", { nat: "two" }, 'network.nat: "two" must be one of: none, one, one-per-zone'],
  [
    "retention",
    { flowLogRetentionDays: 3654 },
    "network.flowLogRetentionDays: 3654 is out of range: use a whole number from 1 to 3653 days",
  ],
];

test.each(REFUSED)("a network with a wrong %s is refused", (_, change, message) => {
  expect(problems({ ...demo, network: { ...demo.network, ...change } })).toContain(message);
});

test.each([
  ["no flow logs", { flowLogRetentionDays: null }],
  ["flow logs for a number of days that CloudWatch Logs does not have", { flowLogRetentionDays: 31 }],
  ["one NAT gateway for all", { nat: "one" }],
])("%s are fine", (_, change) => {
  expect(problems({ ...demo, network: { ...demo.network, ...change } })).toEqual([]);
});
