import { approvalRuleContent } from "../../config/delivery/approvals.ts";
import { smallest } from "../../examples/smallest.ts";
import { type Accepted, problems, type Refused } from "../support/problems.ts";

const approvals = (change: object) => ({ delivery: { source: { type: "codecommit", approvals: change } } });
const users = (count: number) =>
  Array.from({ length: count }, (_, index) => `arn:aws:iam::123456789012:user/user-${index}`);
const PATH = "delivery.source.approvals";

const ACCEPTED: Accepted[] = [
  ["the defaults", approvals({})],
  ["as many users as approvals", approvals({ count: 2, approvers: users(2) })],
  ["one user of two kinds", approvals({ count: 2, approvers: ["CodeCommitApprovers:123456789012:alice"] })],
  ["sessions of a role", approvals({ count: 3, approvers: ["arn:aws:sts::123456789012:assumed-role/reviewers/*"] })],
  ["a user in a folder", approvals({ approvers: ["arn:aws-us-gov:iam::123456789012:user/teams/web/alice"] })],
];

test.each(ACCEPTED)("%s are accepted", (_, change) => {
  expect(problems({ ...smallest, ...change })).toEqual([]);
});

const REFUSED: Refused[] = [
  [
    "a name alone",
    approvals({ approvers: ["alice"] }),
    `${PATH}.approvers[0]: "alice" is not an approver: write CodeCommitApprovers:ACCOUNT:NAME, or the ARN of a user or of sessions of a role, such as arn:aws:sts::ACCOUNT:assumed-role/ROLE/*`,
  ],
  ["none", approvals({ count: 0 }), `${PATH}.count: 0 is out of range: use a whole number from 1 to 200 approvals`],
  [
    "an empty list",
    approvals({ approvers: [] }),
    `${PATH}.approvers: [] is empty: list an approver, or leave approvers out`,
  ],
  [
    "fewer users than approvals",
    approvals({ count: 2, approvers: users(1) }),
    `${PATH}.approvers: ["${users(1).join('","')}"] has fewer users than the 2 approvals of count: list more, or lower count`,
  ],
];

test.each(REFUSED)("%s is refused", (_, change, message) => {
  expect(problems({ ...smallest, ...change })).toEqual([message]);
});

test("more approvers than a rule takes are refused", () => {
  expect(problems({ ...smallest, ...approvals({ approvers: users(51) }) })).toEqual([
    expect.stringMatching(/is too long: an approval rule allows 50 approvers$/),
  ]);
});

test("approvers whose rule CodeCommit finds too long are refused", () => {
  const approvers = users(50).map((user) => `${user}-of-a-team-with-a-long-name`);
  expect(problems({ ...smallest, ...approvals({ approvers }) })).toEqual([
    expect.stringMatching(/make an approval rule of \d{4} characters, and CodeCommit allows 3000/),
  ]);
});

test("a rule is for the branch that is released, and has no pool without approvers", () => {
  expect(JSON.parse(approvalRuleContent("main", { count: 2 }))).toEqual({
    Version: "2018-11-08",
    DestinationReferences: ["refs/heads/main"],
    Statements: [{ Type: "Approvers", NumberOfApprovalsNeeded: 2 }],
  });
});
