import { demo } from "../../config/environments/demo.ts";
import { ConfigError, loadConfig, parseConfig } from "../../config/load.ts";

/** Lines of the error that an environment gives. */
function problems(written: unknown): string[] {
  try {
    parseConfig(written, "test");
  } catch (problem) {
    if (problem instanceof ConfigError)
      return problem.message
        .split("\n")
        .slice(1)
        .map((line) => line.trim());
    throw problem;
  }
  return [];
}

const service = {
  name: "ecs-demo-service",
  cluster: "fargate",
  container: { image: "nginx:1.29" },
  route: { priority: 1 },
  scaling: {
    minTasks: 1,
    maxTasks: 4,
    scaleOut: { cpuPercent: 2, alarmName: "scale-out-alarm" },
    scaleIn: { cpuPercent: 1, alarmName: "scale-in-alarm" },
  },
};

describe("selection", () => {
  test("demo is the default", () => {
    expect(loadConfig({}).environment).toBe("demo");
  });

  test("ENVIRONMENT selects", () => {
    expect(loadConfig({ ENVIRONMENT: "prod" }).name).toBe("ecs-prod");
  });

  test("an unknown environment is refused with the known ones", () => {
    expect(() => loadConfig({ ENVIRONMENT: "production" })).toThrow(
      'ENVIRONMENT: "production" is no environment: use one of demo, prod, or add it to config/environments',
    );
  });

  test.each(["toString", "__proto__"])("%s is no environment", (name) => {
    expect(() => loadConfig({ ENVIRONMENT: name })).toThrow(ConfigError);
  });

  test("LOCAL_STATE_FOLDER keeps any environment's state in local files", () => {
    expect(loadConfig({ ENVIRONMENT: "prod", LOCAL_STATE_FOLDER: "trial" }).state).toEqual({
      type: "local",
      folder: "trial",
    });
  });
});

describe("completion", () => {
  const { network, names, services, partition } = parseConfig(
    { ...demo, network: { cidr: "10.1.0.0/16", zones: demo.network.zones, publicIpOnLaunch: true } },
    "test",
  );

  test("subnets are planned from the start of the network, public ones first", () => {
    expect(network.publicSubnetCidrs).toEqual(["10.1.0.0/24", "10.1.1.0/24"]);
    expect(network.privateSubnetCidrs).toEqual(["10.1.2.0/24", "10.1.3.0/24"]);
  });

  test("without NAT there are no private subnets", () => {
    const small = parseConfig(
      { ...demo, network: { cidr: "172.16.0.0/16", zones: demo.network.zones, nat: "none", publicIpOnLaunch: true } },
      "test",
    );
    expect(small.network.privateSubnetCidrs).toEqual([]);
  });

  test("names follow the environment's, except those that are given", () => {
    expect(names.fargateCluster).toBe("ecs-demo-fargate");
    expect(names.pipeline).toBe("ecs-demo-cicd-CodePipeline");
  });

  test("bucket names carry account and region, because they are unique in the world", () => {
    expect(names.artifactBucket).toBe("ecs-demo-artifacts-123456789012-us-east-1");
  });

  test("Fargate has a size by default", () => {
    expect(services[1]).toMatchObject({ cpuUnits: 256, memoryMiB: 512 });
  });

  test("a service that the pipeline deploys is marked", () => {
    expect(services.map(({ name, delivered }) => [name, delivered])).toContainEqual(["ecs-demo-service", true]);
    expect(services.map(({ name, delivered }) => [name, delivered])).toContainEqual(["ecs-demo-ec2-service", false]);
  });

  test("names of a service that the account shares begin with the environment's", () => {
    const [web] = parseConfig(
      { ...demo, services: [{ ...service, name: "web" }], delivery: { services: [] } },
      "test",
    ).services;
    expect(web).toMatchObject({
      taskRoleName: "ecs-demo-web-task-role",
      targetGroupName: "ecs-demo-web",
      taskFamily: "ecs-demo-web-task-def",
    });
  });

  test.each([
    ["us-east-1", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
  ])("region %s is in partition %s", (region, expected) => {
    const zones = [`${region}a`, `${region}b`];
    expect(parseConfig({ ...demo, region, network: { ...demo.network, zones } }, "test").partition).toBe(expected);
    expect(partition).toBe("aws");
  });
});

/** What is wrong, in which part, and what a person reads. */
const REFUSED: [what: string, change: Record<string, unknown>, message: string][] = [
  ["account", { account: "1234" }, 'account: "1234" is not an AWS account: write its 12 digits, as text'],
  [
    "account as a number",
    { account: 123456789012 },
    "account: 123456789012 is of the wrong type: write text, in quotes",
  ],
  ["region", { region: "us-east" }, 'region: "us-east" is not a region: write it as AWS does, such as us-east-1'],
  ["missing part", { network: undefined }, "network: is missing, and has no default: add it"],
  ["unknown field", { regoin: "us-east-1" }, 'regoin: "us-east-1" is no field: remove it, or correct its name'],
  ["state", { state: { type: "gcs" } }, 'state.type: "gcs" is none of the choices: use local or s3'],
  [
    "long environment name",
    { name: "an-environment-with-a-long-name" },
    'name: "an-environment-with-a-long-name" is not a short name: use 2 to 20 lower-case letters, digits and single hyphens, a letter first',
  ],
  [
    "long name",
    { names: { ec2LoadBalancer: "a".repeat(33) } },
    `names.ec2LoadBalancer: "${"a".repeat(33)}" is too long: use at most 32 characters`,
  ],
  [
    "name with a wrong form",
    { names: { capacityProvider: "ecs-demo" } },
    'names.capacityProvider: "ecs-demo" has a character or form that AWS does not take: use letters, digits, _ and -, not beginning with aws, ecs or fargate',
  ],
  [
    "two names alike",
    { names: { ecsRole: "x", ec2Role: "x" } },
    'names.ecsRole: "x" is the name of names.ec2Role too: give each its own',
  ],
];

test.each(REFUSED)("%s is refused", (_, change, message) => {
  expect(problems({ ...demo, ...change })).toContain(message);
});

const REFUSED_NETWORKS: [what: string, change: Record<string, unknown>, message: string][] = [
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
    'network.zones[1]: "us-east-1a" stands twice: list each zone once',
  ],
  [
    "overlap",
    { privateSubnetCidrs: ["10.0.1.0/24", "10.0.3.0/24"] },
    'network.privateSubnetCidrs[0]: "10.0.1.0/24" overlaps network.publicSubnetCidrs[1] (10.0.1.0/24): give each subnet a range of its own',
  ],
  [
    "outside the VPC",
    { publicSubnetCidrs: ["10.0.0.0/24", "10.1.0.0/24"] },
    'network.publicSubnetCidrs[1]: "10.1.0.0/24" is not inside the VPC\'s 10.0.0.0/16: choose a part of it',
  ],
  [
    "too few subnets",
    { publicSubnetCidrs: ["10.0.0.0/24"] },
    'network.publicSubnetCidrs: ["10.0.0.0/24"] does not fit 2 zones: list one range for each zone',
  ],
  [
    "no room",
    { cidr: "10.0.0.0/23", publicSubnetCidrs: undefined, privateSubnetCidrs: undefined },
    'network.cidr: "10.0.0.0/23" has no room for 2 /24 privateSubnetCidrs: use a larger network, or list them',
  ],
  [
    "NAT for nobody",
    { privateSubnetCidrs: [] },
    'network.nat: has no private subnets to serve: use "none", or list privateSubnetCidrs',
  ],
  [
    "private subnets without NAT",
    { nat: "none" },
    'network.nat: "none" leaves the private subnets without a way out: use "one" or "one-per-zone", or leave out privateSubnetCidrs',
  ],
  [
    "retention",
    { flowLogRetentionDays: 31 },
    "network.flowLogRetentionDays: 31 is no retention time of CloudWatch Logs: use one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days",
  ],
];

test.each(REFUSED_NETWORKS)("a network with a wrong %s is refused", (_, change, message) => {
  expect(problems({ ...demo, network: { ...demo.network, ...change } })).toContain(message);
});

const REFUSED_SERVICES: [what: string, change: Record<string, unknown>, message: string][] = [
  [
    "Fargate memory",
    { memoryMiB: 300 },
    "services[0].memoryMiB: 300 is not allowed with cpuUnits 256: use 512, 1024 or 2048",
  ],
  [
    "Fargate memory step",
    { cpuUnits: 1024, memoryMiB: 2500 },
    "services[0].memoryMiB: 2500 is not allowed with cpuUnits 1024: use 2048 to 8192 in steps of 1024",
  ],
  [
    "Fargate CPU",
    { cpuUnits: 300 },
    "services[0].cpuUnits: 300 is no size of Fargate: use 256, 512, 1024, 2048, 4096, 8192 or 16384",
  ],
  [
    "port",
    { container: { ...service.container, port: 0 } },
    "services[0].container.port: 0 is out of range: use a whole number from 1 to 65535",
  ],
  [
    "number of tasks",
    { desiredCount: 5 },
    "services[0].desiredCount: 5 is outside the scaling limits: use 1 to 4, or change scaling.minTasks or maxTasks",
  ],
  [
    "scaling limits",
    { scaling: { ...service.scaling, minTasks: 6 } },
    "services[0].scaling.minTasks: 6 is more than maxTasks 4: lower it, or raise maxTasks",
  ],
  [
    "scaling thresholds",
    { scaling: { ...service.scaling, scaleIn: { cpuPercent: 2 } } },
    "services[0].scaling.scaleIn.cpuPercent: 2 is not below scaleOut.cpuPercent 2: the service would scale out and in at once",
  ],
  [
    "scaling period",
    { scaling: { ...service.scaling, scaleIn: { cpuPercent: 1, periodSeconds: 90 } } },
    "services[0].scaling.scaleIn.periodSeconds: 90 is no multiple of 60: use 60, 120, 300 …",
  ],
  [
    "health check",
    { route: { priority: 1, healthCheck: { intervalSeconds: 5 } } },
    "services[0].route.healthCheck.timeoutSeconds: is not less than intervalSeconds 5: a check must end before the next begins",
  ],
  [
    "priority",
    { route: { priority: 0 } },
    "services[0].route.priority: 0 is out of range: use a whole number from 1 to 50000",
  ],
  [
    "number of paths",
    { route: { priority: 1, paths: [] } },
    "services[0].route.paths: [] is empty or too long: list one to five paths, because a listener rule takes five values",
  ],
  [
    "deployment",
    { deployment: { maximumPercent: 100 } },
    "services[0].deployment.maximumPercent: 100 leaves no way to replace a task while minimumHealthyPercent is 100: use 200, or lower minimumHealthyPercent",
  ],
  [
    "name",
    { name: "a b" },
    'services[0].name: "a b" has a character or form that AWS does not take: use letters, digits, _ and -',
  ],
  ["cluster", { cluster: "eks" }, 'services[0].cluster: "eks" is none of the choices: use ec2 or fargate'],
  [
    "memory on EC2",
    { cluster: "ec2", container: { image: "nginx:1" } },
    'services[0].container: {"image":"nginx:1"} has no memory limit: on EC2 set memoryReservationMiB, or memoryMiB',
  ],
  [
    "soft limit",
    { container: { ...service.container, memoryMiB: 100, memoryReservationMiB: 200 } },
    "services[0].container.memoryReservationMiB: 200 is more than the container's limit: use at most 100, or raise memoryMiB",
  ],
  [
    "container's memory",
    { container: { ...service.container, memoryMiB: 600 } },
    "services[0].container.memoryMiB: 600 is more than the task has: use at most 512, or raise the service's memoryMiB",
  ],
];

test.each(REFUSED_SERVICES)("a service with a wrong %s is refused", (_, change, message) => {
  expect(problems({ ...demo, services: [{ ...service, ...change }] })).toContain(message);
});

const TWIN = {
  ...service,
  name: "twin",
  route: { priority: 2 },
  scaling: undefined,
  container: { ...service.container },
};

test.each([
  [
    "a name twice",
    [service, { ...TWIN, name: service.name }],
    'services[1].name: "ecs-demo-service" is the name of services[0] too: give each its own',
  ],
  [
    "a priority twice",
    [service, { ...TWIN, route: { priority: 1 } }],
    "services[1].route.priority: 1 is taken by services[0] on the same load balancer: give each service its own",
  ],
  [
    "an alarm twice",
    [service, { ...TWIN, scaling: service.scaling }],
    'services[1].scaling.scaleOut.alarmName: "scale-out-alarm" is the alarmName of services[0] too: give each its own',
  ],
])("%s is refused", (_, services, message) => {
  expect(problems({ ...demo, services })).toContain(message);
});

test("the same priority on two load balancers is fine", () => {
  const ec2 = { ...TWIN, cluster: "ec2", route: { priority: 1 }, container: { image: "nginx:1", memoryMiB: 64 } };
  expect(problems({ ...demo, services: [service, ec2] })).toEqual([]);
});

test.each([
  [
    "a service that is not there",
    { services: ["web"] },
    'delivery.services[0]: "web" is no service here: name one of ecs-demo-ec2-service, ecs-demo-fargate-service, ecs-demo-service',
  ],
  [
    "a service twice",
    { services: ["ecs-demo-service", "ecs-demo-service"] },
    'delivery.services[1]: "ecs-demo-service" stands twice: deploy each service once',
  ],
  [
    "two containers",
    { services: ["ecs-demo-service", "ecs-demo-fargate-service"] },
    "services[2].container.name: differs from that of services[1]: give both containers the same name, because the pipeline deploys one image to both",
  ],
  ["a branch", { branch: "/x" }, 'delivery.branch: "/x" is not a branch name: use letters, digits, . _ / and -'],
])("delivery of %s is refused", (_, change, message) => {
  expect(problems({ ...demo, delivery: { ...demo.delivery, ...change } })).toContain(message);
});

test.each([
  [
    { instances: { min: 2, desired: 1, max: 3 } },
    "ec2Cluster.instances.desired: 1 is outside the limits: use 2 to 3, or change min or max",
  ],
  [
    { instances: { min: 4, desired: 4, max: 3 } },
    "ec2Cluster.instances.min: 4 is more than max 3: lower it, or raise max",
  ],
  [
    { instanceType: "t4g.small" },
    'ec2Cluster.instanceType: "t4g.small" does not run x86_64: use architecture "arm64", or change the other',
  ],
  [
    { architecture: "arm64" },
    'ec2Cluster.instanceType: "t2.small" does not run arm64: use a type such as t4g.small, or change the other',
  ],
  [{ rootVolumeGiB: 8 }, "ec2Cluster.rootVolumeGiB: 8 is out of range: use a whole number from 30 to 16384 GiB"],
])("instances with %j are refused", (change, message) => {
  expect(problems({ ...demo, ec2Cluster: { ...demo.ec2Cluster, ...change } })).toContain(message);
});

test("instances need a way out: a public address in a public subnet, or private subnets", () => {
  const small = { cidr: "172.16.0.0/16", zones: demo.network.zones, nat: "none" };
  expect(problems({ ...demo, network: small })).toContain(
    'ec2Cluster.subnets: "public" leaves the instances without a way out: set network.publicIpOnLaunch to true, or use private subnets',
  );
  expect(problems({ ...demo, network: { ...small, publicIpOnLaunch: true }, ec2Cluster: {} })).toContain(
    'ec2Cluster.subnets: there are no private subnets: use "public", or give the network NAT gateways',
  );
});

test("all problems are reported at once, also where fields are of the wrong type", () => {
  const found = problems({
    ...demo,
    account: "1",
    region: 5,
    network: { ...demo.network, zones: ["us-east-1a"] },
    services: [{ ...service, memoryMiB: 1 }],
    extra: 1,
  });
  expect(found.map((line) => line.split(":")[0])).toEqual(
    expect.arrayContaining(["account", "region", "network.zones", "services[0].memoryMiB", "extra"]),
  );
});
