import type { ObjectValue } from "../../protocol/values.ts";
import { type AskedChange, type AwsRule, isMissing, knownText, numberOf, textsOf } from "../rule.ts";
import { recordNameProblem, recordValueProblem } from "./record-values.ts";

const qualified = (name: string) => `${name.toLowerCase().replace(/\.$/, "")}.`;

/** The full name of a record: one that does not end with its zone is below it. */
function nameOf(record: ObjectValue, zone: string): string {
  const name = qualified(knownText(record.name) ?? "");
  if (name === "." || name === zone || name.endsWith(`.${zone}`)) return name === "." ? zone : name;
  return name.replace(/\.$/, `.${zone}`);
}

const change = (text: string) => `InvalidChangeBatch: [${text}]`;

function recordProblem({ planned, prior, others }: AskedChange): string | undefined {
  // Environments bring zones along; where there are some, a record is in one of them.
  const zones = others("aws_route53_zone");
  const found = zones.find(({ zone_id, id }) => zone_id === planned.zone_id || id === planned.zone_id);
  const values = textsOf(planned.records);
  const type = String(planned.type);
  if (values.length > 0 && isMissing(planned.ttl)) return change("Missing field 'TTL' in Change with record set");
  const isUnknown = found === undefined && (zones.length > 0 || !/^Z[A-Z0-9]{9,31}$/.test(String(planned.zone_id)));
  if (isUnknown) return `NoSuchHostedZone: No hosted zone found with ID: ${String(planned.zone_id)}`;
  const problem = recordValueProblem(type, values);
  if (problem !== undefined || found === undefined) return problem;
  const zone = qualified(String(found.name));
  const name = nameOf(planned, zone);
  const misnamed = recordNameProblem(name);
  if (misnamed !== undefined) return misnamed;
  const lifetime = numberOf(planned.ttl) ?? 0;
  if (lifetime < 0 || lifetime > 2_147_483_647) return change(`Invalid TTL: ${lifetime}`);
  if (planned.multivalue_answer_routing_policy === true && ["CNAME", "NS"].includes(type))
    return change(`RRSet of type ${type} cannot have a multivalue answer routing policy`);
  if (type === "SOA" && name !== zone) return change(`RRSet of type SOA is only permitted at the apex of zone ${zone}`);
  if (type === "CNAME" && name === zone)
    return change(`RRSet of type CNAME with DNS name ${name} is not permitted at apex in zone ${zone}`);
  const same = others("aws_route53_record").filter(
    (each) => each.zone_id === planned.zone_id && nameOf(each, zone) === name,
  );
  const clash = same.find((each) => (each.type === "CNAME") !== (type === "CNAME"));
  if (clash !== undefined)
    return change(
      `RRSet of type ${type} with DNS name ${name} is not permitted because a conflicting RRSet of type ${String(clash.type)} with the same DNS name already exists in zone ${zone}`,
    );
  const twin = same.some(
    (each) => each.type === type && (each.set_identifier ?? "") === (planned.set_identifier ?? ""),
  );
  return twin && prior === null && planned.allow_overwrite !== true
    ? change(`Tried to create resource record set [name='${name}', type='${type}'] but it already exists`)
    : undefined;
}

export const DNS_RULES: readonly AwsRule[] = [
  {
    name: "record",
    source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html",
    types: ["aws_route53_record"],
    apply: recordProblem,
  },
  {
    name: "zone-name",
    source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html",
    types: ["aws_route53_zone"],
    apply: ({ planned }) =>
      /^([a-z0-9_*-]{1,63}\.)*[a-z0-9_-]{1,63}\.?$/i.test(String(planned.name))
        ? undefined
        : `InvalidDomainName: ${String(planned.name)} is not a valid domain name`,
  },
];
