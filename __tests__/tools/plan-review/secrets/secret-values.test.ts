import type { Json } from "../../../../tools/plan-review/read/json.ts";
import { readPlan } from "../../../../tools/plan-review/read/read-plan.ts";
import { SecretValues } from "../../../../tools/plan-review/secrets/secret-values.ts";
import { outputChange, planJson, resourceChange } from "../../../support/planned-review.ts";

const valuesOf = (plan: object) => new SecretValues([readPlan(plan as { [key: string]: Json }, "plan")]);
const ofOutput = (after: unknown) =>
  valuesOf(planJson({ outputs: { secret: outputChange({ after, sensitiveAfter: true }) } }));
const replaced = (secret: unknown, text: string) => ofOutput(secret).replaceIn(text, () => "*");

test.each([
  ["as it is", "a hunter2! b", "a * b"],
  ["twice", "hunter2!hunter2!", "**"],
  ["in base64", Buffer.from("hunter2!").toString("base64"), /^\*.?=*$/],
  ["in the base64 of something longer", Buffer.from("user:hunter2!@host").toString("base64"), /^.+\*.+$/],
  ["in an address", "http://u:hunter2!@h", "http://u:*@h"],
])("a marked value is found %s", (_, text, expected) => {
  expect(replaced("hunter2!", text)).toEqual(typeof expected === "string" ? expected : expect.stringMatching(expected));
});

test.each([
  ["JSON", 'a"b\\c\nd', JSON.stringify({ text: 'a"b\\c\nd' }), '{"text":"*"}'],
  ["jsonencode's JSON", "a<b>&cd", "\\u003cx a\\u003cb\\u003e\\u0026cd", "\\u003cx *"],
  ["an address", "a b/c?d", "https://h/a%20b%2Fc%3Fd", "https://h/*"],
  ["a pattern", "$^.*+?()[]{}|", "x$^.*+?()[]{}|y", "x*y"],
  ["any script", "пароль😀", "=пароль😀=", "=*="],
])("a marked value is found as %s writes it", (_, secret, text, expected) => {
  expect(replaced(secret, text)).toBe(expected);
});

test("the longest of several values counts", () => {
  expect(replaced(["secret", "secret-two"], "secret-two, secret")).toBe("*, *");
});

test("what a marked document is made of is marked", () => {
  const values = ofOutput(JSON.stringify({ user: "admin", password: ["hunter2!", 12345678901234567890n.toString()] }));
  expect(values.replaceIn("hunter2! 12345678901234567890", () => "*")).toBe("* *");
  expect(values.has("admin")).toBe(true);
});

test("a short value is hidden where it is alone only", () => {
  const values = ofOutput(["abcde", "ab", true, "true", null]);
  expect(values.has("abcde")).toBe(true);
  expect(values.replaceIn("xabcdex", () => "*")).toBe("xabcdex");
  for (const each of ["ab", true, "true"]) expect(values.has(each)).toBe(false);
});

test.each<[string, Parameters<typeof planJson>[0]]>([
  ["a leaf", { changes: [resourceChange("a.b", { after: { x: ["hunter2!"] }, sensitiveAfter: { x: [true] } })] }],
  ["a whole", { changes: [resourceChange("a.b", { after: { x: { y: "hunter2!" } }, sensitiveAfter: true })] }],
  ["before only", { changes: [resourceChange("a.b", { before: "hunter2!", after: "b", sensitiveBefore: true })] }],
  ["drift", { drift: [resourceChange("a.b", { before: "a", after: "hunter2!", sensitiveAfter: true })] }],
  [
    "an unmarked side",
    {
      changes: [
        resourceChange("a.b", { before: "hunter2!", after: "b", sensitiveBefore: false, sensitiveAfter: true }),
      ],
    },
  ],
  [
    "a variable",
    {
      more: {
        variables: { password: { value: "hunter2!" } },
        configuration: { root_module: { variables: { password: { sensitive: true } } } },
      },
    },
  ],
  [
    "an output of the prior state",
    { more: { prior_state: { values: { outputs: { secret: { sensitive: true, value: "hunter2!" } } } } } },
  ],
  [
    "a resource of a module",
    {
      more: {
        planned_values: {
          root_module: {
            child_modules: [{ resources: [{ values: { a: "hunter2!" }, sensitive_values: { a: true } }] }],
          },
        },
      },
    },
  ],
  ["a name", { changes: [resourceChange("a.b", { after: { db_password: "hunter2!" } })] }],
])("a value is known from the mark of %s", (_, parts) => {
  expect(valuesOf(planJson(parts)).replaceIn("a hunter2! b", () => "*")).toBe("a * b");
});

test("a word under a secret's name is hidden there, and not wherever it is written", () => {
  const values = valuesOf(planJson({ changes: [resourceChange("a.b", { after: { password: "password" } })] }));
  expect(values.replaceIn("password", () => "*")).toBe("password");
});

test("very long and very many values are found, in a time that grows with the text", () => {
  const long = "xY7".repeat(700_000);
  const many = Array.from({ length: 20_000 }, (_, index) => `${(index * 7919) % 99991}-secret-value`);
  const values = ofOutput([long, ...many]);
  const start = performance.now();
  expect(values.replaceIn(`a ${long} b`, () => "*")).toBe("a * b");
  expect(values.replaceIn(`${"words ".repeat(50_000)}${many[7]}`, () => "*")).toMatch(/words \*$/);
  expect(performance.now() - start).toBeLessThan(3000);
});
