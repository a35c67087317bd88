import { demo } from "../../../config/environments/demo.ts";
import { parseConfig } from "../../../config/load.ts";
import { completed, environmentOf, onExternal, onInstances, onManaged, service } from "../../support/problems.ts";

const DAEMON = { ...onInstances, scheduling: "daemon" };
const ROUTE = { priority: 1 };
const STEPS = { out: { cpuPercent: 80 }, in: { cpuPercent: 20 } };
const spread = (field: string) => ({ placement: { strategies: [{ type: "spread", field }] } });

test.each([
  ["Fargate", {}, "awsvpc"],
  ["instances", onInstances, "bridge"],
  ["managed instances", onManaged, "awsvpc"],
  ["external instances", onExternal, "bridge"],
  ["instances, if it is configured,", { ...onInstances, networkMode: "awsvpc" }, "awsvpc"],
])("the network mode on %s is %s", (_, change, expected) => {
  expect(completed(change).networkMode).toBe(expected);
});

test.each([
  ["fargate", {}, "FARGATE"],
  ["ec2", onInstances, "instances"],
])("on cluster %s all tasks run on one provider by default", (_, change, provider) => {
  expect(completed(change).capacity).toEqual([{ provider, weight: 1, base: 0 }]);
});

test.each([
  ["without scaling", {}, 2],
  ["as configured", { desiredCount: 5 }, 5],
  ["none, if configured as 0", { desiredCount: 0 }, 0],
  ["the fewest that scaling allows", { scaling: { minTasks: 3, maxTasks: 8, steps: STEPS } }, 3],
  ["the most that scaling allows", { scaling: { minTasks: 1, maxTasks: 1, steps: STEPS } }, 1],
  ["two between the limits of scaling", { scaling: { minTasks: 1, maxTasks: 8, steps: STEPS } }, 2],
  ["unknown for a daemon", DAEMON, undefined],
])("the number of tasks is %s", (_, change, expected) => {
  expect(completed(change).desiredCount).toBe(expected);
});

test.each([
  ["a replica", {}, 100, 200],
  ["a daemon", DAEMON, 0, 100],
  [
    "one with its own limits",
    { deployment: { type: "rolling", minimumHealthyPercent: 50, maximumPercent: 150 } },
    50,
    150,
  ],
  ["one with half of its own limits", { deployment: { type: "rolling", minimumHealthyPercent: 50 } }, 50, 200],
])("a rolling deployment of %s leaves and makes tasks", (_, change, minimumHealthyPercent, maximumPercent) => {
  expect(completed(change).deployment.rollout).toEqual({ type: "rolling", minimumHealthyPercent, maximumPercent });
});

test.each<[what: string, change: object, expected: boolean]>([
  ["on Fargate", {}, true],
  ["on instances", onInstances, true],
  ["with ecs-blue-green", { deployment: { type: "ecs-blue-green" } }, true],
  ["with CodeDeploy", { route: ROUTE, deployment: { type: "codedeploy-blue-green" } }, false],
  ["as a daemon", DAEMON, false],
  ["on external instances", onExternal, false],
  ["without room for more", { deployment: { type: "rolling", minimumHealthyPercent: 0, maximumPercent: 100 } }, false],
  ["after the spread over zones", { ...onInstances, ...spread("attribute:ecs.availability-zone") }, true],
  ["after another spread", { ...onInstances, ...spread("instanceId") }, false],
  ["where it is not wanted", { zoneRebalancing: false }, false],
])("whether ECS moves tasks between zones %s: %#", (_, change, expected) => {
  expect(completed(change).zoneRebalancing).toBe(expected);
});

test.each<[what: string, change: object, expected: string[]]>([
  ["one for a rolling deployment", {}, ["ecs-demo-web"]],
  ["two for blue/green", { deployment: { type: "ecs-blue-green" } }, ["ecs-demo-web-1", "ecs-demo-web-2"]],
  [
    "two with given names",
    { deployment: { type: "ecs-blue-green", targetGroupNames: ["blue", "green"] } },
    ["blue", "green"],
  ],
])("target groups: %s", (_, change, expected) => {
  expect(completed({ route: ROUTE, ...change }).targetGroupNames).toEqual(expected);
});

describe("names", () => {
  test("those that the account shares begin with the environment's", () => {
    expect(completed({})).toMatchObject({
      taskFamily: "ecs-demo-web-task-def",
      taskRoleName: "ecs-demo-web-task-role",
      executionRoleName: "ecs-demo-web-tasks-execution-role",
      securityGroupName: "ecs-demo-web-tasks",
      dashboardName: "ecs-demo-web-dashboard",
      logGroupName: "/ecs/ecs-demo/web",
    });
  });

  test("a service that begins so does not get it twice", () => {
    expect(completed({ name: "ecs-demo-shop" })).toMatchObject({
      taskFamily: "ecs-demo-shop-task-def",
      taskRoleName: "ecs-demo-shop-task-role",
      logGroupName: "/ecs/ecs-demo/ecs-demo-shop",
    });
  });

  test("given ones stay", () => {
    expect(completed({ taskFamily: "family", dashboardName: "board" })).toMatchObject({
      taskFamily: "family",
      dashboardName: "board",
    });
  });

  test("alarms are called after what they measure", () => {
    const alarms = [
      { metric: "cpu", threshold: 90 },
      { metric: "memory", threshold: 90, name: "full" },
    ];
    expect(completed({ alarms }).alarms).toMatchObject([
      { name: "ecs-demo-web-cpu", periodSeconds: 60, periods: 3, rollsBack: false },
      { name: "full" },
    ]);
  });

  test("scaling is called after what it does", () => {
    const schedule = { name: "night", when: "cron(0 20 ? * * *)", minTasks: 1, maxTasks: 2 };
    const tracking = [{ metric: "memory", target: 70 }];
    expect(
      completed({ scaling: { minTasks: 1, maxTasks: 4, steps: STEPS, tracking, schedules: [schedule] } }).scaling,
    ).toMatchObject({
      steps: {
        out: { policyName: "ecs-demo-web-scale-out-policy", alarmName: "ecs-demo-web-scale-out-alarm", tasks: 1 },
        in: { policyName: "ecs-demo-web-scale-in-policy", alarmName: "ecs-demo-web-scale-in-alarm", tasks: 1 },
      },
      tracking: [{ policyName: "ecs-demo-web-memory-tracking", scaleIn: true }],
      schedules: [{ name: "ecs-demo-web-night", timezone: "UTC" }],
    });
  });

  test.each([
    ["all-at-once", { type: "all-at-once" }, "ecs-demo-web-all-at-once"],
    ["a canary, as by default,", undefined, "ecs-demo-web-canary-10-percent-5-minutes"],
    ["linear", { type: "linear", percent: 20, minutes: 2 }, "ecs-demo-web-linear-20-percent-2-minutes"],
  ])("a shift by CodeDeploy that is %s has a name for it", (_, shift, configName) => {
    const change = { route: ROUTE, deployment: { type: "codedeploy-blue-green", shift } };
    expect(completed(change).deployment).toMatchObject({ configName });
  });
});

describe("architecture", () => {
  const arm = { ...demo.ec2Cluster, architecture: "arm64", instanceTypes: ["t4g.small"] };
  const architectureOf = (change: object, ec2Cluster: object) =>
    parseConfig({ ...environmentOf({ ...service, ...change }), ec2Cluster }, "test").services[0]?.architecture;

  test("on instances it is theirs", () => {
    expect(architectureOf(onInstances, demo.ec2Cluster)).toBe("x86_64");
    expect(architectureOf(onInstances, arm)).toBe("arm64");
  });

  test("on Fargate it is x86_64 by default", () => {
    expect(architectureOf({}, arm)).toBe("x86_64");
    expect(architectureOf({ architecture: "arm64" }, demo.ec2Cluster)).toBe("arm64");
  });
});

test("by default a service logs to CloudWatch, may do nothing in AWS, and has no shell", () => {
  expect(completed({})).toMatchObject({
    logs: { type: "cloudwatch", retentionDays: 30 },
    taskRole: { statements: [], managedPolicyArns: [] },
    exec: false,
    scheduling: "replica",
    instanceMetadata: false,
    managedTags: true,
    propagateTags: "service",
  });
});

test.each<[what: string, change: object, expected: boolean]>([
  ["ECS", {}, true],
  ["ECS, if waitForSteadyState is false", { waitForSteadyState: false }, false],
  ["CodeDeploy", { route: ROUTE, deployment: { type: "codedeploy-blue-green" } }, false],
  ["ECS on instances that are registered later", onExternal, false],
  ["ECS from an image that a pipeline pushes later", { container: { image: ":v1" } }, false],
])("Terraform waits for tasks that are replaced by %s: %s", (_, change, expected) => {
  expect(completed(change).waitForSteadyState).toBe(expected);
});

test("Terraform waits for tasks of the first image, which is there", () => {
  const config = environmentOf({ ...service, container: { image: ":v0" } });
  const { services } = parseConfig({ ...config, registry: { firstImage: { tag: "v0" } } } as never, "test");
  expect(services[0]?.waitForSteadyState).toBe(true);
});
