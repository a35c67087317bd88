import type { Stacks } from "./synthesis.ts";

/** Ids and ARNs of what an environment can name instead of making it; ARNs of what it makes have no such ids in them. */
const NAMED =
  /\b(vpc|subnet|rtb|sg|pl|eipalloc)-[0-9a-f]{8,17}\b|\barn:aws:(kms:[^"\\]*:key|elasticloadbalancing:[^"\\]*:(?:listener|loadbalancer)|acm:[^"\\]*:certificate)\/[\w/-]+/g;

const TYPES: readonly (readonly [RegExp, string])[] = [
  [/^vpc-/, "aws_vpc"],
  [/^subnet-/, "aws_subnet"],
  [/^rtb-/, "aws_route_table"],
  [/^sg-/, "aws_security_group"],
  [/^pl-/, "aws_ec2_managed_prefix_list"],
  [/^eipalloc-/, "aws_eip"],
  [/:key\//, "aws_kms_key"],
  [/:listener\//, "aws_lb_listener"],
  [/:loadbalancer\//, "aws_lb"],
  [/:certificate\//, "aws_acm_certificate"],
];

/** Resources that stacks name and don't create, in the form that the offline AWS takes. All are in one VPC. */
export function existingIn(all: readonly Stacks[]): object[] {
  const names = new Set(all.flatMap((stacks) => [...stacks.values()].flatMap((text) => text.match(NAMED) ?? [])));
  const vpc_id = [...names].find((name) => name.startsWith("vpc-"));
  const subnets = [...names].filter((name) => name.startsWith("subnet-")).sort();
  return [...names].sort().map((name) => {
    const [, type] = TYPES.find(([pattern]) => pattern.test(name)) ?? [];
    const isInside = vpc_id !== undefined && /_(subnet|route_table|security_group)$/.test(type ?? "");
    // Subnets of a tier are in different zones, whichever these are.
    const zone = type === "aws_subnet" && { availability_zone: `us-east-1${"abcdef"[subnets.indexOf(name)]}` };
    return { type, [name.startsWith("arn:") ? "arn" : "id"]: name, ...(isInside && { vpc_id }), ...zone };
  });
}
