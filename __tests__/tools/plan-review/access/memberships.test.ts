import { accessRows } from "../../../../tools/plan-review/access/access-rows.ts";
import { redactorOf, resourceOf } from "../../../support/plan-json.ts";

const rows = (type: string, before: object | null, after: object | null, more: object = {}) =>
  accessRows("iam", resourceOf(`${type}.x`, { before, after, ...more }), new Map(), redactorOf()).map(
    ({ sign, principal, actions, widens }) => [sign, principal, actions.join(), widens],
  );

const ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";

test.each<[string, object, object, string, string]>([
  [
    "aws_iam_user_group_membership",
    { user: "ann", groups: ["readers"] },
    { user: "ann", groups: ["readers", "owners"] },
    "user ann",
    "all that group owners may do",
  ],
  [
    "aws_iam_group_membership",
    { group: "owners", users: ["ann"] },
    { group: "owners", users: ["ann", "bob"] },
    "user bob",
    "all that group owners may do",
  ],
  [
    "aws_iam_policy_attachment",
    { policy_arn: ADMIN, roles: ["a"] },
    { policy_arn: ADMIN, roles: ["a", "b"] },
    "role b",
    `managed policy ${ADMIN}`,
  ],
])("a principal that joins %s gets what the others have", (type, before, after, principal, action) => {
  expect(rows(type, before, after)).toEqual([["+", principal, action, true]]);
  expect(rows(type, after, before)).toEqual([["-", principal, action, false]]);
});

test("tasks that get another role may do what that one may", () => {
  const task = (role: string) => ({ family: "web", task_role_arn: role });
  expect(rows("aws_ecs_task_definition", task("a"), task("b"))).toEqual([
    ["-", "tasks of web", "all that role a may do", false],
    ["+", "tasks of web", "all that role b may do", true],
  ]);
});

test("a new task definition says nothing that its role does not", () => {
  expect(rows("aws_ecs_task_definition", null, { family: "web", task_role_arn: "a" })).toEqual([]);
});

test("a revision with the same role gives nothing", () => {
  const task = { family: "web", task_role_arn: "a" };
  expect(rows("aws_ecs_task_definition", task, { ...task, cpu: "512" }, { actions: ["create", "delete"] })).toEqual([]);
});

test("unknown members may be any principal", () => {
  const more = { after_unknown: { groups: true } };
  expect(rows("aws_iam_user_group_membership", { user: "ann", groups: [] }, { user: "ann" }, more)).toEqual([
    ["?", "aws_iam_user_group_membership.x", "", true],
  ]);
});
