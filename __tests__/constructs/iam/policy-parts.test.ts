import { policyDocument } from "../../../constructs/iam/policy.ts";
import { policyParts } from "../../../constructs/iam/policy-parts.ts";

const arns = (count: number) =>
  Array.from(
    { length: count },
    (_, n) => `arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/${1000 + n}-AbCdEf`,
  );
const logs = { sid: "Logs", actions: ["logs:PutLogEvents"], resources: ["arn:aws:logs:::a"] };
const deny = { effect: "Deny" as const, actions: ["s3:*"], notResources: ["arn:aws:s3:::a"] };
const secrets = (count: number) => ({
  sid: "Secrets",
  actions: ["secretsmanager:GetSecretValue"],
  resources: arns(count),
});
const sizes = (policies: readonly (readonly object[])[]) =>
  policies.map((each) => policyDocument(each as (typeof logs)[]).length);

test.each([[[]], [[logs]], [[logs, secrets(100), deny]]])(
  "what fits is in the inline policy, as it is",
  (statements) => {
    expect(policyParts(statements, 10)).toEqual({ inline: statements, managed: [] });
  },
);

describe.each([140, 300, 760])("%i secrets", (count) => {
  const statements = [logs, deny, secrets(count), { ...logs, sid: "Last" }];
  const { inline, managed, obstacle } = policyParts(statements, 0);
  const parts = [inline, ...managed];

  test("are in policies that IAM takes", () => {
    expect(obstacle).toBeUndefined();
    expect(sizes([inline])[0]).toBeLessThanOrEqual(10_240);
    expect(managed.length).toBeGreaterThan(0);
    expect(Math.max(...sizes(managed))).toBeLessThanOrEqual(6144);
  });

  test("are in as few as hold them", () => {
    expect(Math.min(...sizes(parts.slice(1, -1)), 6144)).toBeGreaterThan(6144 - 100);
  });

  test("are all there, each once, and so is what is beside them", () => {
    const named = parts.flat().filter(({ sid }) => sid === "Secrets");
    expect(named.flatMap(({ resources }) => resources)).toEqual(arns(count));
    expect(parts.flat().filter(({ sid }) => sid !== "Secrets")).toEqual([logs, deny, { ...logs, sid: "Last" }]);
  });
});

test.each([
  ["too much for all of them", [secrets(1000)], 0, 71680],
  ["too much beside others", [secrets(150)], 10, 10240],
  ["a resource that no policy has room for", [logs, { ...logs, resources: [`arn:${"a".repeat(11_000)}`] }], 0, 71680],
])("%s is reported", (_, statements, attached, room) => {
  const length = policyDocument(statements).length;
  expect(policyParts(statements, attached).obstacle).toBe(
    `has policies of ${length} characters, and IAM takes ${room} in parts: name less, or several at once with *`,
  );
});
