import type { Hazard, Order } from "../../../../tools/plan-review/hazards/hazard.ts";
import { phasesOf } from "../../../../tools/plan-review/hazards/phases.ts";
import { stackOf } from "../../../support/plan-json.ts";

const stacks = ["network", "iam", "ec2", "fargate", "cicd"].map((name) => stackOf(name));
const asking = (order: Order): Hazard => ({
  rule: "r",
  kind: "phases",
  stack: "s",
  address: "a",
  summary: "",
  details: [],
  because: "",
  steps: [],
  order,
});
const phases = (...orders: Order[]) =>
  phasesOf(orders.map(asking), stacks).map(({ kind, stack }) => `${kind} ${stack}`);

test("nothing is reordered where nothing asks for it", () => {
  expect(phases()).toEqual([]);
});

test("deletions wait until all other stacks are deployed; the ordinary deployment makes them", () => {
  const order = ["apply network", "withhold iam", "apply ec2", "apply fargate", "apply cicd"];
  expect(phases({ withhold: ["iam"] })).toEqual(order);
});

test("of several stacks with deletions the last deletes first", () => {
  expect(phases({ withhold: ["network"] }, { withhold: ["fargate"] })).toEqual([
    "withhold network",
    "apply iam",
    "apply ec2",
    "withhold fargate",
    "apply cicd",
    "apply fargate",
  ]);
});

test("deletions that wait for something else are left out", () => {
  expect(phases({ withhold: ["iam"] }, { withhold: ["fargate"], waits: true })).not.toContain("apply iam");
});

test("stacks are destroyed from the last to the first", () => {
  expect(phases({ destroy: ["ec2", "fargate"] })).toEqual(["destroy fargate", "destroy ec2"]);
});

test("a stack comes before another of its wave", () => {
  const order = phases({ before: { first: "fargate", second: "ec2" } });
  expect(order).toEqual(["apply network", "apply iam", "apply fargate"]);
});

test("that order holds among deletions that wait", () => {
  const order = phases({ before: { first: "fargate", second: "ec2" } }, { withhold: ["iam"] });
  expect(order).toEqual(["apply network", "withhold iam", "apply fargate", "apply ec2", "apply cicd"]);
});

test("what is replaced along is so after destructions, and all others are deployed as usual", () => {
  const orders = [{ destroy: ["ec2"] }, { replace: { stack: "network", addresses: ["aws_internet_gateway.i"] } }];
  expect(phases(...orders)).toEqual(["destroy ec2", "apply network"]);
});

test("a stack that was destroyed is created again before those that read it are deployed", () => {
  const order = phases({ destroy: ["ec2"] }, { withhold: ["iam"] });
  expect(order).toEqual(["destroy ec2", "apply network", "withhold iam", "apply ec2", "apply fargate", "apply cicd"]);
});
