import type { ObjectValue } from "../../protocol/values.ts";
import { type AskedChange, type AwsRule, blockOf, blocksOf, knownText, numberOf } from "../rule.ts";

const bare = (name: unknown) =>
  String(name)
    .toLowerCase()
    .replace(/\.$/, "")
    .replace(/^dualstack\./, "");

/** Zone of every CloudFront distribution. */
const CLOUDFRONT = "Z2FDTNDATAQYW2";
const IN_CLOUDFRONT = /\.(cloudfront\.net|amazoncognito\.com)$|^d-?[a-z0-9]+\.execute-api\./;

function aliasProblem({ planned, others }: AskedChange): string | undefined {
  const [alias] = blocksOf(planned.alias);
  const [name, zone] = [knownText(alias?.name), knownText(alias?.zone_id)];
  if (name === undefined || zone === undefined) return undefined;
  const target = `Tried to create an alias that targets ${bare(name)}., type ${String(planned.type)} in zone ${zone}`;
  const balancer = others("aws_lb").find(({ dns_name }) => bare(dns_name) === bare(name));
  const own = others("aws_route53_zone").find(({ zone_id }) => zone_id === zone);
  const isElsewhere =
    (balancer !== undefined && knownText(balancer.zone_id) !== undefined && balancer.zone_id !== zone) ||
    (zone === CLOUDFRONT && /\.elb\.([a-z0-9-]+\.)?amazonaws\.com$/.test(bare(name))) ||
    (/\.cloudfront\.net$/.test(bare(name)) && zone !== CLOUDFRONT) ||
    (own !== undefined && bare(name) !== bare(own.name) && !bare(name).endsWith(`.${bare(own.name)}`));
  if (isElsewhere)
    return `InvalidChangeBatch: [${target}, but the alias target name does not lie within the target zone]`;
  const isOfAws = balancer !== undefined || IN_CLOUDFRONT.test(bare(name));
  return isOfAws && !["A", "AAAA", "HTTPS"].includes(String(planned.type))
    ? `InvalidChangeBatch: [${target}, but that target was not found]`
    : undefined;
}

const POLICIES = [
  "weighted_routing_policy",
  "latency_routing_policy",
  "failover_routing_policy",
  "geolocation_routing_policy",
  "geoproximity_routing_policy",
  "cidr_routing_policy",
];
const policyOf = (record: ObjectValue) =>
  POLICIES.find((name) => blocksOf(record[name]).length > 0) ??
  (record.multivalue_answer_routing_policy === true ? "multivalue" : "simple");
const failoverOf = (record: ObjectValue) => knownText(blockOf(record.failover_routing_policy).type);

/** Records of one name and type have one policy, and one of each kind of failover. */
function siblingProblem({ planned, others }: AskedChange): string | undefined {
  const siblings = others("aws_route53_record").filter(
    (each) => each.zone_id === planned.zone_id && each.type === planned.type && bare(each.name) === bare(planned.name),
  );
  const at = `RRSet with DNS name ${bare(planned.name)}., type ${String(planned.type)}, SetIdentifier ${String(planned.set_identifier ?? "")}`;
  if (siblings.some((each) => policyOf(each) !== policyOf(planned)))
    return `InvalidChangeBatch: [${at} cannot be created as other RRSets exist with the same name and type that have another routing policy]`;
  const failover = failoverOf(planned);
  return failover !== undefined && siblings.some((each) => failoverOf(each) === failover)
    ? `InvalidChangeBatch: [${at}, and failover ${failover} cannot be created as a ${failover} RRSet exists already]`
    : undefined;
}

/** Addresses that health checkers can't reach. */
const PRIVATE = /^(10\.|127\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.)/;

function healthProblem(planned: ObjectValue): string | undefined {
  const type = String(planned.type);
  if (!/^(HTTPS?(_STR_MATCH)?|TCP)$/.test(type)) return undefined;
  const address = knownText(planned.ip_address);
  if (address === undefined && knownText(planned.fqdn) === undefined)
    return "Invalid parameter: exactly one of IPAddress or FullyQualifiedDomainName must be specified";
  if (address !== undefined && PRIVATE.test(address)) return `Invalid IP address: ${address} is not a public address`;
  if (type === "TCP" && knownText(planned.resource_path) !== undefined)
    return "Invalid parameter: ResourcePath must not be specified for health checks of type TCP";
  if (type === "TCP" && (numberOf(planned.port) ?? 0) === 0)
    return "Invalid parameter: Port must be specified for health checks of type TCP";
  return type.endsWith("_STR_MATCH") && knownText(planned.search_string) === undefined
    ? `Invalid parameter: SearchString must be specified for health checks of type ${type}`
    : undefined;
}

export const ALIAS_RECORD_RULES: readonly AwsRule[] = [
  {
    name: "alias-target",
    source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html",
    types: ["aws_route53_record"],
    apply: aliasProblem,
  },
  {
    name: "routing-policies-of-name",
    source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html",
    types: ["aws_route53_record"],
    apply: siblingProblem,
  },
  {
    name: "health-check-target",
    source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html",
    types: ["aws_route53_health_check"],
    apply({ planned }) {
      const problem = healthProblem(planned);
      return problem === undefined ? undefined : `InvalidInput: ${problem}`;
    },
  },
  {
    name: "private-zones-of-vpc",
    source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateHostedZone.html",
    types: ["aws_route53_zone"],
    apply({ planned, prior, others }) {
      const vpcs = (zone: ObjectValue) => blocksOf(zone.vpc).map(({ vpc_id }) => vpc_id);
      const twin = others("aws_route53_zone").find(
        (each) => bare(each.name) === bare(planned.name) && vpcs(each).some((vpc) => vpcs(planned).includes(vpc)),
      );
      return prior === null && twin !== undefined
        ? `ConflictingDomainExists: The VPC ${String(vpcs(planned)[0])} has already been associated with the hosted zone ${String(twin.zone_id)} with the same domain name.`
        : undefined;
    },
  },
];
