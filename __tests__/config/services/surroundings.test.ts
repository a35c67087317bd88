import { demo } from "../../../config/environments/demo.ts";
import { onInstances, onManaged, problems, service } from "../../support/problems.ts";

const PUBLIC = { cidr: "172.16.0.0/16", zones: demo.network.zones, nat: "none", publicIpOnLaunch: true };

const DOMAIN = { name: "shop.example.com", hostedZoneId: "Z0123456789EXAMPLE00" };

/** The demo environment with one service, and other parts changed. */
const found = (change: object, environment: object) =>
  problems({ ...demo, services: [{ ...service, ...change }], delivery: { services: [] }, ...environment });

const deliver = (architecture?: string) => ({ delivery: { services: ["web"], build: { architecture } } });
const ARM = { ec2Cluster: { ...demo.ec2Cluster, instanceTypes: ["t4g.small"], architecture: "arm64" } };

test.each<[what: string, change: object, environment: object, message: string]>([
  [
    "tasks with their own addresses in a network without private subnets",
    { ...onInstances, networkMode: "awsvpc" },
    { network: PUBLIC },
    'services[0].networkMode: "awsvpc" leaves the tasks without a way out, because only on Fargate they get public addresses: give the network NAT gateways, or use bridge',
  ],
  [
    "managed instances in a network without private subnets",
    onManaged,
    { network: PUBLIC, ec2Cluster: { ...demo.ec2Cluster, managedInstances: {} } },
    'services[0].capacity[0].provider: "managed-instances" leaves the tasks without a way out, because only on Fargate they get public addresses: give the network NAT gateways, or use instances',
  ],
  [
    "an image built for another architecture than the task's",
    { architecture: "arm64" },
    deliver(),
    'services[0].architecture: "arm64" is not what the pipeline builds, x86_64: change delivery.build.architecture, or this',
  ],
  [
    "an image built for another architecture than the instances'",
    onInstances,
    { ...ARM, ...deliver("x86_64") },
    'services[0].architecture: "arm64" (the default) is not what the pipeline builds, x86_64: change delivery.build.architecture, or this',
  ],
  [
    "hosts that the certificate does not cover",
    { route: { priority: 1, hosts: ["Shop.example.com", "www.other.org", "*.example.com"] } },
    { fargateCluster: { loadBalancer: { domain: DOMAIN } } },
    'services[0].route.hosts[1]: "www.other.org" is not covered by the certificate of shop.example.com: use that name, or a pattern for it, or leave hosts out',
  ],
  [
    "hosts that only look like the certificate's",
    { route: { priority: 1, hosts: ["shopXexample.com"] } },
    { fargateCluster: { loadBalancer: { domain: DOMAIN } } },
    'services[0].route.hosts[0]: "shopXexample.com" is not covered by the certificate of shop.example.com: use that name, or a pattern for it, or leave hosts out',
  ],
])("%s are refused", (_, change, environment, message) => {
  expect(found(change, environment)).toEqual([message]);
});

test.each<[what: string, change: object, environment: object]>([
  ["any hosts without a certificate", { route: { priority: 1, hosts: ["www.other.org"] } }, {}],
  ["tasks on Fargate in public subnets", {}, { network: PUBLIC }],
  ["tasks in bridge mode in public subnets", onInstances, { network: PUBLIC }],
  ["an image built for the architecture of the instances", onInstances, { ...ARM, ...deliver("arm64") }],
  [
    "an image of any architecture that the pipeline does not build",
    { architecture: "arm64" },
    { delivery: { services: ["web"], source: { type: "ecr", repositoryName: "web" } } },
  ],
  ["an image built for Arm on Fargate", { architecture: "arm64" }, deliver("arm64")],
])("%s are accepted", (_, change, environment) => {
  expect(found(change, environment)).toEqual([]);
});
