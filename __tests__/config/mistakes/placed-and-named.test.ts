import { accepts, refuses } from "../../support/mistakes.ts";

const domain = (name: string) => ({ domain: { name, hostedZoneId: "Z0123456789EXAMPLE00" } });
const NOT_PUBLIC = "is not in a public domain, so ACM can't validate a certificate for it";
const LARGER = "is more than an instance of the cluster has";
const UNKNOWN = "is not a region of AWS";
const image = (region: string, ending = "amazonaws.com") => `123456789012.dkr.ecr.${region}.${ending}/shop:1`;

refuses([
  [
    "hosts that differ in case",
    { "services[0].route.hosts": ["www.example.com", "WWW.example.com"] },
    ["services[0].route.hosts[1]", "is listed twice, because hosts are compared without case"],
  ],
  ...["shop.local", "shop.corp.internal", "shop.test", "shop.home.arpa"].map(
    (name) =>
      [
        `a certificate for ${name}`,
        { "fargateCluster.loadBalancer": domain(name) },
        ["fargateCluster.loadBalancer.domain.name", NOT_PUBLIC],
      ] as const,
  ),
  ...["ops@example.com.", "ops@example..com", "ops@.example.com", "ops@-example.com"].map(
    (address) =>
      [
        `mail to ${address}`,
        { "delivery.notifications": { emails: [address] } },
        ["delivery.notifications.emails[0]", "is not an e-mail address"],
      ] as const,
  ),
  [
    "a container larger than every instance",
    {
      "ec2Cluster.instanceTypes": ["t3.small", "t3.medium"],
      "ec2Cluster.spot": {},
      "services[2].container.memoryReservationMiB": 4097,
    },
    ["services[2].container.memoryReservationMiB", LARGER],
  ],
  [
    "a hard limit alone",
    { "services[2].container": { image: "public.ecr.aws/nginx/nginx:1.29", memoryMiB: 4096 } },
    ["services[2].container.memoryMiB", LARGER],
  ],
  ["a large task", { "services[2].memoryMiB": 8192 }, ["services[2].memoryMiB", LARGER]],
  ["more CPU", { "services[2].container.cpuUnits": 4096 }, ["services[2].container.cpuUnits", LARGER]],
  [
    "more GPUs",
    { "ec2Cluster.instanceTypes": ["g5.xlarge"], "services[2].container.gpus": 2 },
    ["services[2].container.gpus", LARGER],
  ],
  [
    "an image in an unknown region",
    { "services[2].container.image": image("us-east-9") },
    ["services[2].container.image", UNKNOWN],
  ],
  [
    "an image of the sovereign cloud elsewhere",
    { "services[2].container.image": image("eusc-de-east-1", "amazonaws.eu") },
    ["services[2].container.image", "is in partition aws-eusc, which us-east-1 has no access to"],
  ],
  [
    "an image of the sovereign cloud with another ending",
    { "services[2].container.image": image("eusc-de-east-1") },
    ["services[2].container.image", "in eusc-de-east-1 the host ends in amazonaws.eu or on.amazonwebservices.eu"],
  ],
]);

accepts([
  ["a second service beside one, with the same paths", { "services[1].route.paths": ["*"] }],
  [
    "the port of Envoy's administration, which has a socket here",
    { "services[0].serviceConnect": { name: "web", port: 9901 } },
  ],
  [
    "the same paths on another port",
    { "services[1].route": { priority: 2, port: 8443 }, "fargateCluster.loadBalancer": {} },
  ],
  ["paths that differ in case", { "services[0].route.paths": ["/API/*"] }],
  [
    "the same paths with another host",
    {
      "services[0].route": { priority: 1, hosts: ["a.example.com"] },
      "services[1].route": { priority: 2, hosts: ["b.example.com"] },
    },
  ],
  [
    "the same paths on another cluster",
    { "services[2].route": { priority: 1, paths: ["/api/*"] }, "services[1].route.priority": 2 },
  ],
  [
    "a private name with a certificate that exists",
    {
      "fargateCluster.loadBalancer": {
        ...domain("shop.corp.internal"),
        certificateArns: ["arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef"],
      },
    },
  ],
  ["mail to a domain of several labels", { "delivery.notifications": { emails: ["Ops.Team+a@mail.Example-1.co.uk"] } }],
  [
    "all the memory of the largest type",
    {
      "ec2Cluster.instanceTypes": ["t3.small", "m7i.large"],
      "ec2Cluster.spot": {},
      "services[2].container.memoryReservationMiB": 8000,
    },
  ],
  [
    "much memory on a type of unknown size",
    { "ec2Cluster.instanceTypes": ["x2idn.16xlarge"], "services[2].container.memoryReservationMiB": 200000 },
  ],
  [
    "the European Sovereign Cloud",
    {
      region: "eusc-de-east-1",
      network: { cidr: "10.0.0.0/16", zones: ["eusc-de-east-1a", "eusc-de-east-1b"] },
      "services[2].container.image": image("eusc-de-east-1", "amazonaws.eu"),
    },
  ],
]);
