import { type Findings, reasonId, reasonsOf } from "../../../../tools/plan-review/judge/reasons.ts";
import type { AccessRow, ChangeView, OpeningRow, RuleRow } from "../../../../tools/plan-review/model/review.ts";
import { stackOf } from "../../../support/plan-json.ts";
import { opening, statement } from "../../../support/review-rows.ts";

const NOTHING_WAIVED = { all: [], today: "2027-01-01" };

const lost: ChangeView = {
  stack: "web",
  address: "aws_ebs_volume.a",
  type: "aws_ebs_volume",
  action: "delete",
  actions: "delete",
  notes: [],
  loss: "what it holds is lost",
  possiblyBecause: [],
  invisible: false,
  rows: [],
  unknown: [],
  risk: 100,
};
const rule: RuleRow = {
  id: "rule-web-12345678",
  rule: "firm",
  stack: "web",
  message: "the plan is deferred",
  required: true,
};

const findings = (more: Partial<Findings> = {}, stack: Partial<Findings["stack"]> = {}): Findings => ({
  stack: stackOf("web", {}, stack),
  changes: [],
  access: [],
  openings: [],
  protections: [],
  programs: [],
  rules: [],
  ...more,
});
const reasons = (more: Partial<Findings>, stack?: Partial<Findings["stack"]>) =>
  reasonsOf([findings(more, stack)], NOTHING_WAIVED);
const details = (more: Partial<Findings>) => reasons(more).flatMap((reason) => reason.details);

test("there is none where nothing is lost, opened or broken", () => {
  const { loss: _, ...kept } = lost;
  const quiet = {
    changes: [kept],
    access: [{ ...statement, widens: false }],
    openings: [{ ...opening, widens: false }],
  };
  expect(reasons({ ...quiet, rules: [{ ...rule, required: false }] })).toEqual([]);
});

test("the most severe come first, whichever stack they are of", () => {
  const all = [
    findings({ access: [statement] }),
    findings({ changes: [lost] }),
    findings({ rules: [rule] }),
    findings({}, { status: "failed", problem: "no" }),
  ];
  expect(reasonsOf(all, NOTHING_WAIVED).map(({ kind }) => kind)).toEqual(["error", "rule", "loss", "access"]);
});

test.each([
  ["failed", "can't be planned"],
  ["blocked", "can't be planned before what it reads"],
] as const)("a %s stack is an error", (status, title) => {
  expect(reasons({}, { status, problem: "why" })).toMatchObject([
    { kind: "error", stack: "web", title, details: ["why"] },
  ]);
});

test.each(["firm", "provisional", "deferred"] as const)("a %s stack is none", (status) => {
  expect(reasons({}, { status })).toEqual([]);
});

test.each<[Partial<ChangeView>, string]>([
  [{}, "aws_ebs_volume.a is destroyed: what it holds is lost"],
  [{ action: "replace" }, "aws_ebs_volume.a is replaced: what it holds is lost"],
  [{ notes: ["a", "b"] }, "aws_ebs_volume.a is destroyed: what it holds is lost (a; b)"],
  [
    { action: "replace", possiblyBecause: ["network.vpcId", "network.zone"] },
    "aws_ebs_volume.a is replaced, if network.vpcId or network.zone changes: what it holds is lost",
  ],
])("a loss with %j is a reason", (more, text) => {
  expect(details({ changes: [{ ...lost, ...more }] })).toEqual([text]);
});

test.each<[Partial<AccessRow>, string]>([
  [{}, "Allow role web: s3:Get, s3:Put on a"],
  [
    { conditions: ["Bool a true", "Bool b true"] },
    "Allow role web: s3:Get, s3:Put on a if Bool a true and Bool b true",
  ],
  [{ sign: "-", effect: "Deny" }, "no longer denied to role web: s3:Get, s3:Put on a"],
  [{ sign: "?" }, "aws_iam_role_policy.p: what role web may do is known after apply"],
])("a statement with %j is a reason", (more, text) => {
  expect(details({ access: [{ ...statement, ...more }] })).toEqual([text]);
});

test.each<[Partial<OpeningRow>, string]>([
  [{}, "aws_security_group.web opens tcp 80 from 10.0.0.0/8"],
  [{ direction: "out" }, "aws_security_group.web opens tcp 80 to 10.0.0.0/8"],
  [{ sign: "?" }, "aws_security_group.web may open tcp 80 from 10.0.0.0/8"],
  [{ peer: "anyone", ports: "faces the internet" }, "aws_security_group.web faces the internet"],
])("an opening with %j is a reason", (more, text) => {
  expect(details({ openings: [{ ...opening, ...more }] })).toEqual([text]);
});

test("what is wide comes first, and is counted", () => {
  const wide = { ...opening, peer: "0.0.0.0/0", broad: true };
  const [reason] = reasons({ openings: [opening, wide], access: [statement] });
  expect(reason?.title).toBe("2 openings and 1 statement let more through than before, 1 for everyone or everything");
  expect(reason?.details[0]).toContain("0.0.0.0/0");
});

test("a required rule that is broken keeps its id", () => {
  expect(reasons({ rules: [rule] })).toEqual([
    { id: rule.id, kind: "rule", stack: "web", title: "rule firm is broken", details: ["the plan is deferred"] },
  ]);
});

describe("an id", () => {
  const idOf = (more: Partial<Findings>) => reasons(more).map(({ id }) => id);

  test("is the same for the same", () => {
    expect(idOf({ changes: [lost] })).toEqual(idOf({ changes: [{ ...lost, risk: 1 }] }));
    expect(reasonId("loss", "web", ["a"])).toMatch(/^loss-web-[0-9a-f]{8}$/);
  });

  test.each<[string, Partial<Findings>, Partial<Findings>]>([
    ["another resource", { changes: [lost] }, { changes: [{ ...lost, address: "aws_ebs_volume.b" }] }],
    ["one more resource", { changes: [lost] }, { changes: [lost, { ...lost, address: "aws_ebs_volume.b" }] }],
    ["a replacement", { changes: [lost] }, { changes: [{ ...lost, action: "replace" }] }],
    ["another action", { access: [statement] }, { access: [{ ...statement, actions: ["s3:*"] }] }],
    ["another principal", { access: [statement] }, { access: [{ ...statement, principal: "role other" }] }],
    ["a condition less", { access: [{ ...statement, conditions: ["Bool a true"] }] }, { access: [statement] }],
    ["another peer", { openings: [opening] }, { openings: [{ ...opening, peer: "11.0.0.0/8" }] }],
    ["other ports", { openings: [opening] }, { openings: [{ ...opening, ports: "tcp 22" }] }],
  ])("is another with %s", (_, one, other) => {
    expect(idOf(one)).not.toEqual(idOf(other));
  });

  test("does not run together what is side by side", () => {
    expect(reasonId("rule", "a", ["b", "c"])).not.toBe(reasonId("rule", "a", ["bc"]));
    expect(reasonId("rule", "a b", ["c"])).toMatch(/^rule-a_b-/);
  });
});

test("a reason is waived by its id", () => {
  const [reason] = reasons({ changes: [lost] });
  const waiver = { id: reason?.id ?? "", reason: "copied", until: "2027-01-31" };
  expect(reasonsOf([findings({ changes: [lost] })], { all: [waiver], today: "2027-01-01" })).toEqual([
    { ...reason, waived: { reason: "copied", until: "2027-01-31" } },
  ]);
});
