import { parseConfig } from "../../config/load.ts";
import { smallest } from "../../examples/smallest.ts";
import { type Accepted, problems, type Refused } from "../support/problems.ts";

const { network: BASE } = smallest;
const CLOSED = { nat: "none", endpoints: "all" };
const EXISTING = {
  vpcId: "vpc-0123456789abcdef0",
  publicSubnetIds: ["subnet-0123456789abcdef1", "subnet-0123456789abcdef2"],
  privateSubnetIds: ["subnet-0123456789abcdef3", "subnet-0123456789abcdef4"],
};
const SERVICE = {
  ...smallest.services[0],
  container: { image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1" },
};
const withNetwork = (network: object, service: object = {}) => ({
  ...smallest,
  network: { ...BASE, ...network },
  services: [{ ...SERVICE, ...service }],
});

const ANYWHERE = { cidrs: ["0.0.0.0/0"], prefixListIds: [], storageEndpoint: false };
const VPC = { cidrs: [BASE.cidr], prefixListIds: [], storageEndpoint: true };

test.each<[string, object, object, object]>([
  ["anywhere", {}, ANYWHERE, ANYWHERE],
  [
    "anywhere by IPv6 too",
    { ipv6: true },
    { ...ANYWHERE, cidrs: ["0.0.0.0/0", "::/0"] },
    { ...ANYWHERE, cidrs: ["0.0.0.0/0", "::/0"] },
  ],
  ["to the VPC and S3 where subnets have no other way", CLOSED, ANYWHERE, VPC],
  [
    "anywhere by IPv6 where that is their only way out",
    { ...CLOSED, ipv6: true },
    { ...ANYWHERE, cidrs: ["0.0.0.0/0", "::/0"] },
    { ...VPC, cidrs: [BASE.cidr, "::/0"] },
  ],
  ["anywhere in an existing VPC, whose ways are not known", EXISTING, ANYWHERE, ANYWHERE],
  [
    "where the environment says, and to S3",
    { httpsEgress: { cidrs: ["192.0.2.0/24"] } },
    { ...VPC, cidrs: [BASE.cidr, "192.0.2.0/24"] },
    { ...VPC, cidrs: [BASE.cidr, "192.0.2.0/24"] },
  ],
  [
    "anywhere again where the environment says so",
    { ...CLOSED, httpsEgress: { cidrs: ["0.0.0.0/0"] } },
    { ...VPC, cidrs: [BASE.cidr, "0.0.0.0/0"] },
    { ...VPC, cidrs: [BASE.cidr, "0.0.0.0/0"] },
  ],
  [
    "to lists that are named instead of that of S3",
    { httpsEgress: { prefixListIds: ["pl-0123456789abcdef0"] } },
    { cidrs: [BASE.cidr], prefixListIds: ["pl-0123456789abcdef0"], storageEndpoint: false },
    { cidrs: [BASE.cidr], prefixListIds: ["pl-0123456789abcdef0"], storageEndpoint: false },
  ],
  [
    "to an existing VPC alone, in which no endpoint is created",
    { ...EXISTING, httpsEgress: {} },
    { ...VPC, storageEndpoint: false },
    { ...VPC, storageEndpoint: false },
  ],
])("HTTPS goes %s", (_, network, inPublic, inPrivate) => {
  const { httpsEgress } = parseConfig(withNetwork(network), "test").network;
  expect(httpsEgress).toEqual({ public: inPublic, private: inPrivate });
});

const ACCEPTED: Accepted[] = [
  ["nothing but the VPC and its endpoints", withNetwork({ endpoints: "all", httpsEgress: {} })],
  [
    "HTTPS to anywhere of one service",
    withNetwork({ endpoints: "all", httpsEgress: {} }, { outbound: [{ port: 443, cidrs: ["0.0.0.0/0"] }] }),
  ],
  ["HTTPS to the VPC, which is open already", withNetwork(CLOSED, { outbound: [{ port: 443, cidrs: [BASE.cidr] }] })],
];

test.each(ACCEPTED)("%s is accepted", (_, environment) => {
  expect(problems(environment)).toEqual([]);
});

const REFUSED: Refused[] = [
  [
    "no way to what tasks use",
    withNetwork({ httpsEgress: {} }),
    'network.httpsEgress: {} leaves no way to ECR, ECS and CloudWatch Logs: list networks in cidrs, set network.endpoints to "all", or leave it out',
  ],
  [
    "an IPv6 network without IPv6",
    withNetwork({ httpsEgress: { cidrs: ["2001:db8::/32"] } }),
    'network.httpsEgress.cidrs[0]: "2001:db8::/32" is an IPv6 network, and the network has no IPv6: set network.ipv6 to true, or leave it out',
  ],
  [
    "what is open anyway",
    withNetwork({ httpsEgress: { cidrs: ["0.0.0.0/0"] } }, { outbound: [{ port: 443, cidrs: ["0.0.0.0/0"] }] }),
    'services[0].outbound[0]: {"port":443,"cidrs":["0.0.0.0/0"]} is always open: leave it out',
  ],
  [
    "more networks than a security group takes",
    withNetwork({ httpsEgress: { cidrs: Array.from({ length: 60 }, (_, each) => `192.0.2.${each}/32`) } }),
    expect.stringContaining("makes 62 outbound rules") as unknown as string,
  ],
];

test.each(REFUSED)("%s is refused", (_, environment, message) => {
  expect(problems(environment)).toEqual([message]);
});
