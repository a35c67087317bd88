import { demo } from "../../../config/environments/demo.ts";
import {
  type Accepted,
  environmentOf,
  onExternal,
  onInstances,
  onManaged,
  problems,
  type Refused,
  service,
  serviceProblems,
} from "../../support/problems.ts";

const on = (...providers: (string | object)[]) => ({
  capacity: providers.map((each) => (typeof each === "string" ? { provider: each } : each)),
});

const REFUSED: Refused[] = [
  [
    "instances on the Fargate cluster",
    on("instances"),
    'services[0].capacity[0].provider: "instances" is not of the fargate cluster: use FARGATE or FARGATE_SPOT',
  ],
  [
    "managed instances on the Fargate cluster",
    on("managed-instances"),
    'services[0].capacity[0].provider: "managed-instances" is not of the fargate cluster: use FARGATE or FARGATE_SPOT',
  ],
  [
    "external instances on the Fargate cluster",
    { ...on("external"), route: { priority: 1 } },
    'services[0].capacity[0].provider: "external" is not of the fargate cluster: use FARGATE or FARGATE_SPOT',
  ],
  [
    "Fargate on the EC2 cluster",
    { ...onInstances, ...on("FARGATE") },
    'services[0].capacity[0].provider: "FARGATE" is not of the ec2 cluster: use instances, managed-instances or external',
  ],
  ["an empty list", on(), "services[0].capacity: [] is empty: name a provider, or leave it out"],
  [
    "a provider twice",
    on("FARGATE", "FARGATE"),
    'services[0].capacity: [{"provider":"FARGATE"},{"provider":"FARGATE"}] names a provider twice: give each provider one share',
  ],
  [
    "a mix on the EC2 cluster",
    { ...onInstances, ...on("instances", "managed-instances"), networkMode: "awsvpc" },
    'services[0].capacity: [{"provider":"instances"},{"provider":"managed-instances"}] mixes kinds of capacity, which ECS does not support: use one of them',
  ],
  [
    "two bases",
    on({ provider: "FARGATE", base: 1 }, { provider: "FARGATE_SPOT", base: 1 }),
    'services[0].capacity: [{"provider":"FARGATE","base":1},{"provider":"FARGATE_SPOT","base":1}] sets base for several providers: only one can have a base',
  ],
  [
    "no weight at all",
    on({ provider: "FARGATE", weight: 0, base: 2 }),
    'services[0].capacity: [{"provider":"FARGATE","weight":0,"base":2}] has no weight above 0, so no task could be placed: give one provider a weight',
  ],
  [
    "a base of a daemon",
    { ...onInstances, scheduling: "daemon", ...on({ provider: "instances", base: 1 }) },
    "services[0].capacity[0].base: 1 is not for a daemon, which has one task on each instance: leave it out",
  ],
  [
    "an unknown provider",
    on("EC2"),
    'services[0].capacity[0].provider: "EC2" must be one of: FARGATE, FARGATE_SPOT, instances, managed-instances, external',
  ],
  [
    "a high weight",
    on({ provider: "FARGATE", weight: 1001 }),
    "services[0].capacity[0].weight: 1001 is out of range: use a whole number from 0 to 1000",
  ],
  [
    "a base below none",
    on({ provider: "FARGATE", base: -1 }),
    "services[0].capacity[0].base: -1 is out of range: use a whole number from 0 to 100000 tasks",
  ],
];

test.each(REFUSED)("%s is refused", (_, change, message) => {
  expect(serviceProblems(change)).toEqual([message]);
});

test.each([
  ["managed-instances", onManaged, "managedInstances"],
  ["external", onExternal, "externalInstances"],
])("capacity that the cluster does not have is refused: %s", (provider, change, field) => {
  expect(problems({ ...environmentOf({ ...service, ...change }), ec2Cluster: demo.ec2Cluster })).toEqual([
    `services[0].capacity[0].provider: "${provider}" is not in the EC2 cluster: add ec2Cluster.${field}`,
  ]);
});

const ACCEPTED: Accepted[] = [
  ["a mix of Fargate and Spot", on({ provider: "FARGATE", base: 1 }, { provider: "FARGATE_SPOT", weight: 3 })],
  ["no weight of one of two", on({ provider: "FARGATE", base: 2, weight: 0 }, "FARGATE_SPOT")],
  ["Spot on Arm", { ...on("FARGATE_SPOT"), architecture: "arm64" }],
  ["instances", { ...onInstances, ...on("instances") }],
  ["a base on instances", { ...onInstances, ...on({ provider: "instances", base: 2 }) }],
  ["managed instances", onManaged],
  ["external instances", onExternal],
  ["a daemon on named instances", { ...onInstances, scheduling: "daemon", ...on("instances") }],
];

test.each(ACCEPTED)("%s is fine", (_, change) => {
  expect(serviceProblems(change)).toEqual([]);
});

describe("architecture", () => {
  test("instances run their own only", () => {
    expect(serviceProblems({ ...onInstances, architecture: "arm64" })).toEqual([
      'services[0].architecture: "arm64" does not run on the cluster\'s instances: use x86_64, or change ec2Cluster.architecture',
    ]);
  });

  test.each([
    ["Fargate", {}],
    ["managed instances", onManaged],
    ["external instances", onExternal],
  ])("%s may have another one", (_, change) => {
    expect(serviceProblems({ ...change, architecture: "arm64" })).toEqual([]);
  });
});
