import * as v from "valibot";
import { arn, list, repeatable, text } from "../fields.ts";

const texts = (form: RegExp, message: string) => repeatable(text(form, message));

/** A statement of an IAM policy. */
const statement = v.strictObject({
  /** Actions, such as `s3:GetObject`. */
  actions: texts(/^[a-z0-9-]+:[A-Za-z0-9*]+$/, "is not an action: write service and operation, such as s3:GetObject"),
  /** ARNs, with `*` and `?`; a single `*` for actions without a resource. */
  resources: texts(/^(\*|arn:aws[a-z-]*:.+)$/, "is not a resource: write its ARN, or * for actions that take no ARN"),
  /** Conditions: values by key by operator, such as `{ StringEquals: { "s3:prefix": "in/" } }`. @default none */
  conditions: v.optional(
    v.record(
      v.string(),
      v.record(v.string(), v.union([v.string(), repeatable(v.string())], "is no value: write a text")),
    ),
  ),
});

/** What the service's own code may do in AWS. */
export const taskRole = v.strictObject({
  /** Statements of the inline policy. @default none */
  statements: v.optional(repeatable(statement), []),
  /** ARNs of managed policies to attach. @default none */
  managedPolicyArns: v.optional(list(arn()), []),
});

export type StatementConfig = v.InferOutput<typeof statement>;
export type TaskRoleConfig = v.InferOutput<typeof taskRole>;
