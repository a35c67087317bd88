import {
  type Accepted,
  completed,
  environmentOf,
  onExternal,
  onInstances,
  onManaged,
  problems,
  type Refused,
  service,
  serviceProblems,
} from "../../support/problems.ts";

const discovery = (serviceDiscovery: object = {}) => ({ serviceDiscovery });
const SRV = { recordType: "SRV" };
const ports = [{ name: "dns", port: 53, protocol: "udp" }];

const REFUSED: Refused[] = [
  [
    "a name that is none",
    discovery({ name: "Web" }),
    'services[0].serviceDiscovery.name: "Web" is not a DNS name: use labels of up to 63 lower-case letters, digits, - and _, with dots between them',
  ],
  [
    "a default name that is too long",
    { ...discovery(), name: "w".repeat(64) },
    `services[0].serviceDiscovery.name: "${"w".repeat(64)}" (the default) is not a DNS name: use labels of up to 63 lower-case letters, digits, - and _, with dots between them`,
  ],
  [
    "records without a port for tasks without addresses",
    { ...onInstances, ...discovery({ recordType: "A" }) },
    'services[0].serviceDiscovery.recordType: "A" has no port, which tasks without their own address need: use SRV, or networkMode awsvpc',
  ],
  [
    "external instances",
    { ...onExternal, ...discovery() },
    "services[0].serviceDiscovery: {} is not for external instances: leave it out, or use other capacity",
  ],
  [
    "CodeDeploy",
    { ...discovery(), route: { priority: 1 }, deployment: { type: "codedeploy-blue-green" } },
    "services[0].serviceDiscovery: {} can't be used with codedeploy-blue-green: use ecs-blue-green or rolling",
  ],
  [
    "a port of A records",
    { ...discovery({ portName: "dns" }), container: { image: "nginx:1.29", ports } },
    'services[0].serviceDiscovery.portName: "dns" is for SRV records, as A records have no port: leave it out, or set recordType to SRV',
  ],
  [
    "a port that is not there",
    discovery({ ...SRV, portName: "dns" }),
    'services[0].serviceDiscovery.portName: "dns" is not a port of the service: add it to container.ports',
  ],
  [
    "a port that is another",
    { ...discovery({ ...SRV, portName: "metrics" }), container: { image: "nginx:1.29", ports } },
    'services[0].serviceDiscovery.portName: "metrics" must be one of ports of the containers: dns',
  ],
  [
    "more tasks than records",
    { ...discovery(), scaling: { minTasks: 2, maxTasks: 1001, tracking: [{ metric: "cpu", target: 60 }] } },
    "services[0].serviceDiscovery: {} is for up to 1000 tasks, and the service may have 1001",
  ],
  [
    "an old platform",
    { ...discovery(), platformVersion: "1.0.0" },
    "services[0].serviceDiscovery: {} needs platform version 1.1.0, and platformVersion is 1.0.0",
  ],
];

test.each(REFUSED)("%s is refused", (_, change, message) => {
  expect(serviceProblems(change)).toEqual([message]);
});

const ACCEPTED: Accepted[] = [
  ["addresses", discovery()],
  ["ports of instances", { ...onInstances, ...discovery() }],
  ["ports of the host", { ...onInstances, networkMode: "host", ...discovery() }],
  ["tasks of managed instances", { ...onManaged, ...discovery() }],
  ["a name of several labels", discovery({ name: "_web._tcp.eu" })],
  ["a second set of tasks by ECS", { ...discovery(), deployment: { type: "ecs-blue-green" } }],
];

test.each(ACCEPTED)("%s are fine", (_, change) => {
  expect(serviceProblems(change)).toEqual([]);
});

test.each<[what: string, change: object, expected: object]>([
  ["addresses of tasks", discovery(), { name: "web", recordType: "A", ttlSeconds: 60 }],
  [
    "ports of instances",
    { ...onInstances, ...discovery() },
    { name: "_web._tcp", recordType: "SRV", containerPort: 80 },
  ],
  ["ports of tasks", discovery(SRV), { name: "_web._tcp", containerName: "ecs-demo-container", containerPort: 80 }],
  [
    "ports that connections are routed to by UDP",
    { ...discovery(SRV), route: { type: "network", port: 53, protocol: "UDP", healthCheck: { port: 8080 } } },
    { name: "_web._udp", containerPort: 80 },
  ],
  [
    "a UDP port of a sidecar",
    { ...discovery({ ...SRV, portName: "dns" }), sidecars: [{ name: "resolver", image: "dns:1", ports }] },
    { name: "_web._udp", containerName: "resolver", containerPort: 53 },
  ],
])("records of %s are complete", (_, change, expected) => {
  expect(completed(change).serviceDiscovery).toMatchObject(expected);
});

describe("two services", () => {
  const web = { ...service, ...discovery() };
  const orders = (change: object = {}) => ({ ...web, name: "orders", ...change });

  test("differ in their names", () => {
    expect(problems(environmentOf(web, orders(discovery({ name: "web" }))))).toEqual([
      'services[1].serviceDiscovery.name: "web" is the DNS name of services[0] too: give each its own',
    ]);
  });

  test("may have one name in two clusters", () => {
    const other = orders({ ...onInstances, networkMode: "awsvpc", ...discovery({ name: "web" }) });
    expect(problems(environmentOf(web, other))).toEqual([]);
  });

  test("need two namespaces in two clusters, or one that exists", () => {
    const inOne = (namespace: object) => {
      const both = environmentOf(web, orders(onInstances));
      const dnsNamespace = { name: "shop.internal", ...namespace };
      return problems({ ...both, ec2Cluster: { ...both.ec2Cluster, dnsNamespace }, fargateCluster: { dnsNamespace } });
    };
    expect(inOne({})).toEqual([
      'fargateCluster.dnsNamespace.name: "shop.internal" is the DNS namespace of the EC2 cluster too: use another, or give both the id of one that exists',
    ]);
    expect(inOne({ id: "ns-0123456789abcdef" })).toEqual([]);
  });
});
