import { type Accepted, type Refused, serviceProblems } from "../../support/problems.ts";

const CPU = { metric: "cpu", target: 50 };
const NIGHT = { name: "night", when: "cron(0 20 ? * * *)", minTasks: 1, maxTasks: 2 };
const STEPS = { out: { cpuPercent: 80 }, in: { cpuPercent: 20 } };
const ROUTE = { priority: 1 };

const scaling = (change: object) => ({ scaling: { minTasks: 1, maxTasks: 4, tracking: [CPU], ...change } });
const alarms = (...list: object[]) => ({ alarms: list.map((each) => ({ metric: "cpu", threshold: 90, ...each })) });

const REFUSED: Refused[] = [
  [
    "one policy for both steps",
    scaling({ steps: { out: { cpuPercent: 80, policyName: "p" }, in: { cpuPercent: 20, policyName: "p" } } }),
    'services[0].scaling.steps.in.policyName: "p" is also the name of steps.out: give each step its own',
  ],
  [
    "limits the wrong way round",
    scaling({ minTasks: 6 }),
    "services[0].scaling.minTasks: 6 is more than maxTasks 4: lower it, or raise maxTasks",
  ],
  [
    "more tasks than the limits allow",
    { ...scaling({}), desiredCount: 5 },
    "services[0].desiredCount: 5 is outside the scaling limits: use 1 to 4, or change scaling.minTasks or maxTasks",
  ],
  [
    "fewer tasks than the limits allow",
    { ...scaling({}), desiredCount: 0 },
    "services[0].desiredCount: 0 is outside the scaling limits: use 1 to 4, or change scaling.minTasks or maxTasks",
  ],
  [
    "limits of a schedule the wrong way round",
    scaling({ schedules: [{ ...NIGHT, minTasks: 3 }] }),
    "services[0].scaling.schedules[0].minTasks: 3 is more than maxTasks 2: lower it, or raise maxTasks",
  ],
  [
    "a schedule twice",
    scaling({ schedules: [NIGHT, NIGHT] }),
    'services[0].scaling.schedules[1].name: "night" is listed twice: give each schedule its own name',
  ],
  ...[{ tracking: [CPU] }, { steps: STEPS }].map(
    (ways): Refused => [
      `no task at all with ${Object.keys(ways)}`,
      { scaling: { minTasks: 0, maxTasks: 4, ...ways } },
      "services[0].scaling.minTasks: 0 leaves no metric to scale on while no task runs: use at least 1, or add a schedule that sets minTasks above 0",
    ],
  ),
  [
    "a schedule that ends all tasks, without one that starts them",
    scaling({ schedules: [{ ...NIGHT, minTasks: 0 }] }),
    "services[0].scaling.schedules[0].minTasks: 0 leaves no metric to scale on while no task runs: use at least 1, or add a schedule that sets minTasks above 0",
  ],
  [
    "limits alone",
    { scaling: { minTasks: 1, maxTasks: 4 } },
    'services[0].scaling: {"minTasks":1,"maxTasks":4} has limits but no policy: add steps, tracking or schedules',
  ],
  [
    "thresholds that meet",
    scaling({ steps: { out: { cpuPercent: 50 }, in: { cpuPercent: 50 } } }),
    "services[0].scaling.steps.in.cpuPercent: 50 is not below steps.out.cpuPercent 50: the service would scale out and in at once",
  ],
  [
    "a period out",
    scaling({ steps: { ...STEPS, out: { cpuPercent: 80, periodSeconds: 90 } } }),
    "services[0].scaling.steps.out.periodSeconds: 90 must be a multiple of 60 (60, 120, 300 …)",
  ],
  [
    "a period in",
    scaling({ steps: { ...STEPS, in: { cpuPercent: 20, periodSeconds: 90 } } }),
    "services[0].scaling.steps.in.periodSeconds: 90 must be a multiple of 60 (60, 120, 300 …)",
  ],
  [
    "a metric twice",
    scaling({ tracking: [CPU, CPU] }),
    'services[0].scaling.tracking[1].metric: "cpu" is listed twice: track each metric once',
  ],
  [
    "requests without a route",
    scaling({ tracking: [{ metric: "requests", target: 100 }] }),
    'services[0].scaling.tracking[0].metric: "requests" needs a route: add one, or track cpu or memory',
  ],
  [
    "requests with two target groups",
    {
      ...scaling({ tracking: [{ metric: "requests", target: 100 }] }),
      route: ROUTE,
      deployment: { type: "codedeploy-blue-green" },
    },
    'services[0].scaling.tracking[0].metric: "requests" can\'t be tracked with deployment codedeploy-blue-green: track cpu or memory',
  ],
  [
    "an alarm on answers without a route",
    alarms({ metric: "server-errors" }),
    'services[0].alarms[0].metric: "server-errors" needs a route: add one, or use cpu or memory',
  ],
  [
    "an alarm on health without a route",
    alarms({ metric: "unhealthy-tasks" }),
    'services[0].alarms[0].metric: "unhealthy-tasks" needs a route: add one, or use cpu or memory',
  ],
  [
    "an alarm on time without a route",
    alarms({ metric: "response-time" }),
    'services[0].alarms[0].metric: "response-time" needs a route: add one, or use cpu or memory',
  ],
  [
    "a second alarm of the same name",
    alarms({}, { threshold: 70 }),
    'services[0].alarms[1]: {"metric":"cpu","threshold":70} is a second alarm on cpu without a name: give it one',
  ],
  [
    "a period of an alarm",
    alarms({ periodSeconds: 90 }),
    "services[0].alarms[0].periodSeconds: 90 must be a multiple of 60 (60, 120, 300 …)",
  ],
  [
    "an alarm's name",
    alarms({ name: "zu viel ä" }),
    'services[0].alarms[0].name: "zu viel ä" is not a name that AWS accepts: use printable ASCII',
  ],
  [
    "an alarm's metric",
    alarms({ metric: "disk" }),
    'services[0].alarms[0].metric: "disk" must be one of: cpu, memory, unhealthy-tasks, server-errors, response-time',
  ],
  [
    "an alarm that always rings",
    alarms({ threshold: 0 }),
    "services[0].alarms[0].threshold: 0 is out of range: use a whole number from 1 to 1000000",
  ],
  [
    "a metric that is not tracked",
    scaling({ tracking: [{ metric: "disk", target: 50 }] }),
    'services[0].scaling.tracking[0].metric: "disk" must be one of: cpu, memory, requests',
  ],
  [
    "a threshold above everything",
    scaling({ steps: { ...STEPS, out: { cpuPercent: 101 } } }),
    "services[0].scaling.steps.out.cpuPercent: 101 is out of range: use a whole number from 0 to 100 percent",
  ],
  [
    "a cron of five fields",
    scaling({ schedules: [{ ...NIGHT, when: "cron(0 8 * * *)" }] }),
    'services[0].scaling.schedules[0].when: "cron(0 8 * * *)" does not have six fields: write minutes, hours, day of month, month, day of week and year',
  ],
  [
    "a time zone",
    scaling({ schedules: [{ ...NIGHT, timezone: "+01:00" }] }),
    'services[0].scaling.schedules[0].timezone: "+01:00" is not a time zone: write its IANA name, such as Europe/Berlin',
  ],
  [
    "a misspelt time zone",
    scaling({ schedules: [{ ...NIGHT, timezone: "Europe/Berln" }] }),
    'services[0].scaling.schedules[0].timezone: "Europe/Berln" is not a time zone: write its IANA name, such as Europe/Berlin; did you mean Europe/Berlin?',
  ],
  [
    "a schedule without a ?",
    scaling({ schedules: [{ ...NIGHT, when: "cron(0 8 * * MON-FRI *)" }] }),
    'services[0].scaling.schedules[0].when: "cron(0 8 * * MON-FRI *)" needs a ? in day of month or in day of week, and a value or * in the other: write cron(0 8 ? * MON-FRI *)',
  ],
  [
    "a rate of nothing",
    scaling({ schedules: [{ ...NIGHT, when: "rate(0 minutes)" }] }),
    'services[0].scaling.schedules[0].when: "rate(0 minutes)" has no interval: use a number of at least 1',
  ],
  [
    "a schedule's name",
    scaling({ schedules: [{ ...NIGHT, name: "at night: 2" }] }),
    'services[0].scaling.schedules[0].name: "at night: 2" is not a valid name: use up to 256 printable characters of ASCII without : / and |, and no space at either end',
  ],
];

test.each(REFUSED)("%s is refused", (_, change, message) => {
  expect(serviceProblems(change)).toEqual([message]);
});

const ACCEPTED: Accepted[] = [
  ["every way to scale at once", { ...scaling({ steps: STEPS, schedules: [NIGHT] }), route: ROUTE }],
  ["schedules alone", { scaling: { minTasks: 1, maxTasks: 4, schedules: [NIGHT] } }],
  [
    "no task at night, and some in the morning",
    scaling({
      minTasks: 0,
      schedules: [
        { ...NIGHT, minTasks: 0 },
        { ...NIGHT, name: "morning" },
      ],
    }),
  ],
  ["no task ever again by a schedule alone", { scaling: { minTasks: 0, maxTasks: 4, schedules: [NIGHT] } }],
  ["a fixed number of tasks", scaling({ minTasks: 4, maxTasks: 4 })],
  ["requests with a route", { ...scaling({ tracking: [{ metric: "requests", target: 100 }] }), route: ROUTE }],
  ["a rate", scaling({ schedules: [{ ...NIGHT, when: "rate(2 hours)" }] })],
  ["a moment", scaling({ schedules: [{ ...NIGHT, when: "at(2027-01-31T08:00:00)", timezone: "Etc/GMT+5" }] })],
  ["two alarms on a metric with names", alarms({}, { name: "web-busy", threshold: 70 })],
  ["alarms on what a route has", { ...alarms({ metric: "server-errors" }, { metric: "response-time" }), route: ROUTE }],
  ["CPU with two target groups", { ...scaling({}), route: ROUTE, deployment: { type: "ecs-blue-green" } }],
];

test.each(ACCEPTED)("%s is fine", (_, change) => {
  expect(serviceProblems(change)).toEqual([]);
});
