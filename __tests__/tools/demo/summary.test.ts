import { compareResources } from "../../../tools/demo/changes.ts";
import {
  commandsCommand,
  describeChanges,
  interruptionLine,
  outputLines,
  resultTable,
} from "../../../tools/demo/summary.ts";

test("states are compared resource by resource", () => {
  const resources = (byAddress: Record<string, object>) =>
    new Map(Object.entries(byAddress).map(([address, attributes]) => [address, JSON.stringify(attributes)]));
  const revision = (number: number) => ({ id: "web", arn: `arn:aws:ecs:us-east-1:1:task-definition/web:${number}` });
  const before = resources({
    same: { id: "1" },
    other: { id: "1", a: 1 },
    again: { id: "1" },
    task: revision(1),
    gone: {},
  });
  const after = resources({
    same: { id: "1" },
    other: { id: "1", a: 2 },
    again: { id: "2" },
    task: revision(2),
    b: {},
    c: {},
  });
  expect(compareResources(before, after)).toEqual({ added: 2, changed: 1, replaced: 2, destroyed: 1 });
});

test.each([
  [{ added: 0, changed: 0, replaced: 0, destroyed: 0 }, "no changes"],
  [{ added: 3, changed: 0, replaced: 0, destroyed: 0 }, "3 added"],
  [{ added: 1, changed: 2, replaced: 4, destroyed: 3 }, "1 added, 2 changed, 4 replaced, 3 destroyed"],
])("%j is %j", (changes, expected) => {
  expect(describeChanges(changes)).toBe(expected);
});

test("the table has a line for each stack and one for all", () => {
  const changes = { added: 30, changed: 0, replaced: 0, destroyed: 0 };
  expect(
    resultTable(
      [
        { name: "network", resources: 30, seconds: 1.23, changes },
        { name: "iam", resources: 5, seconds: 12, changes },
      ],
      14,
    ),
  ).toEqual([
    "stack     resources  seconds  change",
    "network          30      1.2  30 added",
    "iam               5     12.0  30 added",
    "2 stacks         35     14.0",
  ]);
});

test("interrupted services are named once, and not mentioned where there are none", () => {
  const began = { number: 1, operation: "DeleteRoute", resource: "aws_route.r-1" };
  const of = (name: string) => ({
    service: `arn:aws:ecs:us-east-1:1:service/shop/${name}`,
    reason: "no way out",
    began,
  });
  expect(interruptionLine([of("web"), of("cart"), of("web")])).toMatch(/^Interrupted meanwhile: web, cart\. /);
  expect(interruptionLine([])).toBeUndefined();
});

test("only outputs that are there are shown", () => {
  expect(outputLines({ cicd: { pipelineName: "release" }, network: { vpcId: "vpc-1" } })).toEqual([
    "pipeline  release",
  ]);
  expect(outputLines({})).toEqual([]);
});

test("services come first, with where they are reached and looked at", () => {
  const ofServices = {
    "testUrls-shop": "http://lb:8000",
    "serviceUrls-shop": "http://lb:8080",
    "dashboardUrl-shop": "https://console",
    "commands-shop": {},
    clusterName: "on-fargate",
  };
  expect(outputLines({ "fargate-cluster": ofServices })).toEqual([
    "shop                   http://lb:8080",
    "shop, new tasks first  http://lb:8000",
    "shop, dashboard        https://console",
    "cluster on Fargate     on-fargate",
  ]);
});

test("the everyday commands of a service are asked for where its stack is", () => {
  const outputs = { iam: { roleArn: "arn" }, "ec2-cluster": { clusterName: "on-ec2", "commands-shop": {} } };
  expect(commandsCommand(outputs, "terraform")).toBe(
    "npm run offline -- terraform -chdir=cdktf.out/stacks/ec2-cluster output commands-shop",
  );
});

test("without a service no commands are shown", () => {
  expect(commandsCommand({ network: { vpcId: "vpc-1" } }, "terraform")).toBeUndefined();
});
