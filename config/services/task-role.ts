import * as v from "valibot";
import { list, policyArn, repeatable, roleArn, text } from "../fields.ts";
import type { Finding } from "../finding.ts";

const texts = (form: RegExp, message: string) => repeatable(text(form, message));

/** A statement of an IAM policy. */
const statement = v.strictObject({
  /** Actions, such as `s3:GetObject`, with `*` and `?`. IAM does not tell capital letters from small ones. */
  actions: texts(
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
    /^[a-z0-9-]+:[a-z0-9*?]+$/i,
    "is not an action: write service and operation, such as s3:GetObject",
  ),
  /** ARNs, with `*` and `?`; a single `*` for actions without a resource. */
  resources: texts(
    // The characters are those of any text in a policy (IAM name requirements).
    /^(\*|arn:(aws[a-z-]*|\*):[\u0020-\u00ff]+)$/,
    "is not a resource: write its ARN, or * for actions that take no ARN",
  ),
  /** Conditions: values by key by operator, such as `{ StringEquals: { "s3:prefix": "in/" } }`. @default none */
  conditions: v.optional(
    v.record(
      v.string(),
      v.record(v.string(), v.union([v.string(), repeatable(v.string())], "must be a text or a list of texts")),
    ),
  ),
});

/** Permissions of the service's code in AWS. */
export const taskRole = v.strictObject({
  /** Existing role, of this account, instead of one that is created. It gets no permissions here. @default created */
  arn: v.optional(roleArn()),
  /** Statements of the inline policy. @default none */
  statements: v.optional(repeatable(statement), []),
  /** ARNs of up to ten managed policies to attach, of this account or of AWS. @default none */
  managedPolicyArns: v.optional(list(policyArn()), []),
  /**
   * Whether AdministratorAccess, PowerUserAccess, IAMFullAccess and the like may be attached, or be allowed in statements: with
   * them a task can do everything. @default false
   */
  allowAdministrator: v.optional(v.boolean()),
  /** Whether statements or SecretsManagerReadWrite may let tasks read every secret of Secrets Manager. @default false */
  allowAllSecrets: v.optional(v.boolean()),
});

/** The execution role, with which ECS starts tasks. */
export const executionRole = v.strictObject({
  /** Existing role, of this account. It gets no permissions here. */
  arn: roleArn(),
});

/** What may be done by a role that exists is the matter of who owns it. */
export function checkTaskRole({ arn, statements, managedPolicyArns }: TaskRoleConfig): Finding[] {
  if (arn === undefined) return [];
  const message = "is for a role that is created: add it to the existing role, or leave arn out";
  return Object.entries({ statements, managedPolicyArns }).flatMap(([field, entries]) =>
    entries.length > 0 ? [{ path: [field], message }] : [],
  );
}

export type StatementConfig = v.InferOutput<typeof statement>;
export type TaskRoleConfig = v.InferOutput<typeof taskRole>;
