import { demo } from "../../../config/environments/demo.ts";
import { parseConfig } from "../../../config/load.ts";
import { type Accepted, environmentOf, problems, type Refused, service } from "../../support/problems.ts";

const withBalancer = (networkLoadBalancer: object, route: object = {}, more: object = {}) => ({
  ...environmentOf({ ...service, route: { type: "network", port: 7000, protocol: "TCP", ...route } }),
  fargateCluster: { ...demo.fargateCluster, networkLoadBalancer },
  ...more,
});

const at = "fargateCluster.networkLoadBalancer";
const IDS = ["eipalloc-0123456789abcdef1", "eipalloc-0123456789abcdef2"];
const ZONE = "Z0123456789EXAMPLE00";
const NAME = { name: "shop.example.com", hostedZoneId: ZONE };
const TLS = { protocol: "TLS" };
const IPV6 = { network: { ...demo.network, ipv6: true } };
const certificate = (region = demo.region) => `arn:aws:acm:${region}:${demo.account}:certificate/1`;

const REFUSED: Refused[] = [
  [
    "created addresses beside existing ones",
    withBalancer({ staticAddresses: true, elasticIpAllocationIds: IDS }),
    `${at}.staticAddresses: true is for addresses that are created: leave it out, or elasticIpAllocationIds`,
  ],
  [
    "static addresses of an internal load balancer",
    withBalancer({ staticAddresses: true, scheme: "internal" }),
    `${at}.staticAddresses: true is for the scheme "internet-facing": leave it out, or change scheme`,
  ],
  [
    "an address for one of two subnets",
    withBalancer({ elasticIpAllocationIds: IDS.slice(1) }),
    `${at}.elasticIpAllocationIds: ["eipalloc-0123456789abcdef2"] has 1 of 2 addresses: list one for each public subnet`,
  ],
  [
    "a name without a certificate, where a service has TLS",
    withBalancer({ domain: { name: "shop.example.com" } }, TLS),
    `${at}.domain: {"name":"shop.example.com"} has neither a hosted zone nor a certificate: add hostedZoneId, so that one is created, or the ARN of an existing one to certificateArns`,
  ],
  [
    "a certificate of another region",
    withBalancer({ certificateArns: [certificate("eu-west-1")] }, TLS),
    `${at}.certificateArns[0]: "${certificate("eu-west-1")}" is not of account ${demo.account} and region us-east-1, as its listener is: request or import the certificate there`,
  ],
  [
    "a name that the Application Load Balancer has",
    withBalancer(
      { domain: NAME },
      {},
      {
        fargateCluster: { loadBalancer: { domain: NAME }, networkLoadBalancer: { domain: NAME } },
      },
    ),
    `${at}.domain.name: "shop.example.com" is also a name of fargateCluster.loadBalancer in the same zone: give each load balancer its own`,
  ],
  [
    "a dual-stack one in a network without IPv6",
    withBalancer({ ipAddressType: "dualstack" }),
    `${at}.ipAddressType: "dualstack" needs subnets with IPv6 ranges: set network.ipv6 to true, or use ipv4`,
  ],
  [
    "a dual-stack one that allows no IPv6 clients",
    withBalancer({ ipAddressType: "dualstack", allowedCidrs: ["192.0.2.0/24"] }, {}, IPV6),
    `${at}.ipAddressType: "dualstack" allows no IPv6 clients: add IPv6 networks to allowedCidrs, such as ::/0, or use ipv4`,
  ],
  [
    "callers by IPv6 in a network without IPv6",
    withBalancer({ allowedCidrs: ["2001:db8::/32"] }),
    `${at}.allowedCidrs[0]: "2001:db8::/32" is an IPv6 network, and the network has no IPv6: set network.ipv6 to true, or leave it out`,
  ],
  ...(["UDP", "TCP_UDP"] as const).map(
    (protocol): Refused => [
      `${protocol} through a dual-stack one`,
      withBalancer({ ipAddressType: "dualstack" }, { protocol, healthCheck: { port: 80 } }, IPV6),
      `services[0].route.protocol: "${protocol}" is for a load balancer with IPv4 alone: set ${at}.ipAddressType to ipv4, or use TCP`,
    ],
  ),
  [
    "more networks than a security group takes",
    withBalancer({ allowedCidrs: Array.from({ length: 61 }, (_, index) => `10.0.${index}.0/24`) }),
    expect.stringContaining(
      "makes 61 inbound rules of the load balancer, at the ports 7000, and a security group allows 60",
    ),
  ],
];

test.each(REFUSED)("%s is refused", (_, environment, message) => {
  expect(problems(environment)).toEqual([message]);
});

test("it needs public subnets, or to be internal", () => {
  const network = {
    ...demo.network,
    publicIpOnLaunch: undefined,
    publicSubnetCidrs: undefined,
    privateSubnetCidrs: undefined,
  };
  const given = {
    ...network,
    vpcId: "vpc-0123456789abcdef0",
    privateSubnetIds: ["subnet-0123456789abcdef1", "subnet-0123456789abcdef2"],
  };
  const found = problems({ ...withBalancer({}), network: given, ec2Cluster: undefined });
  expect(found).toContain(
    `services[0].route: {"type":"network","port":7000,"protocol":"TCP"} needs public subnets: list network.publicSubnetIds, or set ${at}.scheme to "internal"`,
  );
  expect(problems({ ...withBalancer({ scheme: "internal" }), network: given, ec2Cluster: undefined })).toEqual([]);
});

const ACCEPTED: Accepted[] = [
  ["addresses that are created", withBalancer({ staticAddresses: true })],
  ["an existing address for each subnet", withBalancer({ elasticIpAllocationIds: IDS })],
  ["a name elsewhere, without TLS", withBalancer({ domain: { name: "shop.example.com" } })],
  ["a name with a zone for TLS", withBalancer({ domain: NAME }, TLS)],
  ["existing certificates", withBalancer({ certificateArns: [certificate()] }, TLS)],
  ["a dual-stack one", withBalancer({ ipAddressType: "dualstack" }, {}, IPV6)],
  [
    "a dual-stack one for a prefix list",
    withBalancer({ ipAddressType: "dualstack", allowedPrefixListIds: ["pl-a3a144ca"] }, {}, IPV6),
  ],
  ["one that waits for services", { ...withBalancer({}), services: [] }],
];

test.each(ACCEPTED)("%s: fine", (_, environment) => {
  expect(problems(environment)).toEqual([]);
});

test("all may connect by IPv6 to a dual-stack one alone", () => {
  const callers = (balancer: object) =>
    parseConfig(withBalancer(balancer, {}, IPV6), "test").fargateCluster?.networkLoadBalancer?.listeners[0]
      ?.allowedCidrs;
  expect(callers({})).toEqual(["0.0.0.0/0"]);
  expect(callers({ ipAddressType: "dualstack" })).toEqual(["0.0.0.0/0", "::/0"]);
});

test("certificates and access logs are for TLS", () => {
  const balancerOf = (route: object) =>
    parseConfig(withBalancer({ domain: NAME }, route), "test").fargateCluster?.networkLoadBalancer;
  expect(balancerOf({})).toMatchObject({ tls: false, accessLogDays: null, domain: { createsCertificate: false } });
  expect(balancerOf(TLS)).toMatchObject({ tls: true, accessLogDays: 90, domain: { createsCertificate: true } });
});

test("tests have their own callers and port", () => {
  const test = { port: 7001, allowedCidrs: ["192.0.2.0/24"] };
  const { fargateCluster } = parseConfig(
    environmentOf({
      ...service,
      route: { type: "network", port: 7000, protocol: "TCP_UDP" },
      deployment: { type: "ecs-blue-green", test },
    }),
    "test",
  );
  expect(fargateCluster?.networkLoadBalancer?.listeners).toEqual([
    { port: 7000, ipProtocols: ["tcp", "udp"], allowedCidrs: ["0.0.0.0/0"], allowedPrefixListIds: [] },
    { ...test, ipProtocols: ["tcp", "udp"], allowedPrefixListIds: [] },
  ]);
});
