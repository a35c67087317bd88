import { nearest } from "../../config/nearest.ts";

const FIELDS = ["bakeMinutes", "canaryMinutes", "cpuUnits", "memoryMiB", "container", "port"];
const TYPES = ["rolling", "codedeploy-blue-green", "ecs-blue-green", "ecs-linear", "ecs-canary"];

test.each<[text: string, names: readonly string[], found: string[]]>([
  ["bakeMinuets", FIELDS, ["bakeMinutes"]],
  ["bake_minutes", FIELDS, ["bakeMinutes"]],
  ["containr", FIELDS, ["container"]],
  ["ports", FIELDS, ["port"]],
  ["Port", FIELDS, ["port"]],
  ["memory", FIELDS, ["memoryMiB"]],
  ["cpu", FIELDS, ["cpuUnits"]],
  ["canary", TYPES, ["ecs-canary"]],
  ["blue-green", TYPES, ["codedeploy-blue-green", "ecs-blue-green"]],
  ["roling", TYPES, ["rolling"]],
  ["amd64", ["x86_64", "arm64"], ["x86_64"]],
  ["aarch64", ["x86_64", "arm64"], ["arm64"]],
  ["replicas", ["desiredCount", "deployment"], ["desiredCount"]],
  ["availability_zones", ["cidr", "zones"], ["zones"]],
  ["replicas", FIELDS, []],
])("%j of %j means %j", (text, names, found) => {
  expect(nearest(text, names)).toEqual(found);
});

test.each(["", "-", "on", "recreate", "minutes per hour", "x".repeat(10_000)])("%j means none", (text) => {
  expect(nearest(text, [...FIELDS, ...TYPES])).toEqual([]);
});

test("a part of many names means none of them", () => {
  expect(nearest("core", ["a-long-core", "a-short-core", "any-other-core", "the-last-core"])).toEqual([]);
});
