import { hasMarks } from "../judge/side.ts";
import { at, isJsonObject, type Json, listAt, textAt } from "../read/json.ts";
import type { Mask, ResourceChange } from "../read/plan-file.ts";
import { actingRoles, unknownRoles } from "./acting-roles.ts";
import { memberStatements, membershipsOf } from "./memberships.ts";
import { type NormalizedStatement, type PolicyElement, statementsIn } from "./statement.ts";

/** Something that allows or denies, before and after a change. */
export interface Grant {
  /** Who may do it, where the document itself does not say. */
  readonly holder: string;
  readonly before: readonly NormalizedStatement[];
  readonly after: readonly NormalizedStatement[];
  /** What is allowed afterwards is not known yet. */
  readonly isUnknown: boolean;
  /** It belongs to something else, which stays when it goes. */
  readonly isAttached: boolean;
}

/** Attributes that say who holds a policy, by type. */
export const HOLDERS: readonly (readonly [RegExp, string, string])[] = [
  [/^aws_iam_role_policy/, "role", "role"],
  [/^aws_iam_user_policy/, "user", "user"],
  [/^aws_iam_group_policy/, "group", "group"],
  [/^aws_iam_role$/, "name", "role"],
  [/^aws_iam_policy$/, "name", "whoever has policy"],
  [/^aws_s3_bucket_policy$/, "bucket", "bucket"],
  [/^aws_(sns_topic|glacier_vault_lock)_policy$/, "arn", "topic"],
  [/^aws_sqs_queue_policy$/, "queue_url", "queue"],
  [/^aws_ecr_repository_policy$/, "repository", "repository"],
  [/^aws_secretsmanager_secret_policy$/, "secret_arn", "secret"],
  [/^aws_efs_file_system_policy$/, "file_system_id", "file system"],
  [/^aws_kms_key_policy$/, "key_id", "key"],
  [/^aws_lambda_permission$/, "function_name", "function"],
];

/** Types whose documents are about the resource that contains them, which goes with them. */
export const OWN =
  /^aws_(iam_role|iam_policy|kms_(external_|replica_|replica_external_)?key|sqs_queue|sns_topic|s3_bucket|vpc_endpoint|elasticsearch_domain|opensearch_domain|efs_file_system|secretsmanager_secret)$/;

const ANY: PolicyElement = { all: ["*"], except: false };

/**
 * Everything that a resource allows or denies, before and after. `isConfigured` tells attributes that the configuration
 * sets from those that AWS fills in, `reference` what it takes them from.
 */
export function grantsOf(
  { type, address, change }: ResourceChange,
  isConfigured: (attribute: string) => boolean,
  reference: (attribute: string) => string | undefined,
): Grant[] {
  const { before, after, afterUnknown } = change;
  const held = holderOf(type, before, false, reference);
  const given = holderOf(type, after, afterUnknown, reference);
  const holder = given ?? held ?? address;
  const isAttached = !OWN.test(type);
  const found: Grant[] = [];
  const add = (
    from: Json | undefined,
    to: Json | undefined,
    isUnknown: boolean,
    read: (value: Json | undefined, holder: string) => NormalizedStatement[] | undefined,
  ) => {
    const grant = (to: string, was?: NormalizedStatement[], becomes?: NormalizedStatement[], unknown = false) => {
      if (was !== undefined || becomes !== undefined || unknown)
        found.push({ holder: to, isAttached, before: was ?? [], after: becomes ?? [], isUnknown: unknown });
    };
    // What another one holds is taken from the first: who may do more is the other.
    const former = held !== undefined && held !== holder ? held : undefined;
    if (former !== undefined) grant(former, read(from, former));
    grant(holder, former === undefined ? read(from, holder) : undefined, read(to, holder), isUnknown);
  };
  for (const key of [...new Set([...keysOf(before), ...keysOf(after), ...keysOf(afterUnknown)])].sort()) {
    const isLater = at(afterUnknown, key) === true;
    if (isLater && !isConfigured(key)) continue; // AWS fills it in, as it did before
    const isUnreadable =
      isDocument(type, key) && isWritten(at(after, key)) && statementsIn(at(after, key)) === undefined;
    add(at(before, key), at(after, key), isDocument(type, key) && (isLater || isUnreadable), statementsIn);
  }
  if (type === "aws_iam_role")
    add(before, after, isConfigured("inline_policy") && hasUnknownPolicy(afterUnknown), inlinePolicies);
  if (type === "aws_iam_role" || type === "aws_iam_user") add(before, after, false, boundary);
  for (const membership of membershipsOf(type, before !== null)) {
    const [attribute = "", ...inner] = membership.attribute.split(".");
    const isUnknown = hasMarks(at(afterUnknown, attribute) ?? false) && isConfigured(attribute);
    const known = isUnknown && inner.length === 0 ? reference(attribute) : undefined;
    const to = known === undefined || !isJsonObject(after) ? after : { ...after, [attribute]: known };
    add(before, to, isUnknown && known === undefined, (values) => memberStatements(membership, values));
  }
  // What is created or destroyed shows by itself with what it acts.
  if (isJsonObject(before) && isJsonObject(after) && /^aws_(?!iam_)/.test(type)) {
    const others = new Set(membershipsOf(type, true).map(({ attribute }) => attribute.split(".")[0] ?? ""));
    const later = unknownRoles(afterUnknown).filter((key) => !others.has(key) && isConfigured(key));
    const had = actingRoles(before, address, others);
    add(before, after, had !== undefined && later.length > 0, (values) => actingRoles(values, address, others));
  }
  if (/^aws_iam_(role|user|group)_policy_attachment$|^aws_iam_role$/.test(type)) {
    const named = at(afterUnknown, "policy_arn") === true ? reference("policy_arn") : undefined;
    const later = hasMarks(at(afterUnknown, "managed_policy_arns") ?? false) && isConfigured("managed_policy_arns");
    const isUnknown = later || (at(afterUnknown, "policy_arn") === true && named === undefined);
    add(before, named === undefined ? after : { policy_arn: named }, isUnknown, managedPolicies);
  }
  if (type === "aws_lambda_permission") {
    const isUnknown = ["action", "principal"].some((key) => at(afterUnknown, key) === true);
    add(before, after, isUnknown, permission);
  }
  return found;
}

/** Attributes that hold documents; known ones are found by what they hold. */
const isDocument = (type: string, key: string): boolean =>
  /^(policy|assume_role_policy|access_polic(y|ies)|resource_policy|policy_document)$/.test(key) &&
  !/lifecycle|scaling/.test(type);

const isWritten = (value: Json | undefined): boolean => typeof value === "string" && value.trim() !== "";

/**
 * Who holds what a resource gives, by the attribute that names them. Where that is known after apply it is another principal,
 * as far as can be told, under the name of what it comes from.
 */
function holderOf(
  type: string,
  values: Json,
  unknown: Mask,
  reference: (attribute: string) => string | undefined,
): string | undefined {
  const [, attribute, kind] = HOLDERS.find(([pattern]) => pattern.test(type)) ?? [];
  if (attribute === undefined) return undefined;
  const isLater = at(unknown, attribute) === true;
  const name = isLater ? (reference(attribute) ?? "(known after apply)") : textAt(values, attribute);
  return name === undefined ? undefined : `${kind} ${name}`;
}

const keysOf = (value: Json): string[] => (isJsonObject(value) ? Object.keys(value) : []);

const hasUnknownPolicy = (mask: Mask): boolean =>
  listAt(mask, "inline_policy").some((each) => at(each, "policy") === true);

function inlinePolicies(role: Json | undefined): NormalizedStatement[] | undefined {
  const found = listAt(role, "inline_policy").flatMap((each) => statementsIn(at(each, "policy")) ?? []);
  return found.length > 0 ? found : undefined;
}

/** Without its boundary a role may do whatever its policies say; the boundary denies everything else. */
function boundary(role: Json | undefined): NormalizedStatement[] | undefined {
  const arn = textAt(role, "permissions_boundary");
  if (arn === undefined || arn === "") return undefined;
  const conditions = [{ operator: "outside of", key: "permissions boundary", values: [arn] }];
  return [{ effect: "Deny", action: ANY, resource: ANY, conditions }];
}

/** A policy that AWS or others manage allows what it says, which is not in the plan. */
function managedPolicies(values: Json | undefined): NormalizedStatement[] | undefined {
  const arns = [textAt(values, "policy_arn"), ...listAt(values, "managed_policy_arns")];
  const found = arns.filter((arn) => typeof arn === "string" && arn !== "");
  if (found.length === 0) return undefined;
  return found.map((arn) => ({
    effect: "Allow",
    action: { all: [`managed policy ${arn}`], except: false },
    resource: {
      all: /:policy\/(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/.test(String(arn))
        ? ["*"]
        : ["what it names"],
      except: false,
    },
    conditions: [],
  }));
}

function permission(values: Json | undefined): NormalizedStatement[] | undefined {
  const [action, principal] = [textAt(values, "action"), textAt(values, "principal")];
  if (action === undefined || principal === undefined) return undefined;
  const conditions = [
    ["source_arn", "aws:sourcearn"],
    ["source_account", "aws:sourceaccount"],
    ["principal_org_id", "aws:principalorgid"],
  ].flatMap(([attribute = "", key = ""]) => {
    const value = textAt(values, attribute);
    return value === undefined ? [] : [{ operator: "ArnLike", key, values: [value] }];
  });
  const names = (name: string): PolicyElement => ({ all: [name], except: false });
  const resource = names(textAt(values, "function_name") ?? "*");
  return [{ effect: "Allow", principal: names(principal), action: names(action), resource, conditions }];
}
