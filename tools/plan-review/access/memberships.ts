import { at, type Json, textAt } from "../read/json.ts";
import type { NormalizedStatement } from "./statement.ts";

/** How a resource hands somebody what others are allowed already. */
interface Membership {
  readonly type: RegExp;
  /** Attribute that names those who get it, or what they get; a name or a list of them. */
  readonly attribute: string;
  readonly statement: (name: string, values: Json) => NormalizedStatement;
  /** A new one gives nothing to anything that was there: what it is made of shows by itself. */
  readonly onlyWhereItWas?: true;
}

const allow = (principal: string, action: string): NormalizedStatement => ({
  effect: "Allow",
  principal: { all: [principal], except: false },
  action: { all: [action], except: false },
  resource: { all: ["what it names"], except: false },
  conditions: [],
});

const asGroup = (group: string) => `all that group ${group} may do`;
const asRole = (role: string) => `all that role ${role} may do`;
const named = (values: Json, attribute: string) => textAt(values, attribute) ?? "?";
const attached = (kind: string) => (name: string, values: Json) =>
  allow(`${kind} ${name}`, `managed policy ${named(values, "policy_arn")}`);

const MEMBERSHIPS: readonly Membership[] = [
  {
    type: /^aws_iam_user_group_membership$/,
    attribute: "groups",
    statement: (group, values) => allow(`user ${named(values, "user")}`, asGroup(group)),
  },
  {
    type: /^aws_iam_group_membership$/,
    attribute: "users",
    statement: (user, values) => allow(`user ${user}`, asGroup(named(values, "group"))),
  },
  { type: /^aws_iam_policy_attachment$/, attribute: "roles", statement: attached("role") },
  { type: /^aws_iam_policy_attachment$/, attribute: "users", statement: attached("user") },
  { type: /^aws_iam_policy_attachment$/, attribute: "groups", statement: attached("group") },
  {
    type: /^aws_iam_(role|user|group)_policy_attachments_exclusive$/,
    attribute: "policy_arns",
    statement: (arn, values) =>
      allow(
        textAt(values, "role_name") ?? textAt(values, "user_name") ?? named(values, "group_name"),
        `managed policy ${arn}`,
      ),
  },
  {
    type: /^aws_ssoadmin_managed_policy_attachment$/,
    attribute: "managed_policy_arn",
    statement: (arn, values) => allow(`permission set ${named(values, "permission_set_arn")}`, `managed policy ${arn}`),
  },
  {
    type: /^aws_kms_grant$/,
    attribute: "operations",
    statement: (operation, values) =>
      allow(named(values, "grantee_principal"), `${operation} with key ${named(values, "key_id")}`),
  },
  {
    type: /^aws_lambda_function$/,
    attribute: "role",
    statement: (role, values) => allow(`function ${named(values, "function_name")}`, asRole(role)),
    onlyWhereItWas: true,
  },
  {
    type: /^aws_iam_instance_profile$/,
    attribute: "role",
    statement: (role, values) => allow(`instances of ${named(values, "name")}`, asRole(role)),
    onlyWhereItWas: true,
  },
  {
    type: /^aws_ecs_task_definition$/,
    attribute: "task_role_arn",
    statement: (role, values) => allow(`tasks of ${named(values, "family")}`, asRole(role)),
    onlyWhereItWas: true,
  },
];

/** Attributes by which a resource of a type makes somebody a member of something. */
export const membershipsOf = (type: string, wasThere: boolean): Membership[] =>
  MEMBERSHIPS.filter((each) => each.type.test(type) && (wasThere || each.onlyWhereItWas !== true));

/** What those who are named get; undefined where nobody is. */
export function memberStatements(
  { attribute, statement }: Membership,
  values: Json | undefined,
): NormalizedStatement[] | undefined {
  const found = at(values, attribute);
  const names = (Array.isArray(found) ? found : [found]).filter((name) => typeof name === "string" && name !== "");
  return names.length === 0 ? undefined : names.map((name) => statement(String(name), values ?? null));
}
