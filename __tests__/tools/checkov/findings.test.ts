import { type AcceptedFindings, acceptedFindings, CHECKED, compare } from "../../../tools/checkov/findings.ts";
import { readReport } from "../../../tools/checkov/report.ts";
import { addressIn, readableStack } from "../../../tools/checkov/synthesized.ts";
import { withFindings } from "../../../tools/checkov/table.ts";
import { whole } from "../../support/outputs.ts";
import { addressesOf } from "../../support/stack-addresses.ts";

const ACCEPTED: AcceptedFindings = {
  version: "3.0.0",
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

test("what fails in a plan and in what was synthesized differs once", () => {
  const failure = at("CKV_AWS_2", "iam: aws_a.b");
  expect(compare(ACCEPTED, "prod", [failure, failure]).unknown).toEqual([failure]);
});

const REPORT = { results: { failed_checks: [{ check_id: "CKV_AWS_1", resource: "aws_a.b" }] } };

test.each([
  ["one report", REPORT, [{ id: "CKV_AWS_1", resource: "aws_a.b" }]],
  ["several", [REPORT, { results: {} }], [{ id: "CKV_AWS_1", resource: "aws_a.b" }]],
  ["counts alone", { passed: 0, failed: 0 }, []],
])("%s of Checkov is read", (_, report, failures) => {
  expect(readReport(JSON.stringify(report))).toEqual(failures);
});

test.each(['"text"', "{}", "null"])("%s is not a report", (text) => {
  expect(() => readReport(text)).toThrow("checkov printed no report");
});

const STACK = { terraform: { required_version: ">= 1" }, resource: { aws_a: { b: {} }, aws_c: { d: {} } } };

test.each([
  ["resource.d", "aws_c.d"],
  ["aws_a.b", "aws_a.b"],
  ["resource.other", "resource.other"],
])("%s in a synthesized stack is %s", (said, address) => {
  expect(addressIn(STACK, said)).toBe(address);
});

test("Checkov reads a stack without its block terraform", () => {
  expect(readableStack(STACK)).toEqual({ resource: STACK.resource });
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
  const { findings } = acceptedFindings();
  const ids = findings.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(findings.filter(({ reason, places }) => !/\.$/.test(reason) || Object.keys(places).length === 0)).toEqual([]);
});
