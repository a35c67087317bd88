import { type Accepted, onInstances, onManaged, type Refused, serviceProblems } from "../../support/problems.ts";

const ROUTE = { priority: 1 };
const TEST = { port: 9000, allowedCidrs: ["10.0.0.0/8"] };
const LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:check";
const DAEMON = { ...onInstances, scheduling: "daemon" };

const rolling = (change: object) => ({ deployment: { type: "rolling", ...change } });
const deploy = (type: string, change: object = {}) => ({ route: ROUTE, deployment: { type, ...change } });
const codeDeploy = (change: object = {}) => deploy("codedeploy-blue-green", change);
const hook = (stage: string) => ({ hooks: [{ lambdaArn: LAMBDA, stages: [stage] }] });
const linear = (percent: number, minutes: number) => codeDeploy({ shift: { type: "linear", percent, minutes } });
const alarms = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    metric: "cpu",
    threshold: 90,
    name: `busy-${index}`,
    rollsBack: true,
  }));

const REFUSED: Refused[] = [
  [
    "waiting for CodeDeploy",
    { ...codeDeploy(), waitForSteadyState: true },
    "services[0].waitForSteadyState: true can't be used with codedeploy-blue-green, whose deployments Terraform does not start: leave it out",
  ],
  [
    "no room with one task",
    { desiredCount: 1, ...rolling({ minimumHealthyPercent: 50, maximumPercent: 150 }) },
    'services[0].deployment: {"type":"rolling","minimumHealthyPercent":50,"maximumPercent":150} leaves no way to replace one of 1 task: 1 must stay and 1 may run, so lower minimumHealthyPercent, or raise maximumPercent',
  ],
  [
    "no room with the fewest tasks of scaling",
    {
      desiredCount: 3,
      scaling: { minTasks: 3, maxTasks: 9, tracking: [{ metric: "cpu", target: 60 }] },
      ...rolling({ minimumHealthyPercent: 90, maximumPercent: 120 }),
    },
    'services[0].deployment: {"type":"rolling","minimumHealthyPercent":90,"maximumPercent":120} leaves no way to replace one of 3 tasks: 3 must stay and 3 may run, so lower minimumHealthyPercent, or raise maximumPercent',
  ],
  [
    "a hook without stages",
    deploy("ecs-blue-green", { hooks: [{ lambdaArn: LAMBDA, stages: [] }] }),
    "services[0].deployment.hooks[0].stages: [] is empty: name a stage, such as POST_TEST_TRAFFIC_SHIFT",
  ],
  [
    "no room to replace a task",
    rolling({ maximumPercent: 100 }),
    "services[0].deployment.maximumPercent: 100 leaves no way to replace a task: use minimumHealthyPercent below 100, or maximumPercent above 100",
  ],
  [
    "more than one daemon on an instance",
    { ...DAEMON, ...rolling({ maximumPercent: 200 }) },
    "services[0].deployment.maximumPercent: 200 is not for a daemon, which has one task on each instance: leave it out",
  ],
  [
    "a daemon that never stops",
    { ...DAEMON, ...rolling({ minimumHealthyPercent: 100 }) },
    "services[0].deployment.minimumHealthyPercent: 100 leaves no way to replace a task of a daemon: use less than 100",
  ],
  [
    "blue/green of a daemon",
    { ...DAEMON, deployment: { type: "ecs-blue-green" } },
    'services[0].deployment.type: "ecs-blue-green" is not for a daemon, which can\'t run twice on an instance: use rolling',
  ],
  [
    "blue/green of a daemon with a route",
    { ...DAEMON, ...deploy("ecs-blue-green") },
    'services[0].deployment.type: "ecs-blue-green" is not for a daemon, which can\'t run twice on an instance: use rolling',
  ],
  [
    "CodeDeploy of a daemon without a route",
    { ...DAEMON, deployment: { type: "codedeploy-blue-green", test: TEST } },
    'services[0].deployment.type: "codedeploy-blue-green" is not for a daemon, which can\'t run twice on an instance: use rolling',
  ],
  [
    "a test without a route",
    { deployment: { type: "ecs-blue-green", test: TEST } },
    'services[0].deployment.test: {"port":9000,"allowedCidrs":["10.0.0.0/8"]} requires a route: add one, or leave it out',
  ],
  [
    "CodeDeploy without a route",
    { deployment: { type: "codedeploy-blue-green" } },
    'services[0].deployment.type: "codedeploy-blue-green" requires a route: add one, or use rolling',
  ],
  ...["ecs-linear", "ecs-canary"].map(
    (type): Refused => [
      `${type} without requests`,
      { deployment: { type }, serviceConnect: {} },
      `services[0].deployment.type: "${type}" requires a route or serviceConnect.name: add one, or use rolling`,
    ],
  ),
  [
    "one target group for both",
    codeDeploy({ targetGroupNames: ["web", "web"] }),
    'services[0].deployment.targetGroupNames: ["web","web"] lists the same name twice: use two names',
  ],
  ...["ecs-blue-green", "ecs-linear", "ecs-canary"].map(
    (type): Refused => [
      `${type} of ports that Docker chooses`,
      { ...onInstances, ...deploy(type) },
      `services[0].deployment.type: "${type}" requires tasks with their own addresses: set networkMode to "awsvpc", or use codedeploy-blue-green or rolling`,
    ],
  ),
  [
    "a hook of test traffic without a test",
    deploy("ecs-blue-green", hook("POST_TEST_TRAFFIC_SHIFT")),
    'services[0].deployment.hooks[0].stages: ["POST_TEST_TRAFFIC_SHIFT"] requires test traffic: add deployment.test',
  ],
  [
    "a hook of test traffic of CodeDeploy without a test",
    codeDeploy({ hooks: { afterAllowTestTraffic: LAMBDA } }),
    `services[0].deployment.hooks.afterAllowTestTraffic: "${LAMBDA}" requires test traffic: add deployment.test`,
  ],
  [
    "CodeDeploy with Service Connect",
    { ...codeDeploy(), serviceConnect: {} },
    "services[0].serviceConnect: {} can't be used with codedeploy-blue-green: use ecs-blue-green or rolling",
  ],
  [
    "a shift of more than two days",
    linear(10, 321),
    "services[0].deployment.shift.minutes: 321 makes the shift take more than two days: use larger steps, or fewer minutes",
  ],
  [
    "more alarms than CodeDeploy takes",
    { ...codeDeploy(), alarms: alarms(11) },
    'services[0].alarms: [{"metric":"cpu","threshold":90,"name":"busy-0","rollsBack":true},{"metric":"… has more than 10 that roll back, which is the limit of CodeDeploy: set rollsBack of some to false',
  ],
];

const FIELDS: Refused[] = [
  [
    "a kind",
    deploy("big-bang"),
    'services[0].deployment.type: "big-bang" must be one of: rolling, codedeploy-blue-green, ecs-blue-green, ecs-linear, ecs-canary',
  ],
  [
    "a field of another kind",
    rolling({ stepPercent: 5 }),
    'services[0].deployment.stepPercent: unknown field; it is a field of type "ecs-linear"',
  ],
  [
    "very many tasks",
    rolling({ maximumPercent: 500 }),
    "services[0].deployment.maximumPercent: 500 is out of range: use a whole number from 100 to 400 percent",
  ],
  [
    "a small step",
    deploy("ecs-linear", { stepPercent: 2.5 }),
    "services[0].deployment.stepPercent: 2.5 is out of range: use a number from 3 to 100 percent",
  ],
  [
    "a canary of everything",
    deploy("ecs-canary", { canaryPercent: 100 }),
    "services[0].deployment.canaryPercent: 100 is out of range: use a number from 0.1 to 99.9 percent",
  ],
  [
    "a way to shift",
    codeDeploy({ shift: { type: "slow" } }),
    'services[0].deployment.shift.type: "slow" must be one of: all-at-once, canary, linear',
  ],
  [
    "a stage",
    deploy("ecs-blue-green", hook("AFTER_INSTALL")),
    'services[0].deployment.hooks[0].stages[0]: "AFTER_INSTALL" must be one of: RECONCILE_SERVICE, PRE_SCALE_UP, POST_SCALE_UP, TEST_TRAFFIC_SHIFT, POST_TEST_TRAFFIC_SHIFT, PRODUCTION_TRAFFIC_SHIFT, POST_PRODUCTION_TRAFFIC_SHIFT',
  ],
  [
    "a function by its name",
    codeDeploy({ hooks: { beforeInstall: "check" } }),
    'services[0].deployment.hooks.beforeInstall: "check" is not a Lambda function: write its ARN, arn:aws:lambda:REGION:ACCOUNT:function:NAME',
  ],
  [
    "one target group",
    codeDeploy({ targetGroupNames: ["web"] }),
    "services[0].deployment.targetGroupNames[1]: is required: add it",
  ],
  [
    "a target group's name",
    codeDeploy({ targetGroupNames: ["web_1", "web-2"] }),
    'services[0].deployment.targetGroupNames[0]: "web_1" is not a name that AWS accepts: use letters, digits and -, with a letter or digit at both ends',
  ],
  [
    "a target group's name that begins with a hyphen",
    codeDeploy({ targetGroupNames: ["-a", "b"] }),
    'services[0].deployment.targetGroupNames[0]: "-a" is not a name that AWS accepts: use letters, digits and -, with a letter or digit at both ends',
  ],
];

test.each([...REFUSED, ...FIELDS])("%s is refused", (_, change, message) => {
  expect(serviceProblems(change)).toEqual([message]);
});

const ACCEPTED: Accepted[] = [
  [
    "one task that is stopped first",
    { desiredCount: 1, ...rolling({ minimumHealthyPercent: 0, maximumPercent: 150 }) },
  ],
  ["room below instead of above", rolling({ minimumHealthyPercent: 50, maximumPercent: 100 })],
  ["a daemon that stops on some instances at a time", { ...DAEMON, ...rolling({ minimumHealthyPercent: 50 }) }],
  ["CodeDeploy of ports that Docker chooses", { ...onInstances, ...codeDeploy() }],
  [
    "ecs-blue-green on instances in awsvpc mode",
    { ...onInstances, ...deploy("ecs-blue-green"), networkMode: "awsvpc" },
  ],
  ["ecs-blue-green on managed instances", { ...onManaged, ...deploy("ecs-blue-green") }],
  ["ecs-blue-green without a route", { deployment: { type: "ecs-blue-green" } }],
  ["ecs-blue-green without a route on instances", { ...onInstances, deployment: { type: "ecs-blue-green" } }],
  ...["ecs-linear", "ecs-canary"].map(
    (type): Accepted => [
      `${type} of requests that other services make`,
      { deployment: { type }, serviceConnect: { name: "web" } },
    ],
  ),
  ["a hook of test traffic with a test", deploy("ecs-canary", { test: TEST, ...hook("TEST_TRAFFIC_SHIFT") })],
  ["hooks of CodeDeploy", codeDeploy({ test: TEST, hooks: { afterAllowTestTraffic: LAMBDA } })],
  ["a shift of two days from the first step to the last", linear(10, 320)],
  ["ten alarms that roll back", { ...codeDeploy(), alarms: alarms(10) }],
  ["more alarms with ECS", { ...deploy("ecs-blue-green"), alarms: alarms(11) }],
];

test.each(ACCEPTED)("%s is fine", (_, change) => {
  expect(serviceProblems(change)).toEqual([]);
});
