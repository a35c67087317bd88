import { type AwsRule, blockOf, blocksOf, isMissing, repeated } from "../rule.ts";

const invalid = (message: string) => `InvalidInput: ${message}`;

export const DISCOVERY_RULES: readonly AwsRule[] = [
  {
    name: "records-of-discovery",
    source: "https://docs.aws.amazon.com/cloud-map/latest/api/API_DnsConfig.html",
    types: ["aws_service_discovery_service"],
    apply({ planned, others }) {
      const dns = blockOf(planned.dns_config);
      const types = blocksOf(dns.dns_records).map(({ type }) => String(type));
      if (repeated(types) !== undefined) return invalid(`The record type ${repeated(types)} is used more than once`);
      if (types.includes("CNAME") && types.length > 1)
        return invalid("A CNAME record can't be combined with other records");
      if (types.includes("CNAME") && dns.routing_policy === "MULTIVALUE")
        return invalid("The routing policy must be WEIGHTED for CNAME records");
      if (!isMissing(planned.health_check_config) && !isMissing(planned.health_check_custom_config))
        return invalid("HealthCheckConfig and HealthCheckCustomConfig can't both be specified");
      const isPrivate = others("aws_service_discovery_private_dns_namespace").some(({ id }) => id === dns.namespace_id);
      if (isPrivate && !isMissing(planned.health_check_config))
        return invalid("HealthCheckConfig is not supported for services of private DNS namespaces");
      const isHttp = others("aws_service_discovery_http_namespace").some(
        ({ id }) => id === dns.namespace_id || (id === planned.namespace_id && types.length > 0),
      );
      return isHttp ? invalid("DnsConfig can't be specified for services of HTTP namespaces") : undefined;
    },
  },
  {
    name: "namespace-name",
    source: "https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePrivateDnsNamespace.html",
    types: ["aws_service_discovery_private_dns_namespace", "aws_service_discovery_public_dns_namespace"],
    apply: ({ planned }) =>
      /^([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.?$/i.test(String(planned.name))
        ? undefined
        : invalid(`The namespace name ${String(planned.name)} is not a valid domain name`),
  },
];
