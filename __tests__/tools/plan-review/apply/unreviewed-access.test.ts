import { unreviewedAccess } from "../../../../tools/plan-review/apply/unreviewed-access.ts";
import type { AccessRow, OpeningRow } from "../../../../tools/plan-review/model/review.ts";
import { opening, statement } from "../../../support/review-rows.ts";

const statements = (reviewed: Partial<AccessRow> | undefined, now: Partial<AccessRow>) =>
  unreviewedAccess(
    { access: reviewed === undefined ? [] : [{ ...statement, ...reviewed }], openings: [] },
    [{ ...statement, ...now }],
    [],
  );
const openings = (reviewed: Partial<OpeningRow> | undefined, now: Partial<OpeningRow>) =>
  unreviewedAccess(
    { access: [], openings: reviewed === undefined ? [] : [{ ...opening, ...reviewed }] },
    [],
    [{ ...opening, ...now }],
  );

test.each<[string, Partial<AccessRow> | undefined, Partial<AccessRow>]>([
  ["the same", {}, {}],
  ["nothing that widens", undefined, { widens: false }],
  ["what was unknown and is known", { sign: "?", actions: [], resources: [] }, {}],
])("%s was reviewed", (_, reviewed, now) => {
  expect(statements(reviewed, now)).toEqual([]);
});

test.each<[string, Partial<AccessRow> | undefined, Partial<AccessRow>]>([
  ["a statement that was not reviewed", undefined, {}],
  ["another action", {}, { actions: ["s3:PutObject"] }],
  ["another principal", {}, { principal: "role other" }],
  ["a condition less", { conditions: ["Bool a true"] }, {}],
  ["the same of another resource", { address: "aws_iam_role_policy.q" }, {}],
  ["the same of another stack", { stack: "other" }, {}],
  [
    "everything instead of what was unknown",
    { sign: "?", actions: [], resources: [] },
    { resources: ["*"], broad: true },
  ],
  ["what was unknown elsewhere", { sign: "?", address: "aws_iam_role_policy.q" }, {}],
])("%s was not", (_, reviewed, now) => {
  const { actions, resources } = { ...statement, ...now };
  expect(statements(reviewed, now)).toEqual([
    `aws_iam_role_policy.p allows ${actions.join(", ")} on ${resources.join(", ")}, which was not reviewed`,
  ]);
});

test.each<[string, Partial<OpeningRow> | undefined, Partial<OpeningRow>]>([
  ["the same", {}, {}],
  ["nothing that widens", undefined, { widens: false }],
  ["a peer that had a name", { peer: "network.vpcCidr" }, {}],
  ["a group that had a name", { peer: "aws_security_group.lb" }, { peer: "sg-1" }],
  ["what was unknown", { sign: "?", ports: "all traffic", peer: "(known after apply)" }, {}],
  ["the internet, which was reviewed", { peer: "0.0.0.0/0", broad: true }, { peer: "0.0.0.0/0", broad: true }],
])("an opening to %s was reviewed", (_, reviewed, now) => {
  expect(openings(reviewed, now)).toEqual([]);
});

test("what is exposed was reviewed or not, like any opening", () => {
  const exposed = { ...opening, group: "aws_lb.web", ports: "faces the internet", peer: "anyone", broad: true };
  expect(openings(exposed, exposed)).toEqual([]);
  expect(openings(undefined, exposed)).toEqual(["aws_lb.web faces the internet, which was not reviewed"]);
});

test.each<[string, Partial<OpeningRow> | undefined, Partial<OpeningRow>]>([
  ["was not reviewed", undefined, {}],
  ["another network", { peer: "11.0.0.0/8" }, {}],
  ["another IPv6 network", { peer: "fd00::/8" }, { peer: "fd01::/16" }],
  ["another group", { peer: "sg-2" }, { peer: "sg-1" }],
  ["other ports", {}, { ports: "tcp 22" }],
  ["another direction", {}, { direction: "out" }],
  ["another security group", { group: "aws_security_group.db" }, {}],
  ["the internet instead of a name", { peer: "network.vpcCidr" }, { peer: "0.0.0.0/0", broad: true }],
  [
    "the internet instead of what was unknown",
    { sign: "?", peer: "(known after apply)" },
    { peer: "::/0", broad: true },
  ],
  ["what only went", { widens: false, sign: "-", peer: "network.vpcCidr" }, {}],
])("an opening to %s was not", (_, reviewed, now) => {
  const { ports, peer, direction } = { ...opening, ...now };
  const way = direction === "in" ? "from" : "to";
  expect(openings(reviewed, now)).toEqual([
    `aws_security_group.web opens ${ports} ${way} ${peer}, which was not reviewed`,
  ]);
});
