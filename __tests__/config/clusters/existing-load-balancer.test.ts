import { parseConfig } from "../../../config/load.ts";
import { smallest } from "../../../examples/smallest.ts";
import { problems, type Refused } from "../../support/problems.ts";

const arn = (listener: string, balancer = "shop/50dc6c495c0c9188", place = `${smallest.region}:${smallest.account}`) =>
  `arn:aws:elasticloadbalancing:${place}:listener/app/${balancer}/${listener}`;
const EXISTING = {
  listenerArn: arn("f2f7dc8efc522ab2"),
  securityGroupId: "sg-0123456789abcdef0",
  dnsName: "shop.example.com",
  furtherListenerArns: { "9000": arn("f2f7dc8efc522ab3") },
};
const subnets = (digit: number) => [1, 2].map((each) => `subnet-0123456789abcde${digit}${each}`);
const VPC = {
  vpcId: "vpc-0123456789abcdef0",
  cidr: "10.0.0.0/16",
  zones: smallest.network.zones,
  privateSubnetIds: subnets(3),
};

/** The smallest environment behind a load balancer that exists, in a VPC that does too. */
const behind = (existing: object, { route = {}, network = VPC as object, ...rest }: Record<string, object> = {}) => ({
  ...smallest,
  network,
  fargateCluster: { loadBalancer: { existing: { ...EXISTING, ...existing }, ...rest } },
  services: [{ ...smallest.services[0], route: { priority: 1, ...route } }],
});

const AT = "fargateCluster.loadBalancer";

test.each<Refused>([
  [
    "in the environment's own VPC",
    { network: smallest.network },
    `${AT}.existing: {"listenerArn":"${arn("f2f7dc8efc522ab2").slice(0, 61)}… can't be in the VPC that the environment creates: set network.vpcId to the load balancer's VPC`,
  ],
  [
    "beside what is created",
    { waf: {} },
    `${AT}.waf: {} is only for a load balancer that is created: leave it out, or existing`,
  ],
  [
    "with a route at a port that it does not have",
    { route: { port: 9001 } },
    `services[0].route.port: 9001 is not a listener of the existing load balancer: add its ARN to ${AT}.existing.furtherListenerArns, or leave it out`,
  ],
])("an existing load balancer %s is refused", (_, change, message) => {
  expect(problems(behind({}, change as Record<string, object>))).toEqual([message]);
});

test.each<Refused>([
  [
    "of another region",
    { listenerArn: arn("f2f7dc8efc522ab2", undefined, `eu-west-3:${smallest.account}`) },
    `${AT}.existing.listenerArn: "${arn("f2f7dc8efc522ab2", undefined, `eu-west-3:${smallest.account}`)}" is not of account ${smallest.account} and region ${smallest.region}, where the services are: use a load balancer there`,
  ],
  [
    "of another load balancer",
    { furtherListenerArns: { "9000": arn("f2f7dc8efc522ab3", "other/50dc6c495c0c9189") } },
    `${AT}.existing.furtherListenerArns.9000: "${arn("f2f7dc8efc522ab3", "other/50dc6c495c0c9189")}" belongs to another load balancer than existing.listenerArn: use one of its listeners`,
  ],
  [
    "of a Network Load Balancer",
    { listenerArn: arn("f2f7dc8efc522ab2").replace("/app/", "/net/"), furtherListenerArns: {} },
    `${AT}.existing.listenerArn: "${arn("f2f7dc8efc522ab2").replace("/app/", "/net/")}" is not the ARN of a listener of an Application Load Balancer: write it as AWS shows it, arn:aws:elasticloadbalancing:REGION:ACCOUNT:listener/app/…`,
  ],
])("a listener %s is refused", (_, existing, message) => {
  const expected = message.replace(/\S{81,}/g, (word) => `${word.slice(0, 77)}…`);
  expect(problems(behind(existing))).toEqual([expected]);
});

test("private subnets are enough behind it", () => {
  expect(problems(behind({}, { route: { port: 9000 } }))).toEqual([]);
});

test.each([
  [{}, { protocol: "HTTPS", port: 443 }],
  [{ protocol: "HTTP" }, { protocol: "HTTP", port: 80 }],
  [{ port: 8443 }, { protocol: "HTTPS", port: 8443 }],
])("with %j it answers as %j, and metrics know it by a part of the listener's ARN", (existing, expected) => {
  expect(parseConfig(behind(existing), "test").fargateCluster?.loadBalancer?.existing).toMatchObject({
    ...expected,
    arnSuffix: "app/shop/50dc6c495c0c9188",
  });
});
