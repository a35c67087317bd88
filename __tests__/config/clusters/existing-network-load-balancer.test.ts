import { parseConfig } from "../../../config/load.ts";
import { smallest } from "../../../examples/smallest.ts";
import { problems, type Refused } from "../../support/problems.ts";

const arn = (place = `${smallest.region}:${smallest.account}`, type = "net") =>
  `arn:aws:elasticloadbalancing:${place}:loadbalancer/${type}/mqtt/50dc6c495c0c9188`;
const EXISTING = { arn: arn(), securityGroupId: "sg-0123456789abcdef0", dnsName: "mqtt.example.com" };
const VPC = {
  vpcId: "vpc-0123456789abcdef0",
  cidr: "10.0.0.0/16",
  zones: smallest.network.zones,
  privateSubnetIds: ["subnet-0123456789abcdef1", "subnet-0123456789abcdef2"],
};
const CERTIFICATE = `arn:aws:acm:${smallest.region}:${smallest.account}:certificate/11111111-2222-3333-4444-555555555555`;

/** The smallest environment behind a Network Load Balancer that exists, in a VPC that does too. */
const behind = (existing: object, beside: object = {}, { route = {}, network = VPC as object } = {}) => ({
  ...smallest,
  network,
  fargateCluster: { networkLoadBalancer: { existing: { ...EXISTING, ...existing }, ...beside } },
  services: [{ ...smallest.services[0], route: { type: "network", port: 8883, protocol: "TCP", ...route } }],
});

const AT = "fargateCluster.networkLoadBalancer";
const elsewhere = arn(`eu-west-3:${smallest.account}`);

test.each<Refused>([
  [
    "in the environment's own VPC",
    behind({}, {}, { network: smallest.network }),
    expect.stringContaining(
      "can't be in the VPC that the environment creates: set network.vpcId to the load balancer's VPC",
    ),
  ],
  [
    "of another region",
    behind({ arn: elsewhere }),
    `${AT}.existing.arn: "${elsewhere.slice(0, 76)}… is not of account ${smallest.account} and region ${smallest.region}, where the services are: use a load balancer there`,
  ],
  [
    "of another type",
    behind({ arn: arn(undefined, "app") }),
    expect.stringContaining("is not the ARN of a Network Load Balancer: write it as AWS shows it"),
  ],
  [
    "beside what is created",
    behind({}, { domain: { name: "mqtt.example.com" } }),
    `${AT}.domain: {"name":"mqtt.example.com"} is only for a load balancer that is created: leave it out, or existing`,
  ],
  [
    "with its own callers",
    behind({}, { allowedCidrs: ["192.0.2.0/24"] }),
    `${AT}.allowedCidrs: ["192.0.2.0/24"] is only for a load balancer that is created: leave it out, or existing`,
  ],
  [
    "for TLS without a certificate",
    behind({}, {}, { route: { protocol: "TLS" } }),
    `services[0].route.protocol: "TLS" needs a certificate: add certificateArns to ${AT}`,
  ],
])("an existing Network Load Balancer %s is refused", (_, environment, message) => {
  expect(problems(environment)).toEqual([message]);
});

test("private subnets are enough behind it, and TLS takes its certificates from the environment", () => {
  const environment = behind({}, { certificateArns: [CERTIFICATE] }, { route: { protocol: "TLS" } });
  expect(problems(environment)).toEqual([]);
  expect(parseConfig(environment, "test").fargateCluster?.networkLoadBalancer).toMatchObject({
    existing: { arnSuffix: "net/mqtt/50dc6c495c0c9188" },
    certificateArns: [CERTIFICATE],
  });
});
