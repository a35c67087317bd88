import { equal, equivalentJson } from "../../../packages/offline-aws/provider/equivalence.ts";

test.each([
  [null, "", true],
  [null, 0, true],
  [null, false, true],
  [undefined, [], true],
  [null, {}, true],
  [null, "a", false],
  [["a"], ["a"], true],
  [["a"], ["b"], false],
  [{ a: 1, b: null }, { a: 1 }, true],
  [{ a: 1 }, { a: 2 }, false],
])("%j equals %j: %s", (a, b, expected) => {
  expect(equal(a, b)).toBe(expected);
});

const policy = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: statement });
const containers = (...list: object[]) => JSON.stringify(list);

test.each([
  ["order of members", '{"a":1,"b":[1,2]}', '{ "b": [1, 2], "a": 1 }', true],
  ["order in a list", '{"a":[1,2]}', '{"a":[2,1]}', false],
  ["plain text", "a", "b", false],
  ["text that is not JSON", "{", "{", false],
  ["one action and a list of one", policy([{ Action: "a" }]), policy({ Action: ["a"] }), true],
  ["order of actions", policy([{ Action: ["a", "b"] }]), policy([{ Action: ["b", "a"] }]), true],
  ["other actions", policy([{ Action: ["a"] }]), policy([{ Action: ["b"] }]), false],
  [
    "defaults of containers",
    containers({ image: "x", essential: true, cpu: 0, environment: [] }),
    containers({ image: "x" }),
    true,
  ],
  [
    "order of settings",
    containers({ image: "x", environment: [{ name: "b" }, { name: "a" }] }),
    containers({ image: "x", environment: [{ name: "a" }, { name: "b" }] }),
    true,
  ],
  ["another image", containers({ image: "x" }), containers({ image: "y" }), false],
  ["one container more", containers({ image: "x" }), containers({ image: "x" }, { image: "y" }), false],
  [
    "order of containers",
    containers({ image: "x" }, { image: "y" }),
    containers({ image: "y" }, { image: "x" }),
    false,
  ],
])("JSON is compared by meaning: %s", (_, a, b, expected) => {
  expect(equivalentJson(a, b)).toBe(expected);
});

describe("containers that differ only in", () => {
  const APP = {
    name: "app",
    image: "x",
    essential: true,
    cpu: 256,
    readonlyRootFilesystem: true,
    command: ["serve", "--quiet"],
    environment: [
      { name: "A", value: "1" },
      { name: "B", value: "2" },
    ],
    secrets: [{ name: "PASSWORD", valueFrom: "arn:1" }],
    portMappings: [{ containerPort: 80, hostPort: 8080, protocol: "tcp" }],
    mountPoints: [{ sourceVolume: "data", containerPath: "/data", readOnly: true }],
    dependsOn: [{ containerName: "init", condition: "SUCCESS" }],
    logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "/ecs/app" } },
  };
  const isSame = (change: object) => equivalentJson(containers(APP), containers({ ...APP, ...change }));

  test.each<[string, object]>([
    ["the value of a variable", { environment: [APP.environment[0], { name: "B", value: "3" }] }],
    ["the name of a variable", { environment: [APP.environment[0], { name: "C", value: "2" }] }],
    ["a variable less", { environment: [APP.environment[0]] }],
    ["having variables", { environment: [] }],
    ["where a secret comes from", { secrets: [{ name: "PASSWORD", valueFrom: "arn:2" }] }],
    ["the name of a secret", { secrets: [{ name: "TOKEN", valueFrom: "arn:1" }] }],
    ["a container port", { portMappings: [{ containerPort: 81, hostPort: 8080, protocol: "tcp" }] }],
    ["a host port", { portMappings: [{ containerPort: 80, hostPort: 8081, protocol: "tcp" }] }],
    ["a host port that Docker chooses", { portMappings: [{ containerPort: 80, hostPort: 0, protocol: "tcp" }] }],
    ["a protocol", { portMappings: [{ containerPort: 80, hostPort: 8080, protocol: "udp" }] }],
    ["a port more", { portMappings: [...APP.portMappings, { containerPort: 90 }] }],
    ["the path of a mount", { mountPoints: [{ sourceVolume: "data", containerPath: "/other", readOnly: true }] }],
    ["the volume of a mount", { mountPoints: [{ sourceVolume: "other", containerPath: "/data", readOnly: true }] }],
    ["whether a mount is written to", { mountPoints: [{ sourceVolume: "data", containerPath: "/data" }] }],
    ["a condition", { dependsOn: [{ containerName: "init", condition: "COMPLETE" }] }],
    ["a word of the command", { command: ["serve", "--loud"] }],
    ["the order of the command", { command: ["--quiet", "serve"] }],
    ["an option of the log", { logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "/ecs/b" } } }],
    ["whether the task ends with them", { essential: false }],
    ["CPU units", { cpu: 0 }],
    ["whether their file system is written to", { readonlyRootFilesystem: false }],
    ["whether their file system is written to, by default", { readonlyRootFilesystem: undefined }],
  ])("%s are not the same", (_, change) => {
    expect(isSame(change)).toBe(false);
  });

  test.each<[string, object]>([
    ["the order of variables", { environment: [...APP.environment].reverse() }],
    ["the protocol of a port, by default", { portMappings: [{ containerPort: 80, hostPort: 8080 }] }],
    ["whether the task ends with them, by default", { essential: undefined }],
  ])("%s are the same", (_, change) => {
    expect(isSame(change)).toBe(true);
  });

  test("a host port that Docker chooses, by default, are the same", () => {
    const [left, right] = [[{ containerPort: 80, hostPort: 0 }], [{ containerPort: 80 }]];
    expect(
      equivalentJson(containers({ ...APP, portMappings: left }), containers({ ...APP, portMappings: right })),
    ).toBe(true);
  });

  test("the order of ports and secrets are the same", () => {
    const pair = {
      portMappings: [{ containerPort: 80 }, { containerPort: 90 }],
      secrets: [
        { name: "A", valueFrom: "arn:1" },
        { name: "B", valueFrom: "arn:2" },
      ],
    };
    const turned = { portMappings: [...pair.portMappings].reverse(), secrets: [...pair.secrets].reverse() };
    expect(equivalentJson(containers({ ...APP, ...pair }), containers({ ...APP, ...turned }))).toBe(true);
  });
});
