import { createHash } from "node:crypto";
import { defaultVpc } from "../existing/default-vpc.ts";
import type { ObjectValue } from "../protocol/values.ts";
import { partitionOf } from "../provider/provider-config.ts";
import type { Catalog } from "../schema/catalog.ts";
import { renderDataProtection } from "./data-protection.ts";
import {
  type Asked,
  answered,
  askedRegion,
  asksForDefault,
  foundIn,
  listAnswer,
  lookedUp,
  NoAnswer,
} from "./from-cloud.ts";
import { MANAGED_BY_AWS } from "./managed.ts";
import { OF_AWS } from "./of-aws.ts";
import { renderPolicyDocument } from "./policy-document.ts";
import { parameter, secretVersion } from "./secrets.ts";

/** Zones of the large regions; every other region has three. */
const ZONES: Record<string, number> = { "us-east-1": 6, "us-west-2": 4, "ap-northeast-1": 4, "ap-northeast-2": 4 };

const zonesOf = (region: string) => [..."abcdef"].slice(0, ZONES[region] ?? 3).map((letter) => region + letter);

/** What ids of zones begin with: `euw1` in eu-west-1. */
const areaOf = (region: string) => region.replace(/^(\w\w)-(\w)\w*-(\d)$/, "$1$2$3");

/** Answers of data sources, by type: what AWS decides. Throws `NoAnswer`. */
export const DATA_SOURCES: Record<string, (asked: Asked) => ObjectValue> = {
  ...OF_AWS,
  aws_caller_identity: ({ provider: { account, partition } }) => ({
    id: account,
    account_id: account,
    arn: `arn:${partition}:iam::${account}:user/offline`,
    user_id: `AIDA${digest("user").toUpperCase().slice(0, 17)}`,
  }),
  aws_partition: ({ provider: { partition } }) => ({
    id: partition,
    partition,
    dns_suffix: dnsSuffix(partition),
    reverse_dns_prefix: dnsSuffix(partition).split(".").reverse().join("."),
  }),
  aws_region: ({ config, provider }) => {
    const region = askedRegion({ config, provider });
    return {
      id: region,
      name: region,
      region,
      description: region,
      endpoint: `ec2.${region}.${dnsSuffix(partitionOf(region))}`,
    };
  },
  aws_availability_zones: ({ config, provider }) => {
    const region = askedRegion({ config, provider });
    const names = zonesOf(region);
    return {
      id: region,
      region,
      names,
      zone_ids: names.map((_, index) => `${areaOf(region)}-az${index + 1}`),
      group_names: [region],
    };
  },
  aws_availability_zone({ config, provider }) {
    const region = askedRegion({ config, provider });
    const name = String(
      config.name ?? `${region}${"abcdef"[Number(/-az(\d)$/.exec(String(config.zone_id))?.[1] ?? 1) - 1]}`,
    );
    const number = zonesOf(region).indexOf(name) + 1;
    if (number === 0) throw new NoAnswer(`no availability zone ${name} in ${region}`);
    const zone_id = `${areaOf(region)}-az${number}`;
    return { id: name, name, region, zone_id, name_suffix: name.slice(-1), state: "available", group_name: region };
  },
  aws_secretsmanager_secret_version: secretVersion,
  aws_ssm_parameter(asked) {
    const { config, provider } = asked;
    const name = String(config.name);
    const region = askedRegion({ config, provider });
    const found = parameter(asked, name);
    if (found === undefined)
      throw new NoAnswer(`no SSM parameter ${name} in ${region}: create it, or use a public one of /aws/service`);
    const arn = `arn:${provider.partition}:ssm:${region}:${provider.account}:parameter/${name.replace(/^\//, "")}`;
    return { id: name, region, arn, ...found, insecure_value: found.type === "SecureString" ? null : found.value };
  },
  aws_iam_policy_document: ({ config }) => {
    const { json, minified } = renderPolicyDocument(config);
    return { id: digest(json).slice(0, 10), json, minified_json: minified, version: "2012-10-17" };
  },
  aws_cloudwatch_log_data_protection_policy_document: ({ config }) => {
    const json = renderDataProtection(config);
    return { id: digest(json).slice(0, 10), json, version: config.version ?? "2021-06-01" };
  },
  aws_ecr_authorization_token: ({ config, provider }) => {
    const region = askedRegion({ config, provider });
    const proxy = `https://${provider.account}.dkr.ecr.${region}.${dnsSuffix(provider.partition)}`;
    const password = digest(`${provider.account}/${region}`);
    return {
      id: region,
      region,
      proxy_endpoint: proxy,
      user_name: "AWS",
      password,
      authorization_token: Buffer.from(`AWS:${password}`).toString("base64"),
      expires_at: new Date(Date.now() + 12 * 3600 * 1000).toISOString(),
    };
  },
};

/**
 * The answer of a data source: of AWS itself, or what there is in the cloud. Throws `NoAnswer`, with no words where nothing
 * is known of the type.
 */
export function answerOf(type: string, asked: Asked, catalog: Catalog): ObjectValue {
  const own = DATA_SOURCES[type];
  if (own !== undefined) return own(asked);
  if (type === "aws_vpc" && asksForDefault(asked.config)) {
    const region = askedRegion(asked);
    const vpc = defaultVpc(asked.cloud, catalog, { ...asked.provider, region }, zonesOf(region));
    return { ...vpc?.attributes, default: true, state: "available" };
  }
  const looked = lookedUp(type, catalog.resources);
  if (looked === undefined) throw new NoAnswer("");
  const found = foundIn(asked, looked.resource);
  if (looked.several) return listAnswer(found, askedRegion(asked));
  const [first, second] = found;
  const managed = first === undefined ? MANAGED_BY_AWS[type]?.(asked) : undefined;
  if (managed !== undefined) return managed;
  if (first === undefined)
    throw new NoAnswer(
      `no matching ${looked.resource} found for the data source ${type}: create it, or declare it with --existing FILE`,
    );
  if (second !== undefined && asked.config.most_recent !== true)
    throw new NoAnswer(
      `${found.length} of ${looked.resource} match the data source ${type}: use more specific criteria`,
    );
  return answered(first);
}

const dnsSuffix = (partition: string) => (partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com");

const digest = (text: string) => createHash("sha256").update(text).digest("hex");
