import type { Cloud, Resource } from "../cloud/cloud.ts";
import { isObject, type ObjectValue, type Value } from "../protocol/values.ts";
import { factsOf, type TypeFacts, typesWithFacts } from "./facts.ts";

/** An argument that names another resource. */
export interface Reference {
  argument: string;
  type: string;
  /** Attributes of the named resource, of which one has to have the value. */
  attributes: string[];
  /** The named resource can't be deleted while this one exists. */
  holds: boolean;
  /** The named resource may be one that environments bring along, if it is named as AWS names it. */
  isGiven: boolean;
}

const known = new WeakMap<TypeFacts, readonly Reference[]>();

/** The arguments of a type that name other resources. */
export function referencesOf(facts: TypeFacts): readonly Reference[] {
  const references = known.get(facts) ?? readReferences(facts);
  known.set(facts, references);
  return references;
}

function readReferences(facts: TypeFacts): Reference[] {
  return Object.entries(facts.refs ?? {}).map(([argument, target]) => {
    const [type = "", attributes = ""] = target.replace(/[?!]/g, "").split(".");
    const [holds, isGiven] = [target.includes("!"), target.includes("?")];
    return { argument, type, attributes: attributes.split("/"), holds, isGiven };
  });
}

/** What a resource is named by: an attribute, or several with colons between them, such as `family:revision`. */
const namedBy = (attributes: ObjectValue, name: string): Value | undefined =>
  name.includes(":")
    ? name
        .split(":")
        .map((each) => String(attributes[each]))
        .join(":")
    : attributes[name];

/** The resource that a value names, if it exists. */
export function findNamed(
  cloud: Pick<Cloud, "list">,
  { type, attributes }: Reference,
  value: string,
): Resource | undefined {
  return cloud.list(type).find((resource) => attributes.some((name) => namedBy(resource.attributes, name) === value));
}

/** The form that AWS gives to names of what environments bring along. */
const FORMS: Readonly<Record<string, RegExp>> = {
  aws_iam_policy: /^arn:aws[a-z-]*:iam::\d{12}:policy\/.+/,
  aws_guardduty_detector: /^[0-9a-f]{32}$/,
  aws_s3_bucket: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  aws_security_group: /^sg-[0-9a-f]{8,17}$/,
  aws_acm_certificate:
    /^arn:aws[a-z-]*:(acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]{36}|iam::\d{12}:server-certificate\/.+)$/,
  aws_lb_listener: /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:listener\/.+/,
  aws_service_discovery_private_dns_namespace: /^ns-[a-z0-9]{16}$/,
};

/** What other types make of the kind that a type is of, such as the default security group of a VPC. */
const ALSO: Readonly<Record<string, readonly (readonly [type: string, attribute: string])[]>> = {
  aws_security_group: [
    ["aws_vpc", "default_security_group_id"],
    ["aws_default_security_group", "id"],
  ],
  aws_route_table: [
    ["aws_vpc", "default_route_table_id"],
    ["aws_vpc", "main_route_table_id"],
    ["aws_default_route_table", "id"],
  ],
  aws_network_acl: [
    ["aws_vpc", "default_network_acl_id"],
    ["aws_default_network_acl", "id"],
  ],
  aws_vpc: [["aws_default_vpc", "id"]],
  aws_subnet: [["aws_default_subnet", "id"]],
  aws_s3_bucket: [["aws_s3_directory_bucket", "bucket"]],
  aws_internet_gateway: [
    ["aws_vpn_gateway", "id"],
    ["aws_vpc_endpoint", "id"],
    ["aws_egress_only_internet_gateway", "id"],
  ],
  aws_kms_key: ["aws_kms_external_key", "aws_kms_replica_key", "aws_kms_replica_external_key"].flatMap((type) =>
    ["id", "arn"].map((attribute) => [type, attribute] as const),
  ),
  aws_acm_certificate: [["aws_iam_server_certificate", "arn"]],
  aws_lb: [["aws_alb", "arn"]],
  aws_lb_listener: [["aws_alb_listener", "arn"]],
  aws_lb_target_group: [["aws_alb_target_group", "arn"]],
};

/** Whether a value names what another type has made. */
const comesAlong = (cloud: Pick<Cloud, "list">, { type }: Reference, value: string): boolean =>
  (ALSO[type] ?? []).some(([other, attribute]) =>
    cloud.list(other).some(({ attributes }) => attributes[attribute] === value),
  );

/** The first name in an argument that nothing in the cloud has. A name that `prior` has too is not asked for again. */
export function findMissing(
  cloud: Pick<Cloud, "list">,
  facts: TypeFacts,
  attributes: ObjectValue,
  prior: ObjectValue | null,
  account: string,
): { argument: string; type: string; value: string } | undefined {
  for (const reference of referencesOf(facts)) {
    const kept = prior === null ? [] : textsAt(prior, reference.argument);
    for (const value of textsAt(attributes, reference.argument))
      if (
        !kept.includes(value) &&
        !isElsewhere(reference.type, value, account) &&
        findNamed(cloud, reference, value) === undefined &&
        !comesAlong(cloud, reference, value) &&
        !(reference.isGiven && FORMS[reference.type]?.test(value))
      )
        return { argument: reference.argument, type: reference.type, value };
  }
  return undefined;
}

/** Whether what one resource says names another: an ARN does anywhere, a name or an id in its account and region. */
const reaches = (from: Resource, text: string, to: Resource): boolean =>
  text.startsWith("arn:") ||
  (from.account === to.account && (from.region === to.region || [from.region, to.region].includes("global")));

/** A resource that forbids deleting this one. */
export function findHolder(cloud: Cloud, resource: Resource): Resource | undefined {
  for (const type of typesWithFacts())
    for (const { argument, type: named, attributes: names, holds } of referencesOf(factsOf(type))) {
      if (!holds || named !== resource.type) continue;
      const values = names.map((name) => namedBy(resource.attributes, name));
      const holder = cloud
        .list(type)
        .find((each) =>
          textsAt(each.attributes, argument).some((text) => values.includes(text) && reaches(each, text, resource)),
        );
      if (holder !== undefined) return holder;
    }
  return undefined;
}

/** All non-empty texts at a dotted path, through lists of blocks and lists of texts. */
export function textsAt(value: Value | undefined, path: string): string[] {
  const [step, ...rest] = path.split(".");
  if (Array.isArray(value)) return value.flatMap((item) => textsAt(item, path));
  if (!isObject(value) || step === undefined) return [];
  const member = value[step];
  if (rest.length > 0) return textsAt(member, rest.join("."));
  return (Array.isArray(member) ? member : [member]).filter(
    (item): item is string => typeof item === "string" && item !== "",
  );
}

/** AWS's own policies and capacity providers, Docker's own networks, and what belongs to another account, are not in this cloud. */
function isElsewhere(type: string, value: string, account: string): boolean {
  if (type === "aws_ecs_capacity_provider") return ["FARGATE", "FARGATE_SPOT"].includes(value);
  if (type === "aws_codedeploy_deployment_config") return value.startsWith("CodeDeployDefault.");
  if (type === "aws_internet_gateway") return value === "local";
  if (type === "docker_network") return ["bridge", "host", "none"].includes(value);
  if (!value.startsWith("arn:")) return false;
  const owner = value.split(":")[4];
  return owner !== "" && owner !== account;
}
