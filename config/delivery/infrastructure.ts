import * as v from "valibot";
import { choice, integer, list, policyArn, repeatable } from "../fields.ts";
import { eventSchedule } from "./event-schedule.ts";
import { pathPattern } from "./source.ts";

/** Minutes until CodeBuild stops a build (https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CreateProject.html, timeoutInMinutes). */
export const buildMinutes = () => integer(5, 2160, "minutes");

/** A pipeline that plans the stacks of this environment, asks for approval, and applies exactly what was planned. */
export const infrastructure = v.strictObject({
  /**
   * When an approval is requested between plan and apply: `always`, or `when-needed`: only if the review finds that
   * data is lost or access widens. @default "always"
   */
  asks: v.optional(choice("always", "when-needed"), "always"),
  /**
   * ARNs of one to ten policies for the role that applies, of this account or managed by AWS. They have to allow everything
   * that the stacks create, IAM roles included: whoever can push to the source has these permissions after an apply.
   */
  applyPolicyArns: list(policyArn()),
  /** ARNs of one to ten policies for the role that plans. @default the AWS managed policy ReadOnlyAccess */
  planPolicyArns: v.optional(list(policyArn())),
  /** Up to eight path patterns, with `*`; a push has to change one of them. Only with a source behind a connection. @default any path */
  paths: v.optional(repeatable(pathPattern), []),
  /**
   * Schedule, in UTC, on which the stacks are planned to find drift: `cron(17 5 ? * MON-FRI *)` or `rate(1 day)`. A
   * second pipeline fails if AWS differs from the source; it applies nothing. @default never
   */
  driftSchedule: v.optional(eventSchedule),
  /** CodeBuild compute: `small` 2 vCPU, 4 GB; `medium` 4 vCPU, 8 GB; `large` 8 vCPU, 16 GB. @default "medium" */
  size: v.optional(choice("small", "medium", "large"), "medium"),
  /** Timeout of a plan and of an apply, 5 to 2160 minutes. @default 60 */
  timeoutMinutes: v.optional(buildMinutes(), 60),
  /** Days that sources, reviews and plans are kept, 1 to 3650; plans contain secrets in plain text. @default 30 */
  artifactDays: v.optional(integer(1, 3650, "days"), 30),
});

export type InfrastructureConfig = v.InferOutput<typeof infrastructure>;
