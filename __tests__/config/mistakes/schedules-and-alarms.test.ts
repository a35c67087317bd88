import { accepts, refuses } from "../../support/mistakes.ts";

refuses([
  [
    "cron both day fields *",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "cron(0 8 * * * *)", minTasks: 1, maxTasks: 2 }],
      },
    },
    ["services[0].scaling.schedules[0].when", "needs a ? in day of month or in day of week, and a value or * in the"],
  ],
  [
    "cron both day fields set",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "cron(0 8 1 * MON *)", minTasks: 1, maxTasks: 2 }],
      },
    },
    ["services[0].scaling.schedules[0].when", "needs a ? in day of month or in day of week, and a value or * in the"],
  ],
  [
    "cron letters",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "cron(zero eight ? * * *)", minTasks: 1, maxTasks: 2 }],
      },
    },
    ["services[0].scaling.schedules[0].when", "has a field that AWS does not accept"],
  ],
  [
    "rate(0 minutes)",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "rate(0 minutes)", minTasks: 1, maxTasks: 2 }],
      },
    },
    ["services[0].scaling.schedules[0].when", "has no interval"],
  ],
  [
    "at() in the past",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "at(2020-01-01T00:00:00)", minTasks: 1, maxTasks: 2 }],
      },
    },
    ["services[0].scaling.schedules[0].when", "never runs again, because its times are in the past"],
  ],
  [
    "timezone",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "cron(0 8 ? * * *)", minTasks: 1, maxTasks: 2, timezone: "Europe/Berln" }],
      },
    },
    ["services[0].scaling.schedules[0].timezone", "is not a time zone"],
  ],
  [
    "alarm 20 min x 100",
    { "services[0].alarms": [{ metric: "cpu", threshold: 90, periodSeconds: 1200, periods: 100 }] },
    ["services[0].alarms[0].periods", "with periodSeconds 1200 makes 120000 seconds, and CloudWatch"],
  ],
  [
    "alarm 1 day x 30",
    { "services[0].alarms": [{ metric: "cpu", threshold: 90, periodSeconds: 86400, periods: 30 }] },
    ["services[0].alarms[0].periods", "with periodSeconds 86400 makes 2592000 seconds, and CloudWatch"],
  ],
  [
    "topic region",
    {
      "services[0].alarms": [{ metric: "cpu", threshold: 90 }],
      "services[0].alarmTopicArn": "arn:aws:sns:eu-west-1:123456789012:ops",
    },
    ["services[0].alarmTopicArn", "is not in region us-east-1, where it is used"],
  ],
  [
    "topic queue",
    {
      "services[0].alarms": [{ metric: "cpu", threshold: 90 }],
      "services[0].alarmTopicArn": "arn:aws:sqs:us-east-1:123456789012:ops",
    },
    ["services[0].alarmTopicArn", "is not a standard SNS topic"],
  ],
  [
    "cron 5 fields",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "cron(0 8 * * ?)", minTasks: 1, maxTasks: 2 }],
      },
    },
    ["services[0].scaling.schedules[0].when", "does not have six fields"],
  ],
  [
    "cron 60 min",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "cron(60 8 ? * * *)", minTasks: 1, maxTasks: 2 }],
      },
    },
    ["services[0].scaling.schedules[0].when", "has a field that AWS does not accept"],
  ],
  [
    "cron 24h",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "cron(0 24 ? * * *)", minTasks: 1, maxTasks: 2 }],
      },
    },
    ["services[0].scaling.schedules[0].when", "has a field that AWS does not accept"],
  ],
  [
    "cron month 13",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "cron(0 8 1 13 ? *)", minTasks: 1, maxTasks: 2 }],
      },
    },
    ["services[0].scaling.schedules[0].when", "has a field that AWS does not accept"],
  ],
  [
    "cron day of week 8",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "cron(0 8 ? * 8 *)", minTasks: 1, maxTasks: 2 }],
      },
    },
    ["services[0].scaling.schedules[0].when", "has a field that AWS does not accept"],
  ],
  [
    "cron year past",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "cron(0 8 1 1 ? 2020)", minTasks: 1, maxTasks: 2 }],
      },
    },
    ["services[0].scaling.schedules[0].when", "never runs again, because its times are in the past"],
  ],
  [
    "rate(1 minutes)",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "rate(1 minutes)", minTasks: 1, maxTasks: 2 }],
      },
    },
    ["services[0].scaling.schedules[0].when", "has a unit that does not fit 1"],
  ],
  [
    "rate(5 minute)",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "rate(5 minute)", minTasks: 1, maxTasks: 2 }],
      },
    },
    ["services[0].scaling.schedules[0].when", "has a unit that does not fit 5"],
  ],
  [
    "rate(5 weeks)",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "rate(5 weeks)", minTasks: 1, maxTasks: 2 }],
      },
    },
    ["services[0].scaling.schedules[0].when", "is not a rate"],
  ],
  [
    "rate(-1)",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "rate(-1 hours)", minTasks: 1, maxTasks: 2 }],
      },
    },
    ["services[0].scaling.schedules[0].when", "is not a rate"],
  ],
  [
    "at no time",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "at(2030-01-01)", minTasks: 1, maxTasks: 2 }],
      },
    },
    ["services[0].scaling.schedules[0].when", "is not a date and time"],
  ],
  [
    "at 32",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "at(2030-01-32T00:00:00)", minTasks: 1, maxTasks: 2 }],
      },
    },
    ["services[0].scaling.schedules[0].when", "is not a date and time that exists"],
  ],
  [
    "at past time zone",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "at(2021-06-01T00:00:00)", minTasks: 1, maxTasks: 2, timezone: "Asia/Tokyo" }],
      },
    },
    ["services[0].scaling.schedules[0].when", "never runs again, because its times are in the past"],
  ],
  [
    "time zone CEST",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "cron(0 8 ? * * *)", minTasks: 1, maxTasks: 2, timezone: "CEST" }],
      },
    },
    ["services[0].scaling.schedules[0].timezone", "is not a time zone"],
  ],
  [
    "time zone +02:00",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "cron(0 8 ? * * *)", minTasks: 1, maxTasks: 2, timezone: "+02:00" }],
      },
    },
    ["services[0].scaling.schedules[0].timezone", "is not a time zone"],
  ],
  [
    "schedule names twice",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [
          { name: "m", when: "rate(1 hour)", minTasks: 1, maxTasks: 2 },
          { name: "m", when: "rate(2 hours)", minTasks: 1, maxTasks: 2 },
        ],
      },
    },
    ["services[0].scaling.schedules[1].name", "is listed twice"],
  ],
  [
    "alarm 90s",
    { "services[0].alarms": [{ metric: "cpu", threshold: 90, periodSeconds: 90 }] },
    ["services[0].alarms[0].periodSeconds", "must be a multiple of 60 (60, 120, 300 …)"],
  ],
  [
    "alarm 3600x169",
    { "services[0].alarms": [{ metric: "cpu", threshold: 90, periodSeconds: 7200, periods: 85 }] },
    ["services[0].alarms[0].periods", "with periodSeconds 7200 makes 612000 seconds, and CloudWatch"],
  ],
  [
    "step eval",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 4,
        steps: { out: { cpuPercent: 80, periodSeconds: 3540, periods: 30 }, in: { cpuPercent: 20 } },
      },
    },
    ["services[0].scaling.steps.out.periods", "with periodSeconds 3540 makes 106200 seconds, and CloudWatch"],
  ],
  [
    "cpu 150",
    { "services[0].alarms": [{ metric: "cpu", threshold: 150 }] },
    ["services[0].alarms[0].threshold", "is never reached, because it is a percentage of what a task on"],
  ],
  [
    "track cpu 120",
    { "services[0].scaling": { minTasks: 1, maxTasks: 4, tracking: [{ metric: "cpu", target: 120 }] } },
    ["services[0].scaling.tracking[0].target", "is never reached, because it is a percentage of what a task on"],
  ],
  [
    "topic fifo",
    {
      "services[0].alarmTopicArn": "arn:aws:sns:us-east-1:123456789012:ops.fifo",
      "services[0].alarms": [{ metric: "cpu", threshold: 9 }],
    },
    ["services[0].alarmTopicArn", "is not a standard SNS topic"],
  ],
  [
    "topic sub",
    {
      "services[0].alarmTopicArn": "arn:aws:sns:us-east-1:123456789012:ops:1234",
      "services[0].alarms": [{ metric: "cpu", threshold: 9 }],
    },
    ["services[0].alarmTopicArn", "is not a standard SNS topic"],
  ],
  [
    "topic partition",
    {
      "services[0].alarmTopicArn": "arn:aws-cn:sns:us-east-1:123456789012:ops",
      "services[0].alarms": [{ metric: "cpu", threshold: 9 }],
    },
    ["services[0].alarmTopicArn", "is in partition aws-cn, which us-east-1 has no access to"],
  ],
  [
    "topic lambda notification",
    { "delivery.notifications": { topicArn: "arn:aws:lambda:us-east-1:123456789012:function:x" } },
    ["delivery.notifications.topicArn", "is not a standard SNS topic"],
  ],
  [
    "notification region",
    { "delivery.notifications": { topicArn: "arn:aws:sns:eu-west-1:123456789012:x" } },
    ["delivery.notifications.topicArn", "is not in region us-east-1, where it is used"],
  ],
]);

accepts([
  [
    "when cron(0 8 ? * MON-FRI *)",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "cron(0 8 ? * MON-FRI *)", minTasks: 1, maxTasks: 2 }],
      },
    },
  ],
  [
    "when cron(0/15 8-18 * * ? *)",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "cron(0/15 8-18 * * ? *)", minTasks: 1, maxTasks: 2 }],
      },
    },
  ],
  [
    "when cron(0 8 L * ? *)",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "cron(0 8 L * ? *)", minTasks: 1, maxTasks: 2 }],
      },
    },
  ],
  [
    "when cron(0 8 ? * 2#1 *)",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "cron(0 8 ? * 2#1 *)", minTasks: 1, maxTasks: 2 }],
      },
    },
  ],
  [
    "when rate(1 hour)",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "rate(1 hour)", minTasks: 1, maxTasks: 2 }],
      },
    },
  ],
  [
    "when rate(5 minutes)",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "rate(5 minutes)", minTasks: 1, maxTasks: 2 }],
      },
    },
  ],
  [
    "when at(2099-01-31T08:00:00)",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "at(2099-01-31T08:00:00)", minTasks: 1, maxTasks: 2 }],
      },
    },
  ],
  [
    "when cron(0 8 1 1 ? 2099)",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "cron(0 8 1 1 ? 2099)", minTasks: 1, maxTasks: 2 }],
      },
    },
  ],
  [
    "time zone",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [
          { name: "m", when: "rate(1 day)", minTasks: 1, maxTasks: 2, timezone: "America/Argentina/Buenos_Aires" },
        ],
      },
    },
  ],
  [
    "time zone utc",
    {
      "services[0].scaling": {
        minTasks: 1,
        maxTasks: 10,
        schedules: [{ name: "m", when: "rate(1 day)", minTasks: 1, maxTasks: 2, timezone: "UTC" }],
      },
    },
  ],
  [
    "alarm day",
    {
      "services[0].alarms": [
        { metric: "cpu", threshold: 90, periodSeconds: 60, periods: 100 },
        { metric: "memory", threshold: 90, periodSeconds: 86400, periods: 7 },
        { metric: "response-time", threshold: 900, periodSeconds: 3600, periods: 100 },
      ],
      "services[0].alarmTopicArn": "arn:aws:sns:us-east-1:999999999999:ops",
    },
  ],
  ["alarm cpu 150 on ec2", { "services[2].alarms": [{ metric: "cpu", threshold: 150 }] }],
]);
