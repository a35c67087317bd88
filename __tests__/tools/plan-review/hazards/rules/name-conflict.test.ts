import { nameConflict } from "../../../../../tools/plan-review/hazards/rules/name-conflict.ts";
import { found, KEPT, only, REPLACED, REPLACED_CREATED_FIRST, type Stacks } from "../../../../support/landscape.ts";

const web = { name: "web" };
const role = "aws_iam_role.r";

test.each<[string, Stacks, string[]]>([
  [
    "a successor that is created first with the same name",
    { s: { [role]: { before: web, after: web, actions: REPLACED_CREATED_FIRST } } },
    [`refused s ${role}`],
  ],
  [
    "a successor that is created first with another name",
    { s: { [role]: { before: web, after: { name: "web2" }, actions: REPLACED_CREATED_FIRST } } },
    [],
  ],
  [
    "a successor whose name AWS chooses",
    { s: { [role]: { before: web, after: {}, after_unknown: { name: true }, actions: REPLACED_CREATED_FIRST } } },
    [],
  ],
  ["a successor that is created last", { s: { [role]: { before: web, after: web, actions: REPLACED } } }, []],
  [
    "a name that another resource of the stack gives up",
    { s: { [role]: { before: web }, "aws_iam_role.n": { after: web } } },
    ["refused s aws_iam_role.n"],
  ],
  [
    "a name that another resource of the stack keeps",
    { s: { [role]: { before: web, after: web, actions: KEPT }, "aws_iam_role.n": { after: web } } },
    ["refused s aws_iam_role.n"],
  ],
  [
    "a name that a resource of a later stack gives up",
    { a: { "aws_iam_role.n": { after: web } }, b: { [role]: { before: web } } },
    ["refused a aws_iam_role.n"],
  ],
  [
    "a name that a resource of an earlier stack gives up",
    { a: { [role]: { before: web } }, b: { "aws_iam_role.n": { after: web } } },
    [],
  ],
  [
    "a name that a resource of another stack keeps",
    { a: { [role]: { before: web, after: web, actions: KEPT } }, b: { "aws_iam_role.n": { after: web } } },
    ["refused b aws_iam_role.n"],
  ],
  ["the same name of another type", { s: { [role]: { before: web }, "aws_lb.n": { after: web } } }, []],
  [
    "security groups of two networks",
    {
      s: {
        "aws_security_group.a": { before: { vpc_id: "vpc-1", name: "web" } },
        "aws_security_group.b": { after: { vpc_id: "vpc-2", name: "web" } },
      },
    },
    [],
  ],
  [
    "an alarm, which would be deleted after it was changed",
    {
      s: {
        "aws_cloudwatch_metric_alarm.a": { before: { alarm_name: "x" } },
        "aws_cloudwatch_metric_alarm.b": { after: { alarm_name: "x" } },
      },
    },
    ["refused s aws_cloudwatch_metric_alarm.b"],
  ],
  [
    "a record that moves to another resource",
    {
      s: {
        "aws_route53_record.a": { before: { zone_id: "Z1", name: "_proof.example.com", type: "CNAME" } },
        "aws_route53_record.b": { after: { zone_id: "Z1", name: "_proof.example.com", type: "CNAME" } },
      },
    },
    ["refused s aws_route53_record.b"],
  ],
  [
    "two resources that always had the same name",
    {
      a: { [role]: { before: web, after: web, actions: KEPT } },
      b: { [role]: { before: web, after: web, actions: KEPT } },
    },
    [],
  ],
])("%s", (_, stacks, hazards) => {
  expect(found(nameConflict, stacks)).toEqual(hazards);
});

const group = { "aws_lb_target_group.t": { before: web } };
const moving = (before: Stacks[string]): Stacks => ({
  "1 ec2": { "aws_lb_target_group.t": { after: web } },
  "1 fargate": before,
});

test("a service that moves to a stack beside it is an interruption, and its old stack is deployed first", () => {
  const hazard = only(nameConflict, moving({ ...group, "aws_ecs_service.s": { before: { ...web, cluster: "c" } } }));
  expect(hazard).toMatchObject({
    kind: "interruption",
    stack: "fargate",
    order: { before: { first: "fargate", second: "ec2" } },
  });
  expect(hazard.impact).toContain("1 service of fargate does not answer");
  expect(hazard.steps.join()).toContain("under another name");
});

test("what gets no requests moves in phases", () => {
  expect(only(nameConflict, moving(group))).toMatchObject({ kind: "phases", stack: "fargate" });
});
