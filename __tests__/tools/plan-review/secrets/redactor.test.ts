import { readPlan } from "../../../../tools/plan-review/read/read-plan.ts";
import { Redactor } from "../../../../tools/plan-review/secrets/redactor.ts";
import { SecretValues } from "../../../../tools/plan-review/secrets/secret-values.ts";
import { outputChange, planJson } from "../../../support/planned-review.ts";

const plan = planJson({ outputs: { secret: outputChange({ after: "hunter2!", sensitiveAfter: true }) } });
const redactor = () => new Redactor(new SecretValues([readPlan(plan as Parameters<typeof readPlan>[0], "plan")]));

test.each([
  ["hunter2!", ["url"], "secret elsewhere"],
  ["other", ["db_password"], "secret by its name"],
  ["AKIAIOSFODNN7EXAMPLE", ["user"], "looks secret"],
  ["db.example.org", ["url"], undefined],
  [true, ["password"], undefined],
] as const)("%j of %j: %s", (value, names, because) => {
  expect(redactor().secrecy(value, names)).toBe(because);
});

test("a text is shown on one line, without the secrets in it", () => {
  expect(redactor().text("postgres://app:hunter2!@db\nAKIAIOSFODNN7EXAMPLE")).toBe(
    "postgres://app:(hidden)@db\\n(hidden)",
  );
});

test("long texts are cut after what is secret in them is hidden", () => {
  expect(redactor().text(`${"x ".repeat(198)}hunter2!`)).toBe(`${"x ".repeat(198)}(hid… (4 more characters)`);
});

test("what is hidden is counted by why", () => {
  const counting = redactor();
  counting.count("marked");
  counting.count("looks secret");
  counting.count("marked");
  expect(counting.hidden()).toEqual([
    ["looks secret", 1],
    ["marked", 2],
  ]);
});

test("secrets are told apart from what may be shown, many of them and short ones too", () => {
  const secrets = Array.from({ length: 150 }, (_, index) => `k7xq9zvt3mwp${index}x`);
  const outputs = {
    pin: outputChange({ after: "101", sensitiveAfter: true }),
    keys: outputChange({ after: secrets, sensitiveAfter: true }),
  };
  const marking = readPlan(planJson({ outputs }) as Parameters<typeof readPlan>[0], "plan");
  const { parts, secrets: found } = new Redactor(new SecretValues([marking])).apart(`${secrets.join(" ")} 101`, []);
  expect(found).toEqual([...secrets, "101"]);
  expect(parts).toEqual(["", ...Array(150).fill(" "), ""]);
});

test("a digest is not taken apart under its name", () => {
  const digest = "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=";
  expect(redactor().apart(digest, ["source_code_hash"])).toEqual({ parts: [digest], secrets: [] });
  expect(redactor().apart(digest, ["x"])).toEqual({ parts: ["", ""], secrets: [digest] });
});
