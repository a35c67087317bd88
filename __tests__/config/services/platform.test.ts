import {
  type Accepted,
  onExternal,
  onInstances,
  onManaged,
  type Refused,
  serviceProblems,
} from "../../support/problems.ts";

const WINDOWS = { os: "windows-2022-core", cpuUnits: 1024, memoryMiB: 2048 };
const DAEMON = { ...onInstances, scheduling: "daemon" };
const ROUTE = { priority: 1 };

const spread = (field: string) => ({ type: "spread", field });
const onlyOn = (expression: string) => ({ type: "memberOf", expression });
const random = (count: number) => Array.from({ length: count }, () => ({ type: "random" }));

const REFUSED: Refused[] = [
  [
    "a placement strategy on managed instances",
    { ...onManaged, placement: { strategies: random(1) } },
    'services[0].placement.strategies: [{"type":"random"}] is not for managed instances, which ECS chooses itself: leave it out',
  ],
  [
    "a daemon on Fargate",
    { scheduling: "daemon" },
    'services[0].scheduling: "daemon" is not supported on Fargate: use replica',
  ],
  [
    "bridge mode on Fargate",
    { networkMode: "bridge" },
    'services[0].networkMode: "bridge" is not for Fargate: use awsvpc, or leave it out',
  ],
  [
    "a placement strategy on Fargate",
    { placement: { strategies: [] } },
    'services[0].placement: {"strategies":[]} is only for the EC2 cluster: leave it out, Fargate spreads tasks itself',
  ],
  [
    "a placement constraint on Fargate",
    { placement: { constraints: [{ type: "distinctInstance" }] } },
    'services[0].placement: {"constraints":[{"type":"distinctInstance"}]} is only for the EC2 cluster: leave it out, Fargate spreads tasks itself',
  ],
  [
    "Windows on Arm",
    { ...WINDOWS, architecture: "arm64" },
    'services[0].architecture: "arm64" does not run Windows: use x86_64, or set os to linux',
  ],
  [
    "Windows on Spot",
    { ...WINDOWS, capacity: [{ provider: "FARGATE_SPOT" }] },
    'services[0].capacity: [{"provider":"FARGATE_SPOT"}] has FARGATE_SPOT, which does not run Windows: use FARGATE',
  ],
  [
    "a larger disk on Windows",
    { ...WINDOWS, ephemeralStorageGiB: 50 },
    "services[0].ephemeralStorageGiB: 50 is only for Linux: leave it out, or set os to linux",
  ],
  [
    "a platform version on EC2",
    { ...onInstances, platformVersion: "1.4.0" },
    'services[0].platformVersion: "1.4.0" is only for Fargate: leave it out, or set cluster to fargate',
  ],
  [
    "a disk of a task on EC2",
    { ...onInstances, ephemeralStorageGiB: 50 },
    "services[0].ephemeralStorageGiB: 50 is only for Fargate: leave it out, or set cluster to fargate",
  ],
  [
    "a route to external instances",
    { ...onExternal, route: ROUTE },
    'services[0].route: {"priority":1} is not for external instances: leave it out, or use other capacity',
  ],
  [
    "Service Connect on external instances",
    { ...onExternal, serviceConnect: {} },
    "services[0].serviceConnect: {} is not for external instances: leave it out, or use other capacity",
  ],
  [
    "a placement strategy on external instances",
    { ...onExternal, placement: { strategies: [] } },
    "services[0].placement.strategies: [] is not for external instances: leave it out, or use other capacity",
  ],
  [
    "blue/green on external instances",
    { ...onExternal, deployment: { type: "ecs-blue-green" } },
    'services[0].deployment.type: "ecs-blue-green" is not for external instances: use rolling, or other capacity',
  ],
  [
    "awsvpc mode on external instances",
    { ...onExternal, networkMode: "awsvpc" },
    'services[0].networkMode: "awsvpc" is not for external instances: use bridge, or leave it out',
  ],
  [
    "bridge mode on managed instances",
    { ...onManaged, networkMode: "bridge" },
    'services[0].networkMode: "bridge" is not for managed instances: use awsvpc, or leave it out',
  ],
  [
    "metadata of no instance",
    { instanceMetadata: true },
    "services[0].instanceMetadata: true is only for tasks in bridge mode on instances: leave it out, tasks have their own role",
  ],
  [
    "metadata of an instance in awsvpc mode",
    { ...onInstances, networkMode: "awsvpc", instanceMetadata: true },
    "services[0].instanceMetadata: true is only for tasks in bridge mode on instances: leave it out, tasks have their own role",
  ],
  [
    "metadata of an external instance",
    { ...onExternal, instanceMetadata: true },
    "services[0].instanceMetadata: true is only for tasks in bridge mode on instances: leave it out, tasks have their own role",
  ],
  [
    "six strategies",
    { ...onInstances, placement: { strategies: random(6) } },
    'services[0].placement.strategies: [{"type":"random"},{"type":"random"},{"type":"random"},{"type":"random"},{"ty… is too long: ECS allows up to five',
  ],
  [
    "eleven constraints",
    { ...onInstances, placement: { constraints: Array.from({ length: 11 }, () => onlyOn("task:group == b")) } },
    'services[0].placement.constraints: [{"type":"memberOf","expression":"task:group == b"},{"type":"memberOf","expre… is too long: ECS allows up to ten',
  ],
  [
    "a number of daemons",
    { ...DAEMON, desiredCount: 2 },
    "services[0].desiredCount: 2 is not for a daemon, which has one task on each instance: leave it out",
  ],
  [
    "a daemon that scales",
    { ...DAEMON, scaling: { minTasks: 1, maxTasks: 4, tracking: [{ metric: "cpu", target: 50 }] } },
    'services[0].scaling: {"minTasks":1,"maxTasks":4,"tracking":[{"metric":"cpu","target":50}]} is not for a daemon, which has one task on each instance: leave it out',
  ],
  [
    "a daemon that scales without a policy, and to less than it starts with",
    { ...DAEMON, scaling: { minTasks: 4, maxTasks: 1 } },
    'services[0].scaling: {"minTasks":4,"maxTasks":1} is not for a daemon, which has one task on each instance: leave it out',
  ],
  [
    "a placement strategy of a daemon",
    { ...DAEMON, placement: { strategies: random(1) } },
    'services[0].placement.strategies: [{"type":"random"}] is not for a daemon, which has one task on each instance: leave it out',
  ],
];

test.each(REFUSED)("%s is refused", (_, change, message) => {
  expect(serviceProblems(change)).toEqual([message]);
});

test.each<[what: string, change: object, message: string]>([
  ["a daemon", DAEMON, "is not for a daemon: leave it out"],
  ["external instances", onExternal, "is not for external instances: leave it out"],
  [
    "no room for more tasks",
    { deployment: { type: "rolling", minimumHealthyPercent: 50, maximumPercent: 100 } },
    "needs room for more tasks: raise deployment.maximumPercent, or leave it out",
  ],
  [
    "another first strategy",
    { ...onInstances, placement: { strategies: [spread("instanceId"), spread("attribute:ecs.availability-zone")] } },
    "needs the spread over attribute:ecs.availability-zone as the first placement strategy: leave it out",
  ],
  [
    "a tie to a zone",
    { ...onInstances, placement: { constraints: [onlyOn("attribute:ecs.availability-zone == us-east-1a")] } },
    "is not for services that are tied to a zone by a placement constraint: leave it out",
  ],
])("moving tasks between zones is refused with %s", (_, change, message) => {
  expect(serviceProblems({ ...change, zoneRebalancing: true })).toEqual([
    `services[0].zoneRebalancing: true ${message}`,
  ]);
});

const ACCEPTED: Accepted[] = [
  ["Windows", WINDOWS],
  ["awsvpc mode on Fargate, where it is the only one", { networkMode: "awsvpc" }],
  ["awsvpc mode on instances", { ...onInstances, networkMode: "awsvpc" }],
  ["awsvpc mode on managed instances", { ...onManaged, networkMode: "awsvpc" }],
  ["bridge mode on external instances", { ...onExternal, networkMode: "bridge" }],
  ["metadata of an instance in bridge mode", { ...onInstances, instanceMetadata: true }],
  [
    "a constraint on external instances",
    { ...onExternal, placement: { constraints: [onlyOn("attribute:site == a")] } },
  ],
  ["a constraint of a daemon", { ...DAEMON, placement: { constraints: [onlyOn("attribute:stack == web")] } }],
  ["five strategies", { ...onInstances, placement: { strategies: random(5) } }],
  [
    "scaling on external instances",
    {
      ...onExternal,
      scaling: { minTasks: 1, maxTasks: 4, tracking: [{ metric: "cpu", target: 50 }] },
    },
  ],
  ["a route to managed instances", { ...onManaged, route: ROUTE }],
  ["moving tasks between zones on instances", { ...onInstances, zoneRebalancing: true }],
  [
    "moving tasks between zones after the spread over them",
    {
      ...onInstances,
      placement: { strategies: [spread("attribute:ecs.availability-zone"), { type: "binpack", field: "cpu" }] },
      zoneRebalancing: true,
    },
  ],
];

test.each(ACCEPTED)("%s is fine", (_, change) => {
  expect(serviceProblems(change)).toEqual([]);
});
