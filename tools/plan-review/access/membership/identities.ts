import { type Json, textAt } from "../../read/json.ts";
import { allowed, asGroup, asRole, asUser, type Membership, membership, namedBy } from "./membership.ts";

const attached = (kind: string) => (name: string, values: Json) =>
  allowed(`${kind} ${name}`, `managed policy ${namedBy(values, "policy_arn")}`);

/** Something that runs with a role, and gets another one. */
const runsAs = (type: RegExp, attribute: string, kind: string): Membership => ({
  type,
  attribute,
  statement: (role, values) =>
    allowed(
      `${kind} ${namedBy(values, "function_name", "family", "name", "project_name", "node_group_name", "rule")}`,
      asRole(role),
    ),
  onlyWhereItWas: true,
});

/** Who may do what: logins, groups, roles. */
export const IDENTITY_MEMBERSHIPS: readonly Membership[] = [
  membership(/^aws_iam_user_group_membership$/, "groups", (group, values) =>
    allowed(`user ${namedBy(values, "user")}`, asGroup(group)),
  ),
  membership(/^aws_iam_group_membership$/, "users", (user, values) =>
    allowed(`user ${user}`, asGroup(namedBy(values, "group"))),
  ),
  membership(/^aws_identitystore_group_membership$/, "member_id", (member, values) =>
    allowed(`user ${member}`, asGroup(namedBy(values, "group_id"))),
  ),
  membership(/^aws_iam_policy_attachment$/, "roles", attached("role")),
  membership(/^aws_iam_policy_attachment$/, "users", attached("user")),
  membership(/^aws_iam_policy_attachment$/, "groups", attached("group")),
  membership(/^aws_iam_(role|user|group)_policy_attachments_exclusive$/, "policy_arns", (arn, values) =>
    allowed(namedBy(values, "role_name", "user_name", "group_name"), `managed policy ${arn}`),
  ),
  membership(/^aws_iam_user_login_profile$/, "user", (user) =>
    allowed(`whoever has the password of ${user}`, asUser(user)),
  ),
  membership(/^aws_iam_access_key$/, "user", (user, values) => ({
    ...allowed(`whoever has the access key of ${user}`, asUser(user)),
    // One that is switched on again gives what it gave.
    conditions:
      textAt(values, "status") === "Inactive" ? [{ operator: "status", key: "becomes", values: ["Active"] }] : [],
  })),
  membership(/^aws_iam_(service_specific_credential|signing_certificate)$/, "user_name", (user) =>
    allowed(`whoever has the credential of ${user}`, asUser(user)),
  ),
  membership(/^aws_iam_user_ssh_key$/, "username", (user) =>
    allowed(`whoever has the SSH key of ${user}`, asUser(user)),
  ),
  membership(/^aws_transfer_user$/, "user_name", (user, values) =>
    allowed(`user ${user}`, "log in", `server ${namedBy(values, "server_id")}`),
  ),
  membership(/^aws_quicksight_user$/, "user_role", (role, values) =>
    allowed(`user ${namedBy(values, "user_name", "iam_arn", "email")}`, asRole(role), "QuickSight"),
  ),
  ...[
    "cognito_identity_providers.client_id",
    "saml_provider_arns",
    "openid_connect_provider_arns",
    "supported_login_providers",
  ].map(
    (attribute): Membership => ({
      type: /^aws_cognito_identity_pool$/,
      attribute,
      statement: (provider, values) =>
        allowed(`whoever ${provider} names`, "get credentials", `pool ${namedBy(values, "identity_pool_name")}`),
      onlyWhereItWas: true,
    }),
  ),
  membership(/^aws_ssm_activation$/, "iam_role", (role, values) =>
    allowed(`whoever has the code of activation ${namedBy(values, "name", "description")}`, asRole(role)),
  ),
  membership(/^aws_transfer_ssh_key$/, "user_name", (user) =>
    allowed(`whoever has the SSH key of ${user}`, asUser(user)),
  ),
  membership(/^aws_iam_openid_connect_provider$/, "url", (url) =>
    allowed(`whoever ${url} names`, "what roles that trust it may do"),
  ),
  membership(/^aws_iam_saml_provider$/, "name", (name) =>
    allowed(`whoever ${name} names`, "what roles that trust it may do"),
  ),
  membership(/^aws_cognito_identity_provider$/, "provider_name", (name, values) =>
    allowed(`whoever ${name} names`, "log in", `user pool ${namedBy(values, "user_pool_id")}`),
  ),
  membership(/^aws_rolesanywhere_trust_anchor$/, "name", (name) =>
    allowed(`whoever has a certificate of ${name}`, "what roles that trust it may do"),
  ),
  membership(/^aws_rolesanywhere_profile$/, "role_arns", (role, values) =>
    allowed(`holders of certificates with ${namedBy(values, "name")}`, asRole(role)),
  ),
  membership(/^aws_ssoadmin_managed_policy_attachment$/, "managed_policy_arn", (arn, values) =>
    allowed(`permission set ${namedBy(values, "permission_set_arn")}`, `managed policy ${arn}`),
  ),
  membership(
    /^aws_ssoadmin_customer_managed_policy_attachment$/,
    "customer_managed_policy_reference.name",
    (name, values) => allowed(`permission set ${namedBy(values, "permission_set_arn")}`, `managed policy ${name}`),
  ),
  membership(/^aws_ssoadmin_account_assignment$/, "principal_id", (principal, values) =>
    allowed(
      `${namedBy(values, "principal_type").toLowerCase()} ${principal}`,
      `permission set ${namedBy(values, "permission_set_arn")}`,
      `account ${namedBy(values, "target_id")}`,
    ),
  ),
  membership(/^aws_organizations_delegated_administrator$/, "account_id", (account, values) =>
    allowed(`account ${account}`, `administer ${namedBy(values, "service_principal")} of the organization`),
  ),
  membership(/^aws_cognito_identity_pool_roles_attachment$/, "roles", (role, values) =>
    allowed(`identities of ${namedBy(values, "identity_pool_id")}`, asRole(role)),
  ),
  membership(/^aws_eks_access_policy_association$/, "policy_arn", (arn, values) =>
    allowed(namedBy(values, "principal_arn"), arn, `cluster ${namedBy(values, "cluster_name")}`),
  ),
  membership(/^aws_eks_access_entry$/, "principal_arn", (principal, values) =>
    allowed(principal, "log in", `cluster ${namedBy(values, "cluster_name")}`),
  ),
  membership(/^aws_eks_access_entry$/, "kubernetes_groups", (group, values) =>
    allowed(namedBy(values, "principal_arn"), asGroup(group), `cluster ${namedBy(values, "cluster_name")}`),
  ),
  membership(/^aws_eks_pod_identity_association$/, "role_arn", (role, values) =>
    allowed(
      `${namedBy(values, "namespace")}/${namedBy(values, "service_account")} in ${namedBy(values, "cluster_name")}`,
      asRole(role),
    ),
  ),
  runsAs(/^aws_lambda_function$/, "role", "function"),
  runsAs(/^aws_iam_instance_profile$/, "role", "instances of"),
  runsAs(/^aws_instance$/, "iam_instance_profile", "instance"),
  runsAs(/^aws_launch_template$/, "iam_instance_profile.name", "instances of"),
  runsAs(/^aws_launch_template$/, "iam_instance_profile.arn", "instances of"),
  runsAs(/^aws_ecs_task_definition$/, "task_role_arn", "tasks of"),
  runsAs(/^aws_ecs_task_definition$/, "execution_role_arn", "the agent that starts tasks of"),
  runsAs(/^aws_codebuild_project$/, "service_role", "builds of"),
  runsAs(/^aws_(codepipeline|sfn_state_machine|glue_job|sagemaker_notebook_instance)$/, "role_arn", "pipeline or job"),
  runsAs(/^aws_codedeploy_deployment_group$/, "service_role_arn", "deployments of"),
  runsAs(/^aws_eks_node_group$/, "node_role_arn", "nodes of"),
  runsAs(/^aws_cloudwatch_event_target$/, "role_arn", "events of"),
  runsAs(/^aws_scheduler_schedule$/, "target.role_arn", "schedule"),
];
