import { type Asked, allows } from "./iam-policy.ts";

const policy = (...statements: object[]) =>
  JSON.stringify({ Statement: statements.map((each) => ({ Effect: "Allow", Action: "*", Resource: "*", ...each })) });

const OBJECT = "arn:aws:s3:::shop/a/b";
const TASK = "arn:aws:ecs:eu-west-1:111122223333:task/shop/1";
const TLS = { Condition: { Bool: { "aws:SecureTransport": "true" } } };

test.each<[statement: object, asked: Asked, allowed: boolean]>([
  [{ Action: "s3:GetObject" }, ["S3:getobject"], true],
  [{ Action: "s3:Get*" }, ["s3:GetObject"], true],
  [{ Action: ["s3:Put*", "s3:Get????"] }, ["s3:GetObject"], false],
  [{ Resource: "arn:aws:s3:::shop/*" }, ["s3:GetObject", OBJECT], true],
  [{ Resource: "arn:aws:s3:::shop/*/?" }, ["s3:GetObject", OBJECT], true],
  [{ Resource: "arn:aws:s3:::Shop/*" }, ["s3:GetObject", OBJECT], false],
  [{ Resource: "arn:aws:s3:::shop.*" }, ["s3:GetObject", "arn:aws:s3:::shops/a"], false],
  [{ Resource: "arn:aws:*/shop/1" }, ["ecs:DescribeTasks", TASK], false],
  [{ Resource: "arn:aws:ecs:*:*:task/*" }, ["ecs:DescribeTasks", TASK], true],
  [{ Resource: TASK }, ["ecs:DescribeTasks"], false],
  [TLS, ["s3:GetObject", OBJECT, { "aws:securetransport": "TRUE" }], true],
  [TLS, ["s3:GetObject", OBJECT, { "aws:SecureTransport": "false" }], false],
  [TLS, ["s3:GetObject", OBJECT], false],
  [{ Condition: { StringEquals: { a: ["x", "y"] } } }, ["s3:GetObject", OBJECT, { a: "y" }], true],
  [{ Condition: { StringEquals: { a: "*" } } }, ["s3:GetObject", OBJECT, { a: "y" }], false],
  [{ Condition: { StringLike: { a: "y*" } } }, ["s3:GetObject", OBJECT, { a: "yes" }], true],
  [{ Condition: { StringLike: { a: "y", b: "z" } } }, ["s3:GetObject", OBJECT, { a: "y" }], false],
  [{ Condition: { ArnEquals: { a: "arn:aws:ecs:*:*:task/*" } } }, ["s3:GetObject", OBJECT, { a: TASK }], true],
  [{ Condition: { ArnLike: { a: "arn:*:task/*" } } }, ["s3:GetObject", OBJECT, { a: TASK }], false],
  [{ Condition: { Null: { a: "true" } } }, ["s3:GetObject", OBJECT], true],
  [{ Condition: { Null: { a: "true" } } }, ["s3:GetObject", OBJECT, { A: "x" }], false],
  [{ Condition: { Null: { a: "false" } } }, ["s3:GetObject", OBJECT, { a: "x" }], true],
  [{ Condition: { Null: { a: "false" } } }, ["s3:GetObject", OBJECT], false],
  [{ Condition: { StringNotEqualsIgnoreCase: { a: "x" } } }, ["s3:GetObject", OBJECT], true],
  [{ Condition: { StringNotEqualsIgnoreCase: { a: "x" } } }, ["s3:GetObject", OBJECT, { a: "y" }], true],
  [{ Condition: { StringNotEqualsIgnoreCase: { a: ["y", "x"] } } }, ["s3:GetObject", OBJECT, { a: "X" }], false],
  [{ Resource: undefined, NotResource: "arn:aws:s3:::shop/*" }, ["s3:GetObject", OBJECT], false],
  [{ Resource: undefined, NotResource: ["arn:aws:s3:::shop/b/*", TASK] }, ["s3:GetObject", OBJECT], true],
])("%j for %j: %s", (statement, asked, allowed) => {
  expect(allows([policy(statement)], asked)).toBe(allowed);
});

test("what one statement denies no other allows", () => {
  const denial = policy({ Effect: "Deny", Action: "s3:Delete*" });
  expect(allows([policy({}), denial], ["s3:DeleteObject", OBJECT])).toBe(false);
  expect(allows([policy({}), denial], ["s3:GetObject", OBJECT])).toBe(true);
});

test.each([
  [{ NotAction: "s3:*" }, "NotAction of undefined is not evaluated here"],
  [{ Sid: "Home", Resource: "arn:aws:s3:::${aws:username}" }, "a variable in Home is not evaluated here"],
  [{ Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }, "the condition IpAddress is not evaluated here"],
])("%j is refused", (statement, message) => {
  expect(() => allows([policy(statement)], ["s3:GetObject", OBJECT])).toThrow(message);
});
