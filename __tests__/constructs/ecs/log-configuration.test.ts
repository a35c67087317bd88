import { logConfiguration, logRouter } from "../../../constructs/ecs/log-configuration.ts";

const GROUP = { logGroupName: "/ecs/web", region: "eu-west-1" };
const AWSLOGS = { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "app" };

test("output goes to the log group, in streams named after the container", () => {
  expect(logConfiguration("app", { type: "cloudwatch", retentionDays: 30 }, GROUP)).toEqual({
    logDriver: "awslogs",
    options: AWSLOGS,
  });
});

test("with a buffer a container does not wait for CloudWatch", () => {
  expect(logConfiguration("app", { type: "cloudwatch", retentionDays: 30, bufferMiB: 25 }, GROUP)).toEqual({
    logDriver: "awslogs",
    options: { ...AWSLOGS, mode: "non-blocking", "max-buffer-size": "25m" },
  });
});

test("with FireLens output goes where the options say", () => {
  const options = { Name: "firehose", region: "eu-west-1" };
  const logs = { type: "firelens", secrets: {}, image: "fluent-bit:1", retentionDays: 30, options } as const;
  expect(logConfiguration("app", logs, GROUP)).toEqual({
    logDriver: "awsfirelens",
    options,
  });
});

test("the router is Fluent Bit, which the task can't do without and whose own output goes to the log group", () => {
  expect(logRouter("fluent-bit:1", GROUP)).toEqual({
    name: "log-router",
    image: "fluent-bit:1",
    essential: true,
    memoryReservation: 50,
    firelensConfiguration: { type: "fluentbit" },
    logConfiguration: { logDriver: "awslogs", options: { ...AWSLOGS, "awslogs-stream-prefix": "log-router" } },
  });
});

test("with FireLens a secret setting is named, sorted, and read when the task starts", () => {
  const secrets = { http_User: { arn: "arn:user" }, http_Passwd: { arn: "arn:password", keyArn: "arn:kms" } };
  expect(
    logConfiguration(
      "app",
      { type: "firelens", image: "fluent-bit:1", retentionDays: 30, options: {}, secrets },
      { logGroupName: "/x", region: "r" },
    ),
  ).toEqual({
    logDriver: "awsfirelens",
    options: {},
    secretOptions: [
      { name: "http_Passwd", valueFrom: "arn:password" },
      { name: "http_User", valueFrom: "arn:user" },
    ],
  });
});
