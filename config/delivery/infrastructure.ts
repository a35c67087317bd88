import * as v from "valibot";
import { choice, list, repeatable, text, whole } from "../fields.ts";
import { pattern } from "./source.ts";

const policyArn = () =>
  text(
    /^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/,
    "is not the ARN of a policy: write it as IAM shows it, arn:aws:iam::…:policy/NAME",
  );

/** A pipeline that plans the stacks of this environment, asks, and applies exactly what was planned. */
export const infrastructure = v.strictObject({
  /**
   * When a person is asked between plan and apply: before each, or only where the review finds that data would be lost
   * or access widened. @default "always"
   */
  asks: v.optional(choice("always", "when-needed"), "always"),
  /**
   * ARNs of the policies that stacks are applied with, one to ten, of this account or of AWS. They have to allow all that
   * the stacks are made of, roles among it, so whoever can push to the source can do as much once it is applied.
   */
  applyPolicyArns: list(policyArn()),
  /** ARNs of the policies that AWS is read with for a plan, one to ten. @default AWS's own ReadOnlyAccess */
  planPolicyArns: v.optional(list(policyArn())),
  /** Paths of which a push has to change one, with *, up to eight; for a source behind a connection. @default any */
  paths: v.optional(repeatable(pattern), []),
  /** Size of the build machines. @default "medium": 4 vCPU, 8 GB */
  size: v.optional(choice("small", "medium", "large"), "medium"),
  /** Minutes until a plan or an apply is given up, 5 to 480. @default 60 */
  timeoutMinutes: v.optional(whole(5, 480, "minutes"), 60),
  /** Days after which sources, reviews and plans are deleted; plans hold secrets in clear. @default 30 */
  artifactDays: v.optional(whole(1, 3650, "days"), 30),
});

export type InfrastructureConfig = v.InferOutput<typeof infrastructure>;
