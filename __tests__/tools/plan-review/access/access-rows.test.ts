import { accessRows } from "../../../../tools/plan-review/access/access-rows.ts";
import { changed, planOf, redactorOf } from "../../../support/plan-json.ts";

type Sides = Parameters<typeof changed>[1];

const policy = (...Statement: object[]) => ({ role: "web", policy: JSON.stringify({ Statement }) });
const allow = (Action: string | string[], Resource: string = "a", more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const deny = (Action: string) => ({ Effect: "Deny", Action, Resource: "*" });

function rows(type: string, sides: Sides, references: Record<string, string[]> = { policy: [] }) {
  const address = `${type}.x`;
  const plan = planOf({
    changes: [changed(address, sides)],
    references: { [address.replace("data.", "")]: references },
  });
  return plan.resourceChanges.flatMap((resource) => accessRows("iam", resource, plan.references, redactorOf()));
}
/** Each row in short; `!` where more becomes allowed. */
const texts = (...args: Parameters<typeof rows>) =>
  rows(...args).map(
    ({ sign, effect, actions, resources, widens }) => `${sign} ${effect} ${actions} ${resources}${widens ? " !" : ""}`,
  );
const ROLE_POLICY = "aws_iam_role_policy";

test("statements that are added or removed are rows, those that stay are not", () => {
  const before = policy(allow("s3:Get"), allow("s3:Put"));
  const after = policy(allow("s3:Put"), allow("s3:*"));
  expect(texts(ROLE_POLICY, { before, after })).toEqual(["- Allow s3:Get a", "+ Allow s3:* a !"]);
});

test.each<[string, Sides]>([
  [
    "the same policy, written otherwise",
    { before: policy(allow(["a", "b"])), after: policy({ Sid: "x", ...allow(["b", "a"]) }) },
  ],
  ["an unchanged policy", { actions: ["no-op"], before: policy(allow("*")), after: policy(allow("*")) }],
])("%s makes no row", (_, sides) => {
  expect(texts(ROLE_POLICY, sides)).toEqual([]);
});

test("a denial that goes lets more through", () => {
  expect(texts(ROLE_POLICY, { before: policy(deny("s3:*")), after: policy() })).toEqual(["- Deny s3:* * !"]);
});

test("a denial that is attached lets more through when it goes, one that goes with what it protects does not", () => {
  expect(texts(ROLE_POLICY, { before: policy(deny("s3:*")) })).toEqual(["- Deny s3:* * !"]);
  expect(texts("aws_sqs_queue", { before: policy(deny("sqs:*")) })).toEqual(["- Deny sqs:* *"]);
});

test("a boundary that goes lets more through", () => {
  const sides = { before: { name: "web", permissions_boundary: "arn:b" }, after: { name: "web" } };
  expect(texts("aws_iam_role", sides)).toEqual(["- Deny * * !"]);
});

test("a policy that is given to another role widens what that may do", () => {
  const policy_arn = "arn:aws:iam::1:policy/p";
  const found = rows("aws_iam_role_policy_attachment", {
    before: { role: "a", policy_arn },
    after: { role: "b", policy_arn },
  });
  expect(found.map(({ sign, principal, widens }) => [sign, principal, widens])).toEqual([
    ["-", "role a", false],
    ["+", "role b", true],
  ]);
});

test("what a policy that is not known yet allows is asked", () => {
  const sides = { before: policy(allow("s3:Get")), after: { role: "web" }, after_unknown: { policy: true } };
  expect(texts(ROLE_POLICY, sides)).toEqual(["- Allow s3:Get a", "? known after apply   !"]);
});

test("a policy that a new one is taken from represents it", () => {
  const sides = { after: { role: "web" }, after_unknown: { policy_arn: true } };
  expect(rows("aws_iam_role_policy_attachment", sides, { policy_arn: ["aws_iam_policy.p.arn"] })).toMatchObject([
    { sign: "+", principal: "role web", actions: ["managed policy aws_iam_policy.p"], widens: true },
  ]);
});

test("a long condition is shown whole, because a waiver covers all of it", () => {
  const networks = Array.from({ length: 100 }, (_, index) => `10.0.${index}.0/24`);
  const after = policy(allow("s3:Get", "a", { Condition: { IpAddress: { "aws:SourceIp": networks } } }));
  const [row] = rows(ROLE_POLICY, { after });
  expect(networks.filter((network) => !row?.conditions[0]?.includes(network))).toEqual([]);
});

test("data allows nothing", () => {
  expect(texts(`data.${ROLE_POLICY}`, { after: policy(allow("*")) })).toEqual([]);
});

test("a row says who, what, with what and when", () => {
  const statement = {
    Effect: "Allow",
    Principal: { Service: "ecs.amazonaws.com" },
    NotAction: "iam:*",
    Resource: ["b", "a"],
    Condition: { StringEquals: { "aws:SourceAccount": ["2", "1"] } },
  };
  expect(rows("aws_s3_bucket_policy", { after: policy(statement) })).toEqual([
    {
      stack: "iam",
      address: "aws_s3_bucket_policy.x",
      sign: "+",
      effect: "Allow",
      principal: "Service ecs.amazonaws.com",
      actions: ["all but iam:*"],
      resources: ["a", "b"],
      conditions: ["StringEquals aws:sourceaccount 1, 2"],
      widens: true,
      broad: false,
    },
  ]);
});

test.each<[string, string, object, boolean]>([
  ["every action", ROLE_POLICY, allow("*"), true],
  ["every action, written with a star for the service", ROLE_POLICY, allow("*:*"), true],
  ["every action, written with two stars", ROLE_POLICY, allow("**"), true],
  ["every action of a service", ROLE_POLICY, allow("s3:*"), true],
  ["some actions of a service", ROLE_POLICY, allow("s3:Get*"), false],
  ["all actions but some", ROLE_POLICY, { Effect: "Allow", NotAction: "iam:*", Resource: "a" }, true],
  ["every resource", ROLE_POLICY, allow("s3:Get", "*"), true],
  ["all resources but some", ROLE_POLICY, { Effect: "Allow", Action: "s3:Get", NotResource: "a" }, true],
  ["a denial of everything", ROLE_POLICY, deny("*"), false],
  ["all principals", "aws_s3_bucket_policy", { ...allow("s3:Get"), Principal: "*" }, true],
  [
    "all principals under a condition",
    "aws_s3_bucket_policy",
    { ...allow("s3:Get"), Principal: "*", Condition: { Bool: { a: "true" } } },
    false,
  ],
  ["all principals but some", "aws_s3_bucket_policy", { ...allow("s3:Get"), NotPrincipal: { AWS: "a" } }, true],
  [
    "everything of a key for its account",
    "aws_kms_key",
    { ...allow("kms:*", "*"), Principal: { AWS: "111122223333" } },
    false,
  ],
])("%s is wide or not", (_, type, statement, broad) => {
  expect(rows(type, { after: policy(statement) }).map((row) => row.broad)).toEqual([broad]);
});
