import { accessDenied, readPolicy, refusalOf } from "../../../../packages/offline-aws/calls/policy.ts";

const VPC = "arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-1";

const policy = (...statements: object[]) => readPolicy({ Version: "2012-10-17", Statement: statements });
const allow = (rest: object) => ({ Effect: "Allow", Resource: "*", ...rest });

test.each([
  ["an action", [allow({ Action: "ec2:CreateVpc" })], true],
  ["an action in another case", [allow({ Action: "EC2:createvpc" })], true],
  ["a wildcard", [allow({ Action: ["s3:*", "ec2:Create*"] })], true],
  ["everything", [allow({ Action: "*" })], true],
  ["all but others", [allow({ NotAction: "iam:*" })], true],
  ["all but this", [allow({ NotAction: "ec2:*" })], false],
  ["another action", [allow({ Action: "ec2:CreateSubnet" })], false],
  ["the resource", [allow({ Action: "*", Resource: "arn:aws:ec2:*:*:vpc/*" })], true],
  ["other resources", [allow({ Action: "*", Resource: "arn:aws:ec2:*:*:subnet/*" })], false],
  ["all but the resource", [allow({ Action: "*", Resource: undefined, NotResource: VPC })], false],
  [
    "a condition, which is taken as met",
    [allow({ Action: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } })],
    true,
  ],
  [
    "nothing that a denial takes back",
    [allow({ Action: "*" }), { Effect: "Deny", Action: "ec2:*", Resource: VPC }],
    false,
  ],
  [
    "what a denial of others leaves",
    [allow({ Action: "*" }), { Effect: "Deny", Action: "iam:*", Resource: "*" }],
    true,
  ],
  [
    "what a conditional denial leaves",
    [
      allow({ Action: "*" }),
      { Effect: "Deny", Action: "*", Resource: "*", Condition: { Bool: { "aws:MFA": "false" } } },
    ],
    true,
  ],
])("a policy that allows %s", (_, statements, isAllowed) => {
  expect(refusalOf(policy(...statements), "ec2:CreateVpc", VPC) === undefined).toBe(isAllowed);
});

test("a resource without an ARN yet is allowed where any is, and denied where all are", () => {
  const specific = { Effect: "Deny", Action: "ec2:*", Resource: VPC };
  expect(
    refusalOf(policy(allow({ Action: "*", Resource: VPC }), specific), "ec2:CreateVpc", undefined),
  ).toBeUndefined();
  expect(refusalOf(policy(allow({ Action: "*" }), { ...specific, Resource: "*" }), "ec2:CreateVpc", undefined)).toBe(
    "with an explicit deny in an identity-based policy",
  );
});

test.each([
  [[], 'must be an IAM policy: write { "Version": "2012-10-17", "Statement": [ … ] }'],
  [{ Statement: ["x"] }, "Statement[0] must be an object"],
  [
    { Statement: { Effect: "allow", Action: "*", Resource: "*" } },
    'Statement[0] has no Effect: must be "Allow" or "Deny"',
  ],
  [{ Statement: [{ Effect: "Allow", Resource: "*" }] }, "Statement[0] needs one of Action and NotAction"],
  [{ Statement: [{ Effect: "Allow", Action: "*" }] }, "Statement[0] needs one of Resource and NotResource"],
  [
    { Statement: [{ Effect: "Allow", Action: [1], Resource: "*" }] },
    "Statement[0]: Action must be a string or a list of strings",
  ],
  [
    { Statement: [{ Effect: "Allow", Action: "CreateVpc", Resource: "*" }] },
    "Statement[0]: CreateVpc must be an action like ec2:CreateVpc",
  ],
  [
    { Statement: [{ Effect: "Allow", Action: "*", Resource: "*", Principal: "*" }] },
    "Statement[0] has an unknown element Principal",
  ],
])("%j is refused", (given, problem) => {
  expect(() => readPolicy(given)).toThrow(problem);
});

test.each([
  [
    "ec2:CreateVpc",
    "UnauthorizedOperation: You are not authorized to perform this operation. User: me is not authorized",
  ],
  ["iam:CreateRole", "AccessDenied: User: me is not authorized to perform: iam:CreateRole on resource: * because"],
  [
    "ecs:CreateCluster",
    "AccessDeniedException: User: me is not authorized to perform: ecs:CreateCluster on resource: *",
  ],
  ["sns:CreateTopic", "AuthorizationError: User: me is not authorized"],
])("%s is refused in the words of its service", (action, message) => {
  const reason = refusalOf([], action, undefined);
  expect(reason).toBe(`because no identity-based policy allows the ${action} action`);
  expect(accessDenied(action, "me", undefined, reason as string)).toContain(message);
});
