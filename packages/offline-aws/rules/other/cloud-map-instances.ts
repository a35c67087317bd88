import { isIPv4, isIPv6 } from "node:net";
import { isObject, type ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blockOf, blocksOf, knownText, numberOf } from "../rule.ts";

/** Attributes that an instance needs one of, by the type of the records that are made of them. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  A: ["AWS_INSTANCE_IPV4", "AWS_ALIAS_DNS_NAME", "AWS_EC2_INSTANCE_ID"],
  AAAA: ["AWS_INSTANCE_IPV6", "AWS_ALIAS_DNS_NAME"],
  CNAME: ["AWS_INSTANCE_CNAME"],
  SRV: ["AWS_INSTANCE_PORT"],
};

function attributeProblem(attributes: ObjectValue, types: readonly string[]): string | undefined {
  const { AWS_INSTANCE_IPV4: ipv4, AWS_INSTANCE_IPV6: ipv6, AWS_INSTANCE_PORT: port } = attributes;
  if (knownText(ipv4) !== undefined && !isIPv4(String(ipv4)))
    return `The value '${String(ipv4)}' of AWS_INSTANCE_IPV4 is not a valid IPv4 address.`;
  if (knownText(ipv6) !== undefined && !isIPv6(String(ipv6)))
    return `The value '${String(ipv6)}' of AWS_INSTANCE_IPV6 is not a valid IPv6 address.`;
  const number = numberOf(port);
  if (knownText(port) !== undefined && (number === undefined || number < 1 || number > 65_535))
    return `The value '${String(port)}' of AWS_INSTANCE_PORT is not a valid port.`;
  const lacking = types.find((type) => NEEDED[type]?.every((name) => attributes[name] === undefined));
  return (
    lacking && `An instance of a service with ${lacking} records needs the attribute ${NEEDED[lacking]?.join(" or ")}.`
  );
}

export const CLOUD_MAP_INSTANCE_RULES: readonly AwsRule[] = [
  {
    name: "instance-of-discovered-service",
    source: "https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html",
    types: ["aws_service_discovery_instance"],
    apply({ planned, others, existed }) {
      const service = others("aws_service_discovery_service").find(({ id }) => id === planned.service_id);
      const types =
        service === undefined || existed(service)
          ? []
          : blocksOf(blockOf(service.dns_config).dns_records).map(({ type }) => String(type));
      const problem = attributeProblem(isObject(planned.attributes) ? planned.attributes : {}, types);
      return problem === undefined ? undefined : `InvalidInput: ${problem}`;
    },
  },
];
