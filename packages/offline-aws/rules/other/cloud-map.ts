import type { ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blockOf, blocksOf, knownText } from "../rule.ts";

/** What Cloud Map says of records and of a health check together. */
function checkProblem(planned: ObjectValue): string | undefined {
  const types = blocksOf(blockOf(planned.dns_config).dns_records).map(({ type }) => String(type));
  if (types.includes("SRV") && types.length > 1)
    return `The record types ${types.join(" and ")} can't be combined: only A and AAAA can.`;
  const [check] = blocksOf(planned.health_check_config);
  if (check === undefined) return undefined;
  if (types.includes("CNAME")) return "HealthCheckConfig can't be specified for CNAME records.";
  return check.type === "TCP" && knownText(check.resource_path) !== undefined
    ? "ResourcePath can't be specified for health checks of type TCP."
    : undefined;
}

export const CLOUD_MAP_RULES: readonly AwsRule[] = [
  {
    name: "discovered-service",
    source: "https://docs.aws.amazon.com/cloud-map/latest/api/API_DnsRecord.html",
    types: ["aws_service_discovery_service"],
    apply({ planned }) {
      const problem = checkProblem(planned);
      return problem === undefined ? undefined : `InvalidInput: ${problem}`;
    },
  },
  {
    name: "name-of-discovered-service",
    source: "https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html",
    types: ["aws_service_discovery_service"],
    apply({ planned, prior, others }) {
      const namespaceOf = (service: ObjectValue) =>
        knownText(blockOf(service.dns_config).namespace_id) ?? knownText(service.namespace_id);
      const name = String(planned.name).toLowerCase();
      const twin = others("aws_service_discovery_service").some(
        (each) => namespaceOf(each) === namespaceOf(planned) && String(each.name).toLowerCase() === name,
      );
      return prior === null && namespaceOf(planned) !== undefined && twin
        ? "ServiceAlreadyExists: Service already exists."
        : undefined;
    },
  },
];
