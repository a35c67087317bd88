import { at, type Json } from "../../read/json.ts";
import {
  isNoneOf,
  isOneOf,
  KEPT_ENTRIES,
  lacks,
  NO_NEW_ENTRIES,
  notMore,
  OFF,
  ON,
  PRESENT,
  ranked,
  rankedBy,
  SAME,
} from "../mechanism.ts";
import { type ProtectionRule, rulesOf } from "../rule.ts";

const AWS = "https://docs.aws.amazon.com";
const APP_CLIENT = /^aws_cognito_user_pool_client$/;
const ORGANIZATION = /^aws_organizations_organization$/;
const TRANSFER_USER = /^aws_transfer_user$/;
const DESKTOPS = /^aws_workspaces_directory$/;

/** Minutes of `PT1H30M`, negative because less of them is more protection. */
const SHORT_SESSION = rankedBy("does not get longer", (value) => {
  const [, hours = "0", minutes = "0"] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(String(value ?? "PT1H")) ?? [];
  return 24 * 60 - Number(hours) * 60 - Number(minutes);
});

const hasSameUnits = (before: Json, after: Json): boolean =>
  JSON.stringify(at(before, "token_validity_units")) === JSON.stringify(at(after, "token_validity_units"));

/** Logins, their sessions, and who decides on them. */
export const IDENTITIES: readonly ProtectionRule[] = rulesOf([
  [
    "session-length",
    /^aws_iam_role$/,
    "max_session_duration",
    notMore(),
    "credentials of a session can be used for longer",
    `${AWS}/IAM/latest/UserGuide/id_roles_update-role-settings.html`,
  ],
  [
    "session-length",
    /^aws_ssoadmin_permission_set$/,
    "session_duration",
    SHORT_SESSION,
    "credentials of a session can be used for longer",
    `${AWS}/singlesignon/latest/userguide/howtosessionduration.html`,
  ],
  [
    "session-length",
    APP_CLIENT,
    ["access_token_validity", "id_token_validity", "refresh_token_validity"],
    notMore(),
    "tokens can be used for longer",
    `${AWS}/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html`,
    hasSameUnits,
  ],
  [
    "sign-in-flows",
    APP_CLIENT,
    "explicit_auth_flows",
    lacks("ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"),
    "passwords are sent as they are",
    `${AWS}/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html`,
  ],
  [
    "sign-in-flows",
    APP_CLIENT,
    "explicit_auth_flows",
    lacks("ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"),
    "passwords are sent as they are",
    `${AWS}/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html`,
  ],
  [
    "token-check",
    /^aws_cognito_identity_pool$/,
    "cognito_identity_providers.server_side_token_check",
    ON,
    "tokens that are revoked are taken",
    `${AWS}/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html`,
  ],
  [
    "token-check",
    /^aws_cognito_identity_pool$/,
    "allow_classic_flow",
    OFF,
    "clients choose among the roles that trust the pool",
    `${AWS}/cognito/latest/developerguide/authentication-flow.html`,
  ],
  [
    "organization-unit",
    /^aws_organizations_account$/,
    "parent_id",
    SAME,
    "policies of another organizational unit apply",
    `${AWS}/organizations/latest/userguide/orgs_manage_policies_inheritance_auth.html`,
  ],
  [
    "organization-policy",
    ORGANIZATION,
    "enabled_policy_types",
    KEPT_ENTRIES,
    "policies of a type no longer hold in any account",
    `${AWS}/organizations/latest/userguide/enable-policy-type.html`,
  ],
  [
    "trusted-services",
    ORGANIZATION,
    "aws_service_access_principals",
    NO_NEW_ENTRIES,
    "a service may act in all accounts",
    `${AWS}/organizations/latest/userguide/orgs_integrate_services.html`,
  ],
  [
    "file-transfer",
    TRANSFER_USER,
    "policy",
    PRESENT,
    "the user may do all that the role may",
    `${AWS}/transfer/latest/userguide/users-policies-session.html`,
  ],
  [
    "file-transfer",
    TRANSFER_USER,
    "home_directory_type",
    isOneOf("LOGICAL"),
    "the user sees folders besides the own one",
    `${AWS}/transfer/latest/userguide/logical-dir-mappings.html`,
  ],
  [
    "desktop-user",
    DESKTOPS,
    [
      "workspace_creation_properties.user_enabled_as_local_administrator",
      "workspace_creation_properties.enable_internet_access",
    ],
    OFF,
    "users administer their desktops, or these get public addresses",
    `${AWS}/workspaces/latest/api/API_WorkspaceCreationProperties.html`,
  ],
  [
    "desktop-networks",
    DESKTOPS,
    "ip_group_ids",
    KEPT_ENTRIES,
    "other networks may reach the desktops",
    `${AWS}/workspaces/latest/adminguide/amazon-workspaces-ip-access-control-groups.html`,
  ],
  [
    "public-sharing",
    /^aws_ssm_service_setting$/,
    "setting_value",
    isNoneOf("Enable"),
    "documents can be shared publicly",
    `${AWS}/systems-manager/latest/userguide/documents-ssm-sharing.html`,
    (before) => String(at(before, "setting_id") ?? "").endsWith("/public-sharing-permission"),
  ],
  [
    "trusted-images",
    /^aws_ec2_allowed_images_settings$/,
    "state",
    ranked("disabled", "audit-mode", "enabled"),
    "instances start from images of anyone",
    `${AWS}/AWSEC2/latest/UserGuide/ec2-allowed-amis.html`,
  ],
]);
