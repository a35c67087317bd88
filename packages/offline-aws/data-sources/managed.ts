import { createHash } from "node:crypto";
import type { ObjectValue } from "../protocol/values.ts";
import { type Asked, askedRegion } from "./from-cloud.ts";

/** A UUID that stays the same for a text. */
const uuidOf = (text: string) =>
  createHash("sha256")
    .update(text)
    .digest("hex")
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, "$1-$2-4$3-a$4-$5");

/**
 * Policies that CloudFront brings along, of which configuration often has the ids too
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html and its siblings).
 */
const CLOUDFRONT: Readonly<Record<string, string>> = {
  "Managed-AllViewer": "216adef6-5c7f-47e4-b989-5492eafa07d3",
  "Managed-AllViewerExceptHostHeader": "b689b0a8-53d0-40ab-baf2-68738e2966ac",
  "Managed-CachingDisabled": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
  "Managed-CachingOptimized": "658327ea-f89d-4fab-a63d-7e88639e58f6",
  "Managed-CORS-S3Origin": "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
  "Managed-SecurityHeadersPolicy": "67f7725c-6f97-4210-82d7-5512b31e9d03",
};

function cloudFrontPolicy({ config }: Asked): ObjectValue | undefined {
  const name = String(config.name);
  return name.startsWith("Managed-") ? { id: CLOUDFRONT[name] ?? uuidOf(name), name } : undefined;
}

/** Names of AWS's own policies that don't begin with Amazon or AWS. */
const POLICY_NAMES =
  /^(Amazon|AWS|CloudWatch|AdministratorAccess|DatabaseAdministrator|IAM|NetworkAdministrator|PowerUserAccess|ReadOnlyAccess|SecretsManager|SecurityAudit|SystemAdministrator|ViewOnlyAccess)/;

function iamPolicy({ config, provider }: Asked): ObjectValue | undefined {
  const prefix = `arn:${provider.partition}:iam::aws:policy`;
  const arn = typeof config.arn === "string" && config.arn !== "" ? config.arn : `${prefix}/${String(config.name)}`;
  const [, path = "/", name = ""] = /^.*?:policy(\/(?:.*\/)?)([^/]+)$/.exec(arn) ?? [];
  if (!arn.startsWith(`${prefix}/`) || !POLICY_NAMES.test(name)) return undefined;
  const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
  return { id: arn, arn, name, path, policy: JSON.stringify(policy), policy_id: `ANPA${uuidOf(arn).slice(0, 8)}` };
}

/** The key that a service has in each account and region, by its alias. */
function kmsKey({ config, provider }: Asked): ObjectValue | undefined {
  const alias = String(config.name ?? config.key_id).replace(/^arn:[^/]+:(?=alias\/)/, "");
  if (!alias.startsWith("alias/aws/")) return undefined;
  const region = askedRegion({ config, provider });
  const id = uuidOf(`${provider.account}/${region}/${alias}`);
  const own = `arn:${provider.partition}:kms:${region}:${provider.account}`;
  const key = { arn: `${own}:key/${id}`, id };
  return "name" in config
    ? { id: `${own}:${alias}`, arn: `${own}:${alias}`, target_key_arn: key.arn, target_key_id: id }
    : { ...key, key_manager: "AWS", enabled: true, key_state: "Enabled", key_usage: "ENCRYPT_DECRYPT" };
}

/** The event bus that each account has in each region. */
function eventBus({ config, provider }: Asked): ObjectValue | undefined {
  if (config.name !== "default") return undefined;
  const region = askedRegion({ config, provider });
  const arn = `arn:${provider.partition}:events:${region}:${provider.account}:event-bus/default`;
  return { id: "default", name: "default", arn, region };
}

/** The organization of which the account is the only member. */
function organization({ provider: { account, partition } }: Asked): ObjectValue {
  const id = `o-${uuidOf(account).replaceAll("-", "").slice(0, 10)}`;
  const own = `arn:${partition}:organizations::${account}`;
  const arn = `${own}:account/${id}/${account}`;
  const member = { arn, email: "offline@example.com", id: account, name: "offline", status: "ACTIVE", state: "ACTIVE" };
  return {
    id,
    arn: `${own}:organization/${id}`,
    accounts: [{ ...member, joined_method: "INVITED", joined_timestamp: "2026-01-01T00:00:00Z" }],
    non_master_accounts: [],
    feature_set: "ALL",
    master_account_arn: arn,
    master_account_email: member.email,
    master_account_id: account,
    master_account_name: member.name,
    roots: [
      { arn: `${own}:root/${id}/r-${id.slice(2, 6)}`, id: `r-${id.slice(2, 6)}`, name: "Root", policy_types: [] },
    ],
  };
}

/** What AWS itself has in each account, by the type of the data source that finds it. */
export const MANAGED_BY_AWS: Readonly<Record<string, (asked: Asked) => ObjectValue | undefined>> = {
  aws_cloudfront_cache_policy: cloudFrontPolicy,
  aws_cloudfront_origin_request_policy: cloudFrontPolicy,
  aws_cloudfront_response_headers_policy: cloudFrontPolicy,
  aws_cloudwatch_event_bus: eventBus,
  aws_iam_policy: iamPolicy,
  aws_kms_alias: kmsKey,
  aws_kms_key: kmsKey,
  aws_organizations_organization: organization,
};
