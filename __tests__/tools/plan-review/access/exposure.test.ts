import { exposureRows } from "../../../../tools/plan-review/access/exposure.ts";
import { type changed, redactorOf, resourceOf } from "../../../support/plan-json.ts";

const rows = (address: string, sides: Parameters<typeof changed>[1]) =>
  exposureRows("web", resourceOf(address, sides), redactorOf());
const texts = (...args: Parameters<typeof rows>) =>
  rows(...args).map(({ sign, ports, widens }) => `${sign} ${ports}${widens ? " !" : ""}`);

test.each<[string, object, string]>([
  ["aws_lb", { internal: false }, "faces the internet"],
  ["aws_lb", {}, "faces the internet"],
  ["aws_db_instance", { publicly_accessible: true }, "has a public address"],
  ["aws_instance", { associate_public_ip_address: true }, "has a public address"],
  ["aws_subnet", { map_public_ip_on_launch: true }, "gives what starts in it public addresses"],
  ["aws_s3_bucket_acl", { acl: "public-read" }, "is public"],
  ["aws_lambda_function_url", { authorization_type: "NONE" }, "requires no authentication"],
  ["aws_ecs_service", { network_configuration: [{ assign_public_ip: true }] }, "gives its tasks public addresses"],
  ["aws_ecr_repository", { image_tag_mutability: "MUTABLE" }, "lets a tag be given to another image"],
])("%s with %j is exposed from its first day", (type, after, text) => {
  expect(texts(`${type}.x`, { after })).toEqual([`+ ${text} !`]);
});

test.each<[string, object]>([
  ["aws_lb", { internal: true }],
  ["aws_db_instance", { publicly_accessible: false }],
  ["aws_s3_bucket_acl", { acl: "private" }],
  ["aws_ecs_service", { network_configuration: [{ assign_public_ip: false }] }],
  ["aws_ecs_service", {}],
  ["aws_ecs_task_definition", { network_mode: "awsvpc" }],
])("%s with %j is not", (type, after) => {
  expect(texts(`${type}.x`, { after })).toEqual([]);
});

test("each exposure that is added or removed is one row", () => {
  const [closed, open] = [{ internal: true }, { internal: false }];
  expect(texts("aws_lb.x", { before: closed, after: open })).toEqual(["+ faces the internet !"]);
  expect(texts("aws_lb.x", { before: open, after: closed })).toEqual(["- faces the internet"]);
  expect(texts("aws_lb.x", { before: open, after: open })).toEqual([]);
});

describe("the guard of a bucket", () => {
  const guard = (on: boolean) => ({
    block_public_acls: on,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  const GUARD = "aws_s3_bucket_public_access_block.x";

  test("exposes it when a part of it is switched off", () => {
    expect(texts(GUARD, { before: guard(true), after: guard(false) })).toEqual(["+ lets objects be made public !"]);
  });

  test("exposes it when it goes", () => {
    expect(texts(GUARD, { before: guard(true) })).toHaveLength(4);
    expect(rows(GUARD, { before: guard(true) }).every(({ widens }) => widens)).toBe(true);
  });

  test("that is new only closes", () => {
    expect(rows(GUARD, { after: guard(true) }).filter(({ widens }) => widens)).toEqual([]);
  });
});

test("what was exposed and goes exposes nothing", () => {
  expect(rows("aws_lb.x", { before: { internal: false } }).filter(({ widens }) => widens)).toEqual([]);
});

test("data exposes nothing", () => {
  expect(texts("data.aws_lb.x", { after: { internal: false } })).toEqual([]);
});
