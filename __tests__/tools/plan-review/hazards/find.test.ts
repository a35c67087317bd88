import { findHazards, refusedWithin } from "../../../../tools/plan-review/hazards/find.ts";
import { KEPT, landscape, REPLACED, type Stacks } from "../../../support/landscape.ts";
import { changed, stackOf } from "../../../support/plan-json.ts";

const kinds = (stacks: Stacks) => findHazards(landscape(stacks)).map(({ kind, stack }) => `${kind} ${stack}`);

const VPC = "vpc-0a1b2c3d4e5f";
const network = { "aws_vpc.v": { before: { id: VPC }, after: {}, actions: REPLACED } };
const web = { name: "web", load_balancer: [{ target_group_arn: "arn:group" }] };
const cluster = {
  "aws_security_group.g": { before: { id: "sg-0a1b2c3d4e5f", vpc_id: VPC }, after: {}, actions: REPLACED },
  "aws_ecs_service.s": { before: web, after: {}, actions: REPLACED },
};

test("first deployments, additions and changes in place are not a hazard", () => {
  const stacks: Stacks = {
    network: { "aws_vpc.v": { after: { cidr_block: "10.0.0.0/16" } } },
    cluster: { "aws_ecs_service.s": { before: web, after: { ...web, desired_count: 2 } } },
  };
  expect(kinds(stacks)).toEqual([]);
});

test("what is destroyed and created again has no other troubles", () => {
  expect(kinds({ network, cluster })).toEqual(["interruption network"]);
});

test("what holds only something of a stack that is destroyed does not wait for it", () => {
  const cicd = { "aws_x.b": { before: { group: "sg-0a1b2c3d4e5f" }, after: {}, after_unknown: { group: true } } };
  const { order } = findHazards(landscape({ network, cluster, cicd }))[0] ?? {};
  expect(order).toEqual({ destroy: ["cluster", "cicd"] });
});

test("the most severe come first", () => {
  const worker = { "aws_ecs_service.w": { before: { name: "mails" }, after: { name: "mails" }, actions: REPLACED } };
  const routed = { "aws_ecs_service.s": { before: web, after: web, actions: REPLACED } };
  const iam = { "aws_iam_role.r": { before: { id: "r", arn: "arn:aws:iam::1:role/r" } } };
  const user = { "aws_ecs_task_definition.t": { before: { task_role_arn: "arn:aws:iam::1:role/r" } } };
  expect(kinds({ iam, one: { ...worker, ...user }, two: routed })).toEqual([
    "refused two",
    "interruption one",
    "phases iam",
  ]);
});

test("a plan that was provisional is looked at again when it is firm", () => {
  const plan = (actions: string[]) =>
    stackOf("s", { changes: [changed("aws_ecs_service.s", { before: web, after: web, actions })] });
  expect(refusedWithin(plan(REPLACED))).toHaveLength(1);
  expect(refusedWithin(plan(KEPT))).toEqual([]);
});
