import type { Cloud, Resource } from "../cloud/cloud.ts";
import { isObject, isUnknown, type ObjectValue, type Value } from "../protocol/values.ts";
import type { ProviderConfig } from "../provider/provider-config.ts";

/** Where a data source is asked, and for what. */
export interface Asked {
  config: ObjectValue;
  provider: ProviderConfig;
  cloud: Cloud;
}

/** The region that is asked in. */
export const askedRegion = ({ config, provider }: Omit<Asked, "cloud">): string =>
  typeof config.region === "string" && config.region !== "" ? config.region : provider.region;

/** What there is to ask about, and can't be answered. */
export class NoAnswer extends Error {}

/** Types of data sources whose resources have another name; `aws_subnets` lists those of `aws_subnet`. */
const RESOURCES: Readonly<Record<string, string>> = {
  aws_alb: "aws_lb",
  aws_alb_listener: "aws_lb_listener",
  aws_alb_target_group: "aws_lb_target_group",
  aws_service_discovery_dns_namespace: "aws_service_discovery_private_dns_namespace",
  aws_ecs_container_definition: "aws_ecs_task_definition",
};

/** Arguments that say how to look, and are not attributes of what is found. */
const QUESTIONS = new Set([
  "filter",
  "tags",
  "region",
  "most_recent",
  "default",
  "state",
  "timeouts",
  "include_all",
  "name_regex",
  "private_zone",
  "type",
]);

/** Names that EC2 has for what it filters by, where they are not those of attributes. */
const FILTERS: Readonly<Record<string, string>> = {
  "vpc-id": "vpc_id",
  "subnet-id": "id",
  "association.main": "main",
  "group-id": "id",
  "group-name": "name",
  cidr: "cidr_block",
  "cidr-block": "cidr_block",
  "availability-zone": "availability_zone",
  "map-public-ip-on-launch": "map_public_ip_on_launch",
  "attachment.vpc-id": "vpc_id",
  "instance-state-name": "instance_state",
};

const isSet = (value: Value | undefined) =>
  value !== null &&
  value !== undefined &&
  value !== "" &&
  !isUnknown(value) &&
  !(Array.isArray(value) && value.length === 0);

/** The members of a list, as texts. */
export const listedTexts = (value: Value | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);
const tagsOf = ({ tags_all, tags }: ObjectValue): ObjectValue =>
  isObject(tags_all) ? tags_all : isObject(tags) ? tags : {};

/** Whether a text is one of some, in which `*` and `?` are wildcards. */
const matches = (text: string, patterns: readonly string[]) =>
  patterns.some((pattern) =>
    new RegExp(
      `^${pattern
        .replace(/[\\^$.+()[\]{}|]/g, "\\$&")
        .replace(/\*/g, ".*")
        .replace(/\?/g, ".")}$`,
    ).test(text),
  );

/** What tells a resource apart, where an argument of a data source is not one of its attributes. */
const IDENTIFIERS = ["id", "arn", "name", "bucket", "zone_id", "family"];

/** Whether what is there is what is asked for: by its arguments, by filters as EC2 has them, and by tags. */
function isAsked({ config }: Asked, attributes: ObjectValue): boolean {
  const given = Object.entries(config).filter(
    ([name, value]) => !QUESTIONS.has(name) && isSet(value) && !isObject(value) && !Array.isArray(value),
  );
  for (const [name, value] of given) {
    const names = isSet(attributes[name]) ? [name] : IDENTIFIERS;
    if (!names.some((each) => sameText(attributes[each], value))) return false;
  }
  const tags = Object.entries(isObject(config.tags) ? config.tags : {});
  if (tags.some(([key, value]) => tagsOf(attributes)[key] !== value)) return false;
  return (Array.isArray(config.filter) ? config.filter.filter(isObject) : []).every((filter) =>
    passes(attributes, String(filter.name), listedTexts(filter.values)),
  );
}

function passes(attributes: ObjectValue, name: string, values: readonly string[]): boolean {
  if (name === "tag-key") return Object.keys(tagsOf(attributes)).some((key) => matches(key, values));
  const tag = /^tag:(.+)$/.exec(name)?.[1];
  const value = tag === undefined ? attributes[FILTERS[name] ?? name.replaceAll("-", "_")] : tagsOf(attributes)[tag];
  return isSet(value) && matches(String(value), values);
}

const sameText = (a: Value | undefined, b: Value) =>
  String(a ?? "").replace(/\.$/, "") === String(b).replace(/\.$/, "");

/** The resource type that a data source looks up, and whether it lists any number of them. */
export function lookedUp(
  type: string,
  resources: ReadonlySet<string>,
): { resource: string; several: boolean } | undefined {
  const resource = RESOURCES[type] ?? type;
  if (resources.has(resource)) return { resource, several: false };
  const one = type.replace(/ies$/, "y").replace(/s$/, "");
  return resources.has(one) ? { resource: one, several: true } : undefined;
}

/** Whether the default VPC of the account is asked for. */
export const asksForDefault = (config: ObjectValue): boolean =>
  config.default === true ||
  (Array.isArray(config.filter) ? config.filter.filter(isObject) : []).some(
    ({ name, values }) => ["isDefault", "is-default"].includes(String(name)) && listedTexts(values).includes("true"),
  );

/** What comes with every VPC: its default security group and its main route table. */
const OF_VPC: Readonly<Record<string, (vpc: ObjectValue) => ObjectValue>> = {
  aws_security_group: ({ default_security_group_id: id = null, vpc_id = null }) => ({
    id,
    name: "default",
    description: "default VPC security group",
    vpc_id,
  }),
  aws_route_table: ({ main_route_table_id: id = null, vpc_id = null }) => ({
    id,
    route_table_id: id,
    vpc_id,
    main: true,
  }),
};

function withVpcs(cloud: Cloud, type: string): Resource[] {
  const of = OF_VPC[type];
  if (of === undefined) return [];
  return cloud.list("aws_vpc").map(({ account, region, attributes, key }) => {
    const made = of({ ...attributes, vpc_id: attributes.id ?? null });
    const kind = type.slice("aws_".length).replaceAll("_", "-");
    const partition = String(attributes.arn).split(":")[1];
    const arn = `arn:${partition}:ec2:${region}:${account}:${kind}/${String(made.id)}`;
    return { type, key, account, region, attributes: { ...made, arn, owner_id: account, region } };
  });
}

/** What there is of what is asked for, in the region that is asked in. */
export function foundIn(asked: Asked, resource: string): Resource[] {
  const { provider, cloud } = asked;
  const region = askedRegion(asked);
  return [...cloud.list(resource), ...withVpcs(cloud, resource)]
    .filter((each) => each.account === provider.account && ["global", region].includes(each.region))
    .filter(({ attributes }) => isAsked(asked, attributes));
}

/** The answer of a data source that lists: ids, and what else there is of each. */
export function listAnswer(found: readonly Resource[], region: string): ObjectValue {
  const all = (name: string) => found.map(({ attributes }) => attributes[name] ?? null);
  return { id: region, ids: all("id"), arns: all("arn"), names: all("name"), vpc_ids: all("vpc_id") };
}

/** The answer of a data source that looks up one: what there is of it. */
export function answered({ attributes }: Resource): ObjectValue {
  return {
    cluster_name: attributes.name ?? null,
    task_definition: attributes.family ?? null,
    status: "ACTIVE",
    ...attributes,
  };
}
