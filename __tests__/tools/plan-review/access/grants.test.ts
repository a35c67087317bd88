import { grantsOf } from "../../../../tools/plan-review/access/grants.ts";
import type { NormalizedStatement } from "../../../../tools/plan-review/access/statement.ts";
import { type changed, resourceOf } from "../../../support/plan-json.ts";

type Sides = Parameters<typeof changed>[1];

const document = (Action: string, more: object = {}) =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource: "*", ...more }] });
const actions = (statements: readonly NormalizedStatement[]) =>
  statements.map(({ effect, action }) => `${effect} ${action.all}`);

/** Grants of a resource all of whose attributes are configured, unless some are named. */
const grants = (type: string, sides: Sides, references?: Record<string, string>) =>
  grantsOf(
    resourceOf(`${type}.x`, sides),
    (attribute) => references === undefined || attribute in references,
    (attribute) => references?.[attribute] || undefined,
  );
const afterwards = (...args: Parameters<typeof grants>) => grants(...args).flatMap(({ after }) => actions(after));

test.each<[string, string, object]>([
  ["aws_iam_role_policy", "role web", { role: "web", policy: document("s3:*") }],
  ["aws_iam_user_policy", "user ann", { user: "ann", policy: document("s3:*") }],
  ["aws_iam_group_policy", "group all", { group: "all", policy: document("s3:*") }],
  ["aws_iam_policy", "whoever has policy p", { name: "p", policy: document("s3:*") }],
  ["aws_iam_role", "role web", { name: "web", assume_role_policy: document("s3:*") }],
  ["aws_s3_bucket_policy", "bucket b", { bucket: "b", policy: document("s3:*") }],
  ["aws_sqs_queue", "aws_sqs_queue.x", { policy: document("s3:*") }],
  ["other_cloud_thing", "other_cloud_thing.x", { any_name: document("s3:*") }],
])("a document of %s is held by %s", (type, holder, after) => {
  expect(grants(type, { after }).map((grant) => [grant.holder, actions(grant.after)])).toEqual([
    [holder, ["Allow s3:*"]],
  ]);
});

test("both sides of a document are read", () => {
  const sides = { before: { policy: document("s3:Get") }, after: { policy: document("s3:Put") } };
  expect(grants("aws_iam_policy", sides)).toMatchObject([
    { before: [{ action: { all: ["s3:Get"] } }], after: [{ action: { all: ["s3:Put"] } }], isUnknown: false },
  ]);
});

test("a trust policy is about its role", () => {
  const assume_role_policy = JSON.stringify({
    Statement: [{ Effect: "Allow", Principal: { AWS: "a" }, Action: "sts:AssumeRole" }],
  });
  const [grant] = grants("aws_iam_role", { after: { name: "web", assume_role_policy } });
  expect(grant?.after[0]?.resource.all).toEqual(["role web"]);
});

test("what has another holder is taken from one and given to the other", () => {
  const sides = { before: { role: "a", policy: document("s3:*") }, after: { role: "b", policy: document("s3:*") } };
  expect(
    grants("aws_iam_role_policy", sides).map(({ holder, before, after }) => [holder, actions(before), actions(after)]),
  ).toEqual([
    ["role a", ["Allow s3:*"], []],
    ["role b", [], ["Allow s3:*"]],
  ]);
});

test("what is in a resource goes with it, what is attached leaves another behind", () => {
  const isAttached = (type: string) =>
    grants(type, { before: { policy: document("s3:*") } }).map((grant) => grant.isAttached);
  expect([isAttached("aws_sqs_queue"), isAttached("aws_sqs_queue_policy")]).toEqual([[false], [true]]);
});

describe("a document that is unknown", () => {
  const isUnknown = (type: string, attribute: string, references?: Record<string, string>) =>
    grants(type, { after: {}, after_unknown: { [attribute]: true } }, references).map((grant) => grant.isUnknown);

  test.each([
    ["aws_iam_role_policy", "policy"],
    ["aws_iam_policy", "policy"],
    ["aws_iam_role", "assume_role_policy"],
    ["aws_s3_bucket_policy", "policy"],
    ["aws_s3_bucket", "policy"],
    ["aws_kms_key", "policy"],
    ["aws_kms_replica_key", "policy"],
    ["aws_opensearch_domain", "access_policies"],
    ["aws_cloudwatch_log_resource_policy", "policy_document"],
  ])("may allow anything: %s.%s", (type, attribute) => {
    expect(isUnknown(type, attribute)).toEqual([true]);
  });

  test("allows nothing that was configured where AWS fills it in", () => {
    expect(isUnknown("aws_sqs_queue", "policy", { name: "" })).toEqual([]);
  });

  test.each([
    ["aws_iam_policy", "arn"],
    ["aws_autoscaling_policy", "adjustment_type"],
    ["aws_ecr_lifecycle_policy", "policy"],
  ])("is none at %s.%s", (type, attribute) => {
    expect(isUnknown(type, attribute)).toEqual([]);
  });

  test("may be one of a role's own", () => {
    const sides = {
      after: { name: "web", inline_policy: [{ name: "p" }] },
      after_unknown: { inline_policy: [{ policy: true }] },
    };
    expect(grants("aws_iam_role", sides).map((grant) => grant.isUnknown)).toEqual([true]);
  });
});

describe("a role", () => {
  test("has its own policies", () => {
    const inline_policy = [
      { name: "a", policy: document("s3:Get") },
      { name: "b", policy: document("s3:Put") },
    ];
    expect(afterwards("aws_iam_role", { after: { name: "web", inline_policy } })).toEqual([
      "Allow s3:Get",
      "Allow s3:Put",
    ]);
  });

  test("has the managed policies that it names", () => {
    const managed_policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"];
    expect(afterwards("aws_iam_role", { after: { name: "web", managed_policy_arns } })).toEqual([
      "Allow managed policy arn:aws:iam::aws:policy/ReadOnlyAccess",
    ]);
  });

  test("is denied what is outside of its boundary", () => {
    const sides = { before: { name: "web", permissions_boundary: "arn:aws:iam::1:policy/b" }, after: { name: "web" } };
    const found = grants("aws_iam_role", sides).map(({ before, after }) => [actions(before), after]);
    expect(found).toEqual([[["Deny *"], []]]);
  });
});

describe("a managed policy", () => {
  test.each(["aws_iam_role_policy_attachment", "aws_iam_user_policy_attachment", "aws_iam_group_policy_attachment"])(
    "is given by %s",
    (type) => {
      expect(afterwards(type, { after: { policy_arn: "arn:aws:iam::1:policy/p" } })).toEqual([
        "Allow managed policy arn:aws:iam::1:policy/p",
      ]);
    },
  );

  test.each([
    ["arn:aws:iam::aws:policy/AdministratorAccess", ["*"]],
    ["arn:aws:iam::aws:policy/PowerUserAccess", ["*"]],
    ["arn:aws:iam::1:policy/p", ["what it names"]],
  ])("%s is about %j", (policy_arn, resources) => {
    const [grant] = grants("aws_iam_role_policy_attachment", { after: { policy_arn } });
    expect(grant?.after[0]?.resource.all).toEqual(resources);
  });

  test("that is not known yet is known by what it is taken from, or not at all", () => {
    const sides = { after: { role: "web" }, after_unknown: { policy_arn: true } };
    const found = (from: string) =>
      grants("aws_iam_role_policy_attachment", sides, { policy_arn: from }).map(({ after, isUnknown }) => [
        actions(after),
        isUnknown,
      ]);
    expect(found("aws_iam_policy.p")).toEqual([[["Allow managed policy aws_iam_policy.p"], false]]);
    expect(found("")).toEqual([[[], true]]);
  });

  test("that another role gets is given to that", () => {
    const policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess";
    const sides = { before: { role: "a", policy_arn }, after: { role: "b", policy_arn } };
    expect(
      grants("aws_iam_role_policy_attachment", sides).map(({ holder, before, after }) => [
        holder,
        before.length,
        after.length,
      ]),
    ).toEqual([
      ["role a", 1, 0],
      ["role b", 0, 1],
    ]);
  });
});

test("a permission of a function is a statement about it", () => {
  const after = {
    action: "lambda:InvokeFunction",
    principal: "s3.amazonaws.com",
    function_name: "f",
    source_account: "111122223333",
  };
  expect(grants("aws_lambda_permission", { after }).flatMap((grant) => grant.after)).toEqual([
    {
      effect: "Allow",
      principal: { all: ["s3.amazonaws.com"], except: false },
      action: { all: ["lambda:InvokeFunction"], except: false },
      resource: { all: ["f"], except: false },
      conditions: [{ operator: "ArnLike", key: "aws:sourceaccount", values: ["111122223333"] }],
    },
  ]);
});

test.each(["aws_vpc", "aws_iam_role_policy_attachment", "aws_lambda_permission"])(
  "%s without any of this gives nothing",
  (type) => {
    expect(grants(type, { after: { name: "x" } })).toEqual([]);
  },
);

describe("a principal that may do more is found where", () => {
  const admin = document("*");

  test("the holder is known after apply: another principal, as far as can be told", () => {
    const sides = { before: { role: "a", policy: admin }, after: { policy: admin }, after_unknown: { role: true } };
    expect(grants("aws_iam_role_policy", sides).map(({ holder, after }) => [holder, actions(after)])).toEqual([
      ["role a", []],
      ["role (known after apply)", ["Allow *"]],
    ]);
  });

  test("a document moves to another bucket", () => {
    const sides = { before: { bucket: "a", policy: admin }, after: { bucket: "b", policy: admin } };
    expect(grants("aws_s3_bucket_policy", sides).map(({ holder, after }) => [holder, actions(after)])).toEqual([
      ["bucket a", []],
      ["bucket b", ["Allow *"]],
    ]);
  });

  test.each([
    ["a byte order mark", `\ufeff${admin}`],
    ["a key that is listed twice", '{"Statement":{"Effect":"Allow","Action":"a","Action":"*","Resource":"*"}}'],
    ["elements in lower case", '{"statement":[]}'],
    ["no JSON", "Allow all"],
  ])("a document can't be read, because of %s", (_, policy) => {
    const sides = { before: { policy: admin }, after: { policy } };
    expect(grants("aws_iam_policy", sides).map(({ isUnknown }) => isUnknown)).toEqual([true]);
  });

  test("managed policies of a role are known after apply", () => {
    const sides = { before: { managed_policy_arns: [] }, after: {}, after_unknown: { managed_policy_arns: true } };
    expect(grants("aws_iam_role", sides).map(({ isUnknown }) => isUnknown)).toEqual([true]);
  });

  test("a permission of a function is known after apply", () => {
    const sides = { after: { action: "lambda:InvokeFunction" }, after_unknown: { principal: true } };
    expect(grants("aws_lambda_permission", sides).map(({ isUnknown }) => isUnknown)).toEqual([true]);
  });

  test("a user's boundary is gone", () => {
    const sides = { before: { permissions_boundary: "arn:b" }, after: {} };
    expect(grants("aws_iam_user", sides).map(({ before }) => actions(before))).toEqual([["Deny *"]]);
  });
});
