import { demo } from "../../config/environments/demo.ts";
import { parseConfig } from "../../config/load.ts";
import { problems, type Refused, service } from "../support/problems.ts";

const routed = { ...service, route: { priority: 1 } };

/** The demo environment with one routed service, with these fields of its load balancer, network and service. */
const written = ({ network = {}, loadBalancer = {}, ...more }: Record<string, unknown>) => ({
  ...demo,
  network: { ...demo.network, ...(network as object) },
  fargateCluster: { loadBalancer },
  services: [{ ...routed, ...more }],
  delivery: { services: [] },
});

const balancerOf = (change: Record<string, object>) => {
  const { ipAddressType, allowedCidrs } = parseConfig(written(change), "test").fargateCluster?.loadBalancer ?? {};
  return { ipAddressType, allowedCidrs };
};

const DUAL = { ipv6: true };

test.each<[string, Record<string, object>, object]>([
  ["is as AWS makes it in a network without IPv6", {}, { ipAddressType: undefined, allowedCidrs: ["0.0.0.0/0"] }],
  [
    "answers all by both in a dual-stack network",
    { network: DUAL },
    { ipAddressType: "dualstack", allowedCidrs: ["0.0.0.0/0", "::/0"] },
  ],
  [
    "answers by IPv4 where that is configured",
    { network: DUAL, loadBalancer: { ipAddressType: "ipv4" } },
    { ipAddressType: "ipv4", allowedCidrs: ["0.0.0.0/0"] },
  ],
  [
    "answers by IPv4 where no IPv6 network may connect",
    { network: DUAL, loadBalancer: { allowedCidrs: ["10.0.0.0/8"] } },
    { ipAddressType: "ipv4", allowedCidrs: ["10.0.0.0/8"] },
  ],
  [
    "answers by both where an IPv6 network may connect",
    { network: DUAL, loadBalancer: { allowedCidrs: ["10.0.0.0/8", "2001:db8::/32"] } },
    { ipAddressType: "dualstack", allowedCidrs: ["10.0.0.0/8", "2001:db8::/32"] },
  ],
  [
    "answers by IPv4 beside prefix lists, of which nothing is known",
    { network: DUAL, loadBalancer: { allowedPrefixListIds: ["pl-3b927c52"] } },
    { ipAddressType: "ipv4", allowedCidrs: [] },
  ],
  [
    "answers prefix lists by both where that is configured",
    { network: DUAL, loadBalancer: { allowedPrefixListIds: ["pl-3b927c52"], ipAddressType: "dualstack" } },
    { ipAddressType: "dualstack", allowedCidrs: [] },
  ],
  [
    "in private subnets answers by both too",
    { network: DUAL, loadBalancer: { scheme: "internal" } },
    { ipAddressType: "dualstack", allowedCidrs: ["0.0.0.0/0", "::/0"] },
  ],
])("a load balancer %s", (_, change, expected) => {
  expect(balancerOf(change)).toEqual(expected);
});

const NO_IPV6 = "is an IPv6 network, and the network has no IPv6: set network.ipv6 to true, or leave it out";
const tested = (...allowedCidrs: string[]) => ({ type: "ecs-blue-green", test: { port: 8000, allowedCidrs } });

const REFUSED: Refused[] = [
  [
    "callers by IPv6",
    { loadBalancer: { allowedCidrs: ["10.0.0.0/8", "2001:db8::/32"] } },
    `fargateCluster.loadBalancer.allowedCidrs[1]: "2001:db8::/32" ${NO_IPV6}`,
  ],
  [
    "testers by IPv6",
    { deployment: tested("2001:db8::/32") },
    `services[0].deployment.test.allowedCidrs[0]: "2001:db8::/32" ${NO_IPV6}`,
  ],
  [
    "connections by IPv6",
    {
      outbound: [
        { port: 25, cidrs: ["10.0.0.0/8"] },
        { port: 5432, cidrs: ["10.0.0.0/8", "2001:db8::/32"] },
      ],
    },
    `services[0].outbound[1].cidrs[1]: "2001:db8::/32" ${NO_IPV6}`,
  ],
  [
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-ip-address-type.html
    "a dual-stack load balancer",
    { loadBalancer: { ipAddressType: "dualstack" } },
    'fargateCluster.loadBalancer.ipAddressType: "dualstack" needs subnets with IPv6 ranges: set network.ipv6 to true, or use ipv4',
  ],
];

test.each(REFUSED)("%s are refused in a network without IPv6", (_, change, message) => {
  expect(problems(written(change))).toEqual([message]);
});

test.each(REFUSED.slice(0, 3))("%s are fine in a dual-stack network", (_, change) => {
  expect(problems(written({ ...change, network: DUAL }))).toEqual([]);
});

test.each(["203.0.113.7", "2001:db8::1/32", "2001:0db8::/32"])("callers %s are not a network", (cidr) => {
  expect(problems(written({ network: DUAL, loadBalancer: { allowedCidrs: [cidr] } }))).toEqual([
    `fargateCluster.loadBalancer.allowedCidrs[0]: "${cidr}" is not an IPv4 or IPv6 network: write its first address, in the short form, and prefix length, such as 10.0.0.0/16 or 2001:db8::/32`,
  ]);
});

test("a dual-stack load balancer lets clients in by IPv6, as far as one knows", () => {
  const found = (more: object) =>
    problems(
      written({ network: DUAL, loadBalancer: { ipAddressType: "dualstack", allowedCidrs: ["10.0.0.0/8"], ...more } }),
    );
  expect(found({})).toEqual([
    'fargateCluster.loadBalancer.ipAddressType: "dualstack" allows no IPv6 clients: add IPv6 networks to allowedCidrs, such as ::/0, or use ipv4',
  ]);
  expect(found({ allowedPrefixListIds: ["pl-3b927c52"] })).toEqual([]);
  expect(found({ securityGroupIds: ["sg-0123456789abcdef0"] })).toEqual([]);
});

test("a load balancer that exists has no IP address type here", () => {
  const existing = {
    listenerArn: `arn:aws:elasticloadbalancing:us-east-1:${demo.account}:listener/app/a/0/1`,
    securityGroupId: "sg-0123456789abcdef0",
    dnsName: "a.example.com",
  };
  expect(problems(written({ loadBalancer: { existing, ipAddressType: "ipv4" } }))).toContain(
    'fargateCluster.loadBalancer.ipAddressType: "ipv4" is only for a load balancer that is created: leave it out, or existing',
  );
});
