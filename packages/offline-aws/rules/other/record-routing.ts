import type { ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blockOf, isMissing, knownText, numberOf } from "../rule.ts";

const CONTINENTS = ["AF", "AN", "AS", "EU", "NA", "OC", "SA"];

const violated = (value: unknown, member: string, constraint: string) =>
  `InvalidInput: 1 validation error detected: Value '${String(value)}' at 'changeBatch.changes.1.member.resourceRecordSet.${member}' failed to satisfy constraint: Member must ${constraint}`;

function routingProblem(planned: ObjectValue): string | undefined {
  const weight = numberOf(blockOf(planned.weighted_routing_policy).weight);
  if (weight !== undefined && weight > 255) return violated(weight, "weight", "have value less than or equal to 255");
  if (weight !== undefined && weight < 0) return violated(weight, "weight", "have value greater than or equal to 0");
  const region = knownText(blockOf(planned.latency_routing_policy).region);
  if (region !== undefined && !/^[a-z]{2,4}(-[a-z]+)+-\d$/.test(region))
    return violated(region, "region", "satisfy enum value set of regions");
  const place = blockOf(planned.geolocation_routing_policy);
  const [continent, country] = [knownText(place.continent), knownText(place.country)];
  if (continent !== undefined && !CONTINENTS.includes(continent))
    return violated(continent, "geoLocation.continentCode", `satisfy enum value set: [${CONTINENTS.join(", ")}]`);
  if (country !== undefined && !/^(\*|[A-Z]{2})$/.test(country))
    return violated(country, "geoLocation.countryCode", "be a country code of two letters, or *");
  if (continent !== undefined && country !== undefined)
    return "InvalidInput: Invalid request: a geolocation has a continent, or a country with or without a subdivision";
  return isMissing(place.subdivision) || country === "US" || country === "UA"
    ? undefined
    : "InvalidInput: Invalid request: subdivisions are supported for the United States and Ukraine only";
}

export const RECORD_ROUTING_RULES: readonly AwsRule[] = [
  {
    name: "record-routing",
    source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html",
    types: ["aws_route53_record"],
    apply: ({ planned }) => routingProblem(planned),
  },
];
