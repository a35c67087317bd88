import { isObject, type ObjectValue, type Value } from "../protocol/values.ts";

/** The account used where configuration names none. */
export const DEFAULT_ACCOUNT = "123456789012";

/** What the offline AWS takes from the configuration of an `aws` or a `docker` provider. */
export interface ProviderConfig {
  region: string;
  partition: string;
  /** 12 digits: the first of `allowed_account_ids`, so that ARNs fit those that configuration builds itself. */
  account: string;
  defaultTags: ObjectValue;
  ignoredTags: { keys: string[]; prefixes: string[] };
  /** Hosts of the registries that Docker has a login for. */
  registries: string[];
}

/** What the provider says of a configuration that it does not start with. */
export function configurationProblem(config: Value): string | undefined {
  const block = isObject(config) ? config : {};
  // The account that it does not ask for is the empty text, which is not among those that are allowed.
  return block.skip_requesting_account_id === true && list(block.allowed_account_ids).length > 0
    ? "AWS account ID not allowed: "
    : undefined;
}

/** Region names as in `us-east-1` and `us-gov-west-1`. */
export const REGION_PATTERN = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;

/** Reads the configuration block of a provider; a region comes from the environment where the block has none. */
export function readProviderConfig(config: Value, environment: NodeJS.ProcessEnv): ProviderConfig {
  const block = isObject(config) ? config : {};
  const region = text(block.region) ?? environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION ?? "us-east-1";
  const ignored = first(block.ignore_tags);
  return {
    region,
    partition: partitionOf(region),
    account: list(block.allowed_account_ids)[0] ?? DEFAULT_ACCOUNT,
    defaultTags: (first(block.default_tags)?.tags ?? {}) as ObjectValue,
    ignoredTags: { keys: list(ignored?.keys), prefixes: list(ignored?.key_prefixes) },
    registries: objects(block.registry_auth).map(({ address }) => String(address).replace(/^https?:\/\/|\/.*$/g, "")),
  };
}

/** The partition that a region is in: `aws`, `aws-cn`, `aws-eusc` or `aws-us-gov`. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("eusc-")) return "aws-eusc";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

const text = (value: Value | undefined) => (typeof value === "string" && value !== "" ? value : undefined);
const list = (value: Value | undefined) =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
const objects = (value: Value | undefined) => (Array.isArray(value) ? value.filter(isObject) : []);
const first = (value: Value | undefined) => objects(value)[0];
