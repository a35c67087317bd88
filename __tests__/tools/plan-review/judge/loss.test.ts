import { lossOf } from "../../../../tools/plan-review/judge/loss.ts";
import { resourceOf } from "../../../support/plan-json.ts";
import { synthesized } from "../../../support/synthesized.ts";

const loss = (type: string, actions: string[], more: object = {}) => lossOf(resourceOf(`${type}.x`, { actions }, more));

test.each<[string, string]>([
  ["aws_ebs_volume", "what it holds is lost"],
  ["aws_s3_bucket", "what it holds is lost"],
  ["aws_db_instance", "what it holds is lost"],
  ["aws_dynamodb_table", "what it holds is lost"],
  ["aws_ecr_repository", "what it holds is lost"],
  ["aws_cloudwatch_log_group", "what it holds is lost"],
  ["docker_volume", "what it holds is lost"],
  ["aws_secretsmanager_secret", "a secret or key is lost, and what it protects can't be read any more"],
  ["aws_kms_key", "a secret or key is lost, and what it protects can't be read any more"],
  ["aws_lb", "its address is lost, and what points there finds nothing"],
  ["aws_eip", "its address is lost, and what points there finds nothing"],
  ["aws_ecs_service", "what runs on it stops"],
  ["aws_subnet", "what runs on it stops"],
  ["google_sql_database_instance", "its content is unknown, so it may be lost"],
  ["aws_something_new", "its content is unknown, so it may be lost"],
  ["aws", "its content is unknown, so it may be lost"],
])("with %s: %s", (type, text) => {
  expect([loss(type, ["delete"]), loss(type, ["delete", "create"])]).toEqual([text, text]);
});

test.each([
  "aws_iam_role",
  "aws_security_group",
  "aws_s3_bucket_policy",
  "aws_ecs_task_definition",
  "docker_image",
  "null_resource",
  "terraform_data",
  "random_password",
])("with %s nothing is", (type) => {
  expect(loss(type, ["delete"])).toBeUndefined();
});

test.each([[["create"]], [["update"]], [["no-op"]], [["forget"]], [["read"]], [["create", "forget"]]])(
  "nothing is with %j",
  (actions) => {
    expect(loss("aws_ebs_volume", actions)).toBeUndefined();
  },
);

test("what runs does not stop where the new one is made first", () => {
  expect(loss("aws_ecs_service", ["create", "delete"])).toBeUndefined();
});

test("requests find no target in a target group that is replaced, unless the new one is made first", () => {
  expect(loss("aws_lb_target_group", ["delete", "create"])).toMatch(/^requests find no target/);
  expect(loss("aws_lb_target_group", ["create", "delete"])).toBeUndefined();
  expect(loss("aws_lb_target_group", ["delete"])).toBeUndefined();
});

test("data is lost even where the new one is made first", () => {
  expect(loss("aws_ebs_volume", ["create", "delete"])).toBe("what it holds is lost");
});

test("what an earlier replacement has left behind still holds data, and its address is not needed", () => {
  expect(loss("aws_ebs_volume", ["delete"], { deposed: "1f" })).toBe("what it holds is lost");
  expect(loss("aws_lb", ["delete"], { deposed: "1f" })).toBeUndefined();
});

test.each([
  [365, 30, true],
  [0, 30, true],
  [30, 365, false],
  [30, 0, false],
  [30, 30, false],
])("logs kept for %d days and then for %d: something is lost, %s", (before, after, expected) => {
  const sides = { before: { retention_in_days: before }, after: { retention_in_days: after } };
  const found = lossOf(resourceOf("aws_cloudwatch_log_group.x", { actions: ["update"], ...sides }));
  expect(found !== undefined).toBe(expected);
});

test("nothing is with data that is only read", () => {
  expect(lossOf(resourceOf("data.aws_ebs_volume.x", { actions: ["delete"] }))).toBeUndefined();
});

test("every type that the stacks are made of is judged", () => {
  const types = new Set(synthesized("showcase").flatMap(({ resource = {} }) => Object.keys(resource)));
  expect(types.size).toBeGreaterThan(60);
  expect([...types].filter((type) => loss(type, ["delete"])?.startsWith("its content is unknown"))).toEqual([]);
});
