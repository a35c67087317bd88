import { type AcceptedFindings, acceptedFindings, CHECKED, compare } from "../../../tools/checkov/findings.ts";
import { readReport } from "../../../tools/checkov/report.ts";
import { withFindings } from "../../../tools/checkov/table.ts";
import { whole } from "../../support/outputs.ts";
import { addressesOf } from "../../support/stack-addresses.ts";

const ACCEPTED: AcceptedFindings = {
  version: "3.0.0",
  notRun: ["CKV_AWS_9"],
  findings: [
    {
      id: "CKV_AWS_1",
      check: "Ensure a",
      reason: "Because.",
      places: { prod: ["iam: aws_a.b"], demo: ["iam: aws_a.c"] },
    },
  ],
};
const at = (id: string, place: string) => ({ id, place });

test("what fails as accepted does not differ", () => {
  expect(compare(ACCEPTED, "prod", [at("CKV_AWS_1", "iam: aws_a.b")])).toEqual({ unknown: [], stale: [] });
});

test.each([
  ["at another place", at("CKV_AWS_1", "iam: aws_a.d")],
  ["in another stack", at("CKV_AWS_1", "cicd: aws_a.b")],
  ["where another environment may", at("CKV_AWS_1", "iam: aws_a.c")],
  ["by another check", at("CKV_AWS_2", "iam: aws_a.b")],
])("what fails %s is not accepted", (_, failure) => {
  expect(compare(ACCEPTED, "prod", [failure]).unknown).toEqual([failure]);
});

test("accepted findings that no longer fail are reported", () => {
  expect(compare(ACCEPTED, "demo", []).stale).toEqual([at("CKV_AWS_1", "iam: aws_a.c")]);
});

test("a check of which nothing is known counts for nothing", () => {
  expect(compare(ACCEPTED, "prod", [at("CKV_AWS_1", "iam: aws_a.b"), at("CKV_AWS_9", "iam: aws_a.b")]).unknown).toEqual(
    [],
  );
});

const REPORT = { results: { failed_checks: [{ check_id: "CKV_AWS_1", resource: "aws_a.b" }] } };

test.each([
  ["one report", REPORT, [at("CKV_AWS_1", "iam: aws_a.b")]],
  ["several", [REPORT, { results: {} }], [at("CKV_AWS_1", "iam: aws_a.b")]],
  ["counts alone", { passed: 0, failed: 0 }, []],
])("%s of Checkov is read", (_, report, failures) => {
  expect(readReport(JSON.stringify(report), "iam")).toEqual(failures);
});

test.each(['"text"', "{}", "null"])("%s is not a report", (text) => {
  expect(() => readReport(text, "iam")).toThrow("checkov printed no report");
});

test("the document gets what is accepted, again and again, and keeps the rest", () => {
  const document = "a\n<!-- findings: begin, by npm run docs -->\n<!-- findings: end -->\nb\n";
  const once = withFindings(document, ACCEPTED);
  expect(once).toContain("| `CKV_AWS_1` | Ensure a | 1 | 1 | Because. |");
  expect(once).toContain("- `CKV_AWS_1` iam: aws_a.b");
  expect(withFindings(once, ACCEPTED)).toBe(once);
  expect(() => withFindings("a", ACCEPTED)).toThrow("no place for findings");
});

describe.each(CHECKED)("what is accepted in %s", (environment) => {
  const places = acceptedFindings().findings.flatMap(({ places }) => places[environment] ?? []);
  const addresses = addressesOf(whole(environment));

  test("is at resources that there are", () => {
    expect(places.length).toBeGreaterThan(0);
    expect(places.filter((place) => !addresses.has(place))).toEqual([]);
  });
});

test("each accepted check is there once, with a reason and a place", () => {
  const { findings, notRun } = acceptedFindings();
  const ids = findings.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(findings.filter(({ reason, places }) => !/\.$/.test(reason) || Object.keys(places).length === 0)).toEqual([]);
  expect(ids.filter((id) => notRun.includes(id))).toEqual([]);
});
