import { at, documentIn, type Json, listAt } from "../../read/json.ts";
import { allowed, asGroup, asRole, type Membership, membership, namedBy } from "./membership.ts";

/** Bindings of a policy of Google, as `member role`. */
const bindingsIn = (policy: Json): string[] =>
  listAt(documentIn(policy), "bindings").flatMap((binding) =>
    listAt(binding, "members").map((member) => `${String(member)} ${namedBy(binding, "role")}`),
  );

/** What rules of a role of Kubernetes allow, as `verb group/resource`. */
const rulesIn = (rules: Json): string[] => (Array.isArray(rules) ? rules.flatMap(allowedBy) : []);

const allowedBy = (rule: Json): string[] =>
  listAt(rule, "verbs").flatMap((verb) =>
    [...listAt(rule, "resources"), ...listAt(rule, "non_resource_urls")].flatMap((resource) =>
      (listAt(rule, "api_groups").length > 0 ? listAt(rule, "api_groups") : [""]).map(
        (group) => `${String(verb)} ${group === "*" ? "*" : `${String(group)}/${String(resource)}`}`,
      ),
    ),
  );

/** Attributes by which a resource of Google names what its roles are for. */
const GOOGLE = [
  "project",
  "folder",
  "org_id",
  "bucket",
  "service",
  "name",
  "topic",
  "dataset_id",
  "secret_id",
  "repository",
  "service_account_id",
];
/** Google Cloud, Azure, Kubernetes, GitHub, GitLab and databases. */
export const OTHER_MEMBERSHIPS: readonly Membership[] = [
  membership(/^google_\w+_iam_member$/, "member", (member, values) =>
    allowed(member, namedBy(values, "role"), namedBy(values, ...GOOGLE)),
  ),
  membership(/^google_\w+_iam_binding$/, "members", (member, values) =>
    allowed(member, namedBy(values, "role"), namedBy(values, ...GOOGLE)),
  ),
  {
    type: /^google_\w+_iam_policy$/,
    attribute: "policy_data",
    namesIn: bindingsIn,
    statement: (binding, values) => {
      const [member = "", role = ""] = binding.split(" ");
      return allowed(member, role, namedBy(values, ...GOOGLE));
    },
  },
  membership(/^google_storage_(default_object_|object_|bucket_)access_control$/, "entity", (entity, values) =>
    allowed(entity, namedBy(values, "role"), `bucket ${namedBy(values, "bucket")}`),
  ),
  membership(/^google_storage_(bucket|object)_acl$/, "role_entity", (entity, values) =>
    allowed(entity.split(":").at(-1) ?? entity, entity, `bucket ${namedBy(values, "bucket")}`),
  ),
  ...["user_by_email", "group_by_email", "domain", "special_group", "iam_member"].flatMap((who) => [
    membership(/^google_bigquery_dataset_access$/, who, (member, values) =>
      allowed(member, namedBy(values, "role"), `dataset ${namedBy(values, "dataset_id")}`),
    ),
    membership(/^google_bigquery_dataset$/, `access.${who}`, (member, values) =>
      allowed(member, "what its access says", `dataset ${namedBy(values, "dataset_id")}`),
    ),
  ]),
  membership(/^google_iam_workload_identity_pool_provider$/, "workload_identity_pool_provider_id", (name) =>
    allowed(`whoever ${name} names`, "what bindings of its pool allow"),
  ),
  membership(/^google_(project|organization)_iam_custom_role$/, "permissions", (permission, values) =>
    allowed(`whoever has role ${namedBy(values, "role_id")}`, permission),
  ),
  membership(/^google_service_account_key$/, "service_account_id", (account) =>
    allowed(`whoever has a key of ${account}`, `all that service account ${account} may do`),
  ),
  membership(/^azurerm_role_assignment$/, "principal_id", (principal, values) =>
    allowed(principal, namedBy(values, "role_definition_name", "role_definition_id"), namedBy(values, "scope")),
  ),
  ...["actions", "data_actions"].map((kind) =>
    membership(/^azurerm_role_definition$/, `permissions.${kind}`, (action, values) =>
      allowed(`whoever has role ${namedBy(values, "name")}`, action),
    ),
  ),
  ...["secret", "key", "certificate", "storage"].map((kind) =>
    membership(/^azurerm_key_vault$/, `access_policy.${kind}_permissions`, (permission, values) =>
      allowed("whom its access policies name", `${permission} ${kind}s`, namedBy(values, "name")),
    ),
  ),
  membership(/^azurerm_key_vault$/, "access_policy.object_id", (principal, values) =>
    allowed(principal, "what its access policy says", namedBy(values, "name")),
  ),
  ...["secret", "key", "certificate", "storage"].map((kind) =>
    membership(/^azurerm_key_vault_access_policy$/, `${kind}_permissions`, (permission, values) =>
      allowed(namedBy(values, "object_id"), `${permission} ${kind}s`, namedBy(values, "key_vault_id")),
    ),
  ),
  membership(/^azurerm_\w+_firewall_rule$/, "start_ip_address", (start, values) =>
    allowed(
      `${start}-${namedBy(values, "end_ip_address")}`,
      "connect",
      namedBy(values, "server_id", "server_name", "name"),
    ),
  ),
  membership(/^azuread_(application|service_principal)_(password|certificate)$/, "display_name", (name) =>
    allowed(`whoever has ${name}`, "all that the application may do"),
  ),
  ...["application_id", "service_principal_id", "application_object_id"].map((attribute) =>
    membership(/^azuread_(application|service_principal)_(password|certificate)$/, attribute, (id) =>
      allowed(`whoever has a password of ${id}`, "all that the application may do"),
    ),
  ),
  membership(/^azuread_application_federated_identity_credential$/, "subject", (subject, values) =>
    allowed(`whoever ${namedBy(values, "issuer")} names ${subject}`, "all that the application may do"),
  ),
  membership(
    /^azuread_(directory_role_assignment|directory_role_member|group_member|app_role_assignment)$/,
    "principal_object_id",
    (principal, values) => allowed(principal, namedBy(values, "role_id", "app_role_id")),
  ),
  membership(/^azuread_(group_member|directory_role_member)$/, "member_object_id", (member, values) =>
    allowed(member, asGroup(namedBy(values, "group_object_id", "role_object_id"))),
  ),
  {
    type: /^kubernetes_(cluster_)?role(_v1)?$/,
    attribute: "rule",
    namesIn: rulesIn,
    statement: (rule, values) => {
      const [verb = "", resource = ""] = rule.split(" ");
      const [metadata = null] = listAt(values, "metadata");
      return allowed(`whoever has role ${namedBy(metadata, "name")}`, verb, resource);
    },
  },
  membership(/^kubernetes_(cluster_)?role_binding(_v1)?$/, "subject.name", (subject, values) =>
    allowed(subject, asRole(namedBy(listAt(values, "role_ref")[0] ?? null, "name"))),
  ),
  membership(/^github_(repository_collaborator|team_membership|membership)$/, "username", (user, values) =>
    allowed(user, namedBy(values, "permission", "role"), namedBy(values, "repository", "team_id")),
  ),
  membership(/^github_team_repository$/, "team_id", (team, values) =>
    allowed(`team ${team}`, namedBy(values, "permission"), namedBy(values, "repository")),
  ),
  membership(/^github_repository_deploy_key$/, "key", (_, values) =>
    allowed(
      `whoever has key ${namedBy(values, "title")}`,
      at(values, "read_only") === true ? "read" : "read and write",
      namedBy(values, "repository"),
    ),
  ),
  membership(/^gitlab_(project|group)_membership$/, "user_id", (user, values) =>
    allowed(`user ${user}`, namedBy(values, "access_level"), namedBy(values, "project", "group_id")),
  ),
  membership(/^(postgresql|mysql|redshift)_grant$/, "privileges", (privilege, values) =>
    allowed(namedBy(values, "role", "user", "group"), privilege, namedBy(values, "database", "schema")),
  ),
];
