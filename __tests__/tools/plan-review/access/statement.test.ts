import { spelling, statementsIn } from "../../../../tools/plan-review/access/statement.ts";
import { parseJson } from "../../../../tools/plan-review/read/json.ts";

const read = (...statements: object[]) =>
  statementsIn(parseJson(JSON.stringify({ Version: "2012-10-17", Statement: statements })));
const names = (...all: string[]) => ({ all, except: false });

test("a statement is read with all its elements", () => {
  const statement = {
    Sid: "Read",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:role/a", Service: ["ecs.amazonaws.com"] },
    Action: ["s3:PutObject", "s3:GetObject"],
    Resource: "*",
    Condition: { StringEquals: { "AWS:SourceAccount": "111122223333" }, Bool: { "aws:SecureTransport": true } },
  };
  expect(read(statement)).toEqual([
    {
      effect: "Allow",
      principal: names("Service ecs.amazonaws.com", "arn:aws:iam::111122223333:role/a"),
      action: names("s3:GetObject", "s3:PutObject"),
      resource: names("*"),
      conditions: [
        { operator: "Bool", key: "aws:securetransport", values: ["true"] },
        { operator: "StringEquals", key: "aws:sourceaccount", values: ["111122223333"] },
      ],
    },
  ]);
});

test("elements that begin with Not mean all but what they name", () => {
  const [statement] =
    read({ Effect: "Deny", NotPrincipal: { AWS: "a" }, NotAction: "s3:*", NotResource: ["b", "a"] }) ?? [];
  expect(statement).toMatchObject({
    principal: { all: ["a"], except: true },
    action: { all: ["s3:*"], except: true },
    resource: { all: ["a", "b"], except: true },
  });
});

test.each<[string, object, object]>([
  ["one action and a list of one", { Action: "a" }, { Action: ["a"] }],
  ["actions in another order, and twice", { Action: ["a", "b"] }, { Action: ["b", "a", "b"] }],
  [
    "an account and its root",
    { Principal: { AWS: "111122223333" } },
    { Principal: { AWS: "arn:aws:iam::111122223333:root" } },
  ],
  ["all principals", { Principal: "*" }, { Principal: { AWS: "*" } }],
  ["another name", { Sid: "a" }, { Sid: "b" }],
  [
    "conditions in another order",
    { Condition: { Bool: { a: "true" }, StringLike: { b: ["x", "y"] } } },
    { Condition: { StringLike: { B: ["y", "x"] }, Bool: { A: true } } },
  ],
])("%s are one", (_, one, other) => {
  const spelled = [one, other].map((each) => read({ Effect: "Allow", ...each })?.map(spelling));
  expect(spelled[0]).toEqual(spelled[1]);
});

test("one statement may be without a list", () => {
  expect(statementsIn({ Statement: { Effect: "Deny", Action: "a", Resource: "b" } })).toEqual([
    { effect: "Deny", action: names("a"), resource: names("b"), conditions: [] },
  ]);
});

test("a policy may be a text", () => {
  expect(statementsIn('{ "Statement": [{ "Effect": "Allow", "Action": "a", "Resource": "b" }] }')).toHaveLength(1);
});

test("a statement that names no resource is about what contains it", () => {
  expect(statementsIn({ Statement: [{ Action: "sts:AssumeRole" }] }, "role web")?.[0]?.resource).toEqual(
    names("role web"),
  );
});

test("an effect that AWS does not know counts as the one that gives more", () => {
  expect(read({ Effect: "deny", Action: "a", Resource: "b" })?.[0]?.effect).toBe("Allow");
});

test.each([undefined, null, "", "text", "[]", '{"Version":"2012-10-17"}', ["Statement"], 1])(
  "%j is not a policy",
  (value) => {
    expect(statementsIn(value as never)).toBeUndefined();
  },
);
