import fc from "fast-check";
import {
  check,
  outputChange,
  planJson,
  rendered,
  resourceChange,
  reviewOf,
  taskDefinition,
} from "../../../support/planned-review.ts";

const policy = (...actions: string[]) =>
  JSON.stringify({ Statement: actions.map((Action) => ({ Effect: "Allow", Action, Resource: "*" })) });
const rule = (port: number) => ({
  type: "ingress",
  security_group_id: "sg-1",
  protocol: "tcp",
  from_port: port,
  to_port: port,
  cidr_blocks: ["0.0.0.0/0"],
});

const PLANS = {
  network: planJson({
    outputs: {
      vpcId: outputChange({ before: "vpc-1", after: "vpc-2" }),
      arn: outputChange({ before: "a", after: "b" }),
      other: outputChange({ before: { a: 1, b: 2 }, after: { b: 3, a: 4 } }),
    },
    changes: [
      resourceChange("aws_vpc.a", {
        before: { cidr: "1", tags: { a: "1", b: "2" } },
        actions: ["delete", "create"],
        after: { cidr: "2" },
      }),
      resourceChange("aws_x.deposed", { before: { x: "2" }, deposed: "22222222" }),
      resourceChange("aws_x.deposed", { before: { x: "1" }, deposed: "11111111" }),
      resourceChange("aws_x.deposed", { before: { x: "1" }, after: { x: "2" } }),
      resourceChange("aws_iam_role_policy.a", { after: { role: "a", policy: policy("s3:Get*", "ecs:*") } }),
      resourceChange("aws_iam_role_policy.b", { after: { role: "b", policy: policy("s3:Put*") } }),
    ],
    drift: ["b", "a"].map((name) => resourceChange(`aws_x.${name}`, { before: { x: "1" }, after: { x: "2" } })),
    checks: [check("check.b", "fail", "one", "two"), check("check.a", "fail", "three"), check("check.c", "unknown")],
  }),
  iam: planJson({
    changes: ["s", "r"].map((name) => resourceChange(`aws_ecs_service.${name}`, { after: { name, desired_count: 2 } })),
  }),
  app: planJson({
    references: {
      "aws_lb.b": {
        vpc: ["data.terraform_remote_state.network.outputs.vpcId"],
        arn: ["data.terraform_remote_state.network.outputs.arn"],
      },
      "aws_lb.a": {
        other: ["data.terraform_remote_state.network.outputs.other", "data.terraform_remote_state.iam.outputs.x"],
      },
    },
    changes: [
      ...[22, 80, 3389].map((port) => resourceChange(`aws_security_group_rule.r${port}`, { after: rule(port) })),
      resourceChange("aws_ecs_task_definition.a", {
        before: taskDefinition({ A: "1", DB_PASSWORD: "one" }),
        after: taskDefinition({ B: "2" }),
      }),
      resourceChange("aws_lb.a", { before: { internal: true }, after: { internal: false } }),
    ],
  }),
};

/** The same plan with the keys of all objects, and the entries of the lists that have no order, in any order. */
function shuffled(value: unknown, random: () => number, key = ""): unknown {
  const mixed = <T>(all: T[]): T[] =>
    all
      .map((each) => ({ each, at: random() }))
      .sort((one, other) => one.at - other.at)
      .map(({ each }) => each);
  if (Array.isArray(value)) {
    const entries = value.map((entry) => shuffled(entry, random));
    return ["resource_changes", "resource_drift", "checks", "resources"].includes(key) ? mixed(entries) : entries;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    mixed(Object.entries(value)).map(([name, member]) => [name, shuffled(member, random, name)]),
  );
}

/** Numbers that look random and are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), state | 1);
    return ((mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test("a review is the same, byte for byte, in whatever order things are in the plans", async () => {
  const expected = rendered(await reviewOf(PLANS));
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const plans = shuffled(PLANS, randomFrom(seed)) as typeof PLANS;
      expect(rendered(await reviewOf(plans))).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});
