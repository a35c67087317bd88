import * as v from "valibot";
import { integer, list, rules, text } from "../fields.ts";
import type { Finding } from "../finding.ts";

/** https://docs.aws.amazon.com/codecommit/latest/userguide/limits.html */
const MAX_APPROVALS = 200;
const MAX_APPROVERS = 50;
const MAX_CONTENT_CHARACTERS = 3000;

/** Forms of an approver (https://docs.aws.amazon.com/codecommit/latest/APIReference/API_CreateApprovalRuleTemplate.html). */
const approver = text(
  /^(CodeCommitApprovers:\d{12}:|arn:aws[a-z-]*:(iam::\d{12}:(user|role)|sts::\d{12}:(assumed-role|federated-user))\/)[\w+=,.@*/-]+$/,
  "is not an approver: write CodeCommitApprovers:ACCOUNT:NAME, or the ARN of a user or of sessions of a role, such as arn:aws:sts::ACCOUNT:assumed-role/ROLE/*",
);

const fields = v.strictObject({
  /** Approvals that each pull request needs, 1 to 200, not counting its author's. @default 1 */
  count: v.optional(integer(1, MAX_APPROVALS, "approvals"), 1),
  /**
   * Up to 50 approvers, with `*`: `CodeCommitApprovers:123456789012:alice`, or ARNs of users or of sessions of a role,
   * such as `arn:aws:sts::123456789012:assumed-role/reviewers/*`. @default everyone with permission to approve pull
   * requests
   */
  approvers: v.optional(list(approver)),
});

type Approvals = v.InferOutput<typeof fields>;

/** Approvals that pull requests need before they are merged. */
export const approvals = v.pipe(fields, rules<Approvals>(checkApprovers));

function checkApprovers({ count, approvers }: Approvals): Finding[] {
  if (approvers === undefined) return [];
  const path = ["approvers"];
  if (approvers.length === 0) return [{ path, message: "is empty: list an approver, or leave approvers out" }];
  if (approvers.length > MAX_APPROVERS)
    return [{ path, message: `is too long: an approval rule allows ${MAX_APPROVERS} approvers` }];
  return approvers.reduce((sum, approver) => sum + identitiesOf(approver), 0) < count
    ? [{ path, message: `has fewer users than the ${count} approvals of count: list more, or lower count` }]
    : [];
}

/**
 * How many identities an approver may be: a name of CodeCommitApprovers both a user and a federated user, and a role has many
 * sessions (https://docs.aws.amazon.com/codecommit/latest/userguide/how-to-create-template.html).
 */
function identitiesOf(approver: string): number {
  if (approver.includes("*") || /:role\/|:assumed-role\/[^/]+$/.test(approver)) return Number.POSITIVE_INFINITY;
  return /^CodeCommitApprovers:[^/]+$/.test(approver) ? 2 : 1;
}

/** Content of an approval rule template for pull requests to a branch, as CodeCommit takes it. */
export const approvalRuleContent = (branch: string, { count, approvers }: Approvals): string =>
  JSON.stringify({
    Version: "2018-11-08",
    DestinationReferences: [`refs/heads/${branch}`],
    Statements: [{ Type: "Approvers", NumberOfApprovalsNeeded: count, ApprovalPoolMembers: approvers }],
  });

/** Finds approvers that make the content of the rule too long. */
export function checkApprovalRule(branch: string, approvals: Approvals | undefined): Finding[] {
  const characters = approvals === undefined ? 0 : approvalRuleContent(branch, approvals).length;
  if (characters <= MAX_CONTENT_CHARACTERS) return [];
  const message = `make an approval rule of ${characters} characters, and CodeCommit allows ${MAX_CONTENT_CHARACTERS}: use * for several, or shorten the list`;
  return [{ path: ["source", "approvals", "approvers"], message }];
}
