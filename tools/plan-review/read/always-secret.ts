import { at, isJsonObject, type Json, type JsonObject, textAt } from "./json.ts";

/**
 * Attributes that are secret whatever they hold, under names that don't say so. Providers mark them in their schemas, but
 * plans of Terraform before 0.15 have no marks
 * (https://developer.hashicorp.com/terraform/internals/json-format#change-representation).
 */
const ALWAYS_SECRET: readonly (readonly [type: RegExp, attributes: readonly string[]])[] = [
  [/^aws_(ssm_parameter|api_gateway_api_key)$/, ["value"]],
  [/^aws_(appsync_api_key|grafana_workspace_(api_key|service_account_token))$/, ["key"]],
  [/^aws_kms_ciphertext$/, ["plaintext"]],
  [/^aws_kms_(replica_)?external_key$/, ["key_material_base64"]],
  [/^aws_glue_connection$/, ["connection_properties"]],
  [/^aws_dms_certificate$/, ["certificate_wallet"]],
  [/^aws_transfer_(server|host_key)$/, ["host_key", "host_key_body"]],
  [/^aws_s3_object_copy$/, ["customer_key", "source_customer_key"]],
  [/^aws_pinpoint_gcm_channel$/, ["service_json"]],
  [/^aws_iam_access_key$/, ["secret", "encrypted_secret"]],
  [/^aws_iam_user_login_profile$/, ["password"]],
  [/^random_password$/, ["result", "bcrypt_hash"]],
  [/^local_sensitive_file$/, ["content", "content_base64"]],
  [/^kubernetes_secret(_v1)?(_data)?$/, ["data", "binary_data"]],
  [/^(github_(actions|dependabot|codespaces)_\w*secret)$/, ["plaintext_value", "encrypted_value"]],
  [/^gitlab_(project|group|instance)_variable$/, ["value"]],
  [/^google_secret_manager_secret_version$/, ["secret_data"]],
  [/^azurerm_key_vault_secret$/, ["value"]],
  [/^vault_(generic_secret|kv_secret|kv_secret_v2)$/, ["data_json"]],
];

/** The same plan, in which those attributes are marked. */
export function withSecretsMarked(plan: JsonObject): JsonObject {
  const marking: Readonly<Record<string, (each: Json) => Json>> = {
    resource_changes: marked,
    resource_drift: marked,
    deferred_changes: (each) =>
      isJsonObject(each) ? { ...each, resource_change: marked(at(each, "resource_change") ?? null) } : each,
  };
  const lists = Object.entries(marking).flatMap(([key, mark]) => {
    const found = at(plan, key);
    return Array.isArray(found) ? [[key, found.map(mark)] as const] : [];
  });
  return { ...plan, ...Object.fromEntries(lists) };
}

function marked(resource: Json): Json {
  const change = at(resource, "change");
  const type = textAt(resource, "type") ?? "";
  const found = ALWAYS_SECRET.find(([pattern]) => pattern.test(type));
  if (found === undefined || !isJsonObject(resource) || !isJsonObject(change)) return resource;
  const attributes = Object.fromEntries(found[1].map((attribute) => [attribute, true]));
  const masks = ["before_sensitive", "after_sensitive"].map((side) => {
    const mask = at(change, side);
    return [side, mask === true ? true : { ...(isJsonObject(mask) && mask), ...attributes }] as const;
  });
  return { ...resource, change: { ...change, ...Object.fromEntries(masks) } };
}
