import { policyDocument, type TrustSource, trustPolicy } from "../../../constructs/iam/policy.ts";

test("a statement allows by default, and one value is not a list", () => {
  expect(JSON.parse(policyDocument([{ actions: ["s3:GetObject"], resources: ["a", "b"] }]))).toEqual({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: ["a", "b"] }],
  });
});

test("principals and conditions are kept", () => {
  const [statement] = JSON.parse(
    policyDocument([
      {
        sid: "Read",
        effect: "Deny",
        principals: { Service: ["x.amazonaws.com"] },
        actions: ["*"],
        resources: ["*"],
        conditions: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]),
  ).Statement;
  expect(statement).toMatchObject({
    Sid: "Read",
    Effect: "Deny",
    Principal: { Service: "x.amazonaws.com" },
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  });
});

test("a policy of a resource may be for all principals", () => {
  const { Statement } = JSON.parse(policyDocument([{ principals: "*", actions: ["s3:*"], resources: ["*"] }]));
  expect(Statement).toEqual([{ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" }]);
});

test("a statement may be about everything but some resources", () => {
  const { Statement } = JSON.parse(
    policyDocument([{ effect: "Deny", actions: ["s3:Put*"], notResources: ["a", "b"] }]),
  );
  expect(Statement).toEqual([{ Effect: "Deny", Action: "s3:Put*", NotResource: ["a", "b"] }]);
});

const TRUST = { Effect: "Allow", Action: "sts:AssumeRole" };

const ACCOUNT = { StringEquals: { "aws:SourceAccount": "111122223333" } };

test.each<[source: TrustSource | undefined, condition: object]>([
  [undefined, {}],
  [{ account: "111122223333" }, { Condition: ACCOUNT }],
  [
    { account: "111122223333", arns: ["arn:aws:ecs:eu-west-1:111122223333:*"] },
    { Condition: { ...ACCOUNT, ArnLike: { "aws:SourceArn": "arn:aws:ecs:eu-west-1:111122223333:*" } } },
  ],
])("a role is trusted for %j alone, where the service says for whom it asks", (source, condition) => {
  expect(JSON.parse(trustPolicy("ecs-tasks.amazonaws.com", source))).toEqual({
    Version: "2012-10-17",
    Statement: [{ ...TRUST, Principal: { Service: "ecs-tasks.amazonaws.com" }, ...condition }],
  });
});

test("a value that Terraform knows later stays what it is", () => {
  const resource = "${TfToken[TOKEN.1]}/*";
  const { Statement } = JSON.parse(policyDocument([{ actions: ["s3:GetObject"], resources: [resource] }]));
  expect(Statement).toMatchObject([{ Resource: resource }]);
});
