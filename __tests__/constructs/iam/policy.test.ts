import { policyDocument, trustPolicy } from "../../../constructs/iam/policy.ts";

test("a statement allows by default, and one value is no list", () => {
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

test("a role is trusted for one account where the service says for whom it asks", () => {
  expect(JSON.parse(trustPolicy("ecs-tasks.amazonaws.com", "111122223333")).Statement[0].Condition).toEqual({
    StringEquals: { "aws:SourceAccount": "111122223333" },
  });
  expect(JSON.parse(trustPolicy("ec2.amazonaws.com")).Statement[0]).not.toHaveProperty("Condition");
});

test.each([
  ["a variable of IAM", "home/${aws:username}/*", "home/$${aws:username}/*"],
  ["a value that Terraform knows later", "${TfToken[TOKEN.1]}/*", "${TfToken[TOKEN.1]}/*"],
])("%s stays what it is", (_, resource, expected) => {
  const { Statement } = JSON.parse(policyDocument([{ actions: ["s3:GetObject"], resources: [resource] }]));
  expect(Statement).toMatchObject([{ Resource: expected }]);
});
