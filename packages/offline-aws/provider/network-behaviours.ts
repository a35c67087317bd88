import { BlockList, isIPv6 } from "node:net";
import type { Cloud } from "../cloud/cloud.ts";
import { isUnknown, type ObjectValue, UNKNOWN } from "../protocol/values.ts";
import type { Behaviour } from "./behaviour.ts";
import { equal } from "./equivalence.ts";
import { AwsError } from "./failure.ts";
import { textsAt } from "./references.ts";

/** VPCs and subnets, with their IPv6 ranges. */
export const NETWORK_BEHAVIOURS: Record<string, Behaviour> = {
  aws_vpc: {
    // As the provider's CustomizeDiff does: the range is known only when it is associated.
    plan(planned, prior) {
      const name = "assign_generated_ipv6_cidr_block";
      if (prior === null || equal(prior[name] ?? false, planned[name] ?? false)) return;
      planned.ipv6_cidr_block = UNKNOWN;
      planned.ipv6_association_id = UNKNOWN;
    },
    check(planned, prior, cloud) {
      const range = textOf(prior?.ipv6_cidr_block);
      if (range === "" || !isUnknown(planned.ipv6_cidr_block)) return;
      const isUsed = rangesIn(cloud, prior?.id).length > 0;
      // Words of hashicorp/terraform-provider-aws#40791.
      if (isUsed)
        throw new AwsError(
          `InvalidCidrBlock.InUse: The vpc ${textOf(prior?.id)} currently has a subnet within CIDR block ${range}`,
        );
    },
    finish(attributes) {
      const digits = textOf(attributes.id).slice(-6);
      if (attributes.assign_generated_ipv6_cidr_block === true && textOf(attributes.ipv6_cidr_block) === "")
        attributes.ipv6_cidr_block = shortest(`2600:1f18:${digits.slice(0, 4)}:${digits.slice(4)}00::/56`);
      attributes.ipv6_association_id = associationOf("vpc", attributes);
    },
  },
  aws_subnet: {
    check(planned, prior, cloud) {
      const range = textOf(planned.ipv6_cidr_block);
      const before = textOf(prior?.ipv6_cidr_block);
      if (planned.assign_ipv6_address_on_creation === true && range === "")
        throw new AwsError(
          `InvalidParameterValue: Invalid value 'true' for assign-ipv6-address-on-creation. Cannot set assign-ipv6-address-on-creation to true unless the subnet (${textOf(prior?.id)}) has an IPv6 CIDR block associated with it.`,
        );
      if (before !== "" && before !== range) checkUnused(prior as ObjectValue, cloud);
      if (range !== "" && before !== range) checkRange(range, planned, cloud);
    },
    // AWS chooses a zone where none is named; here each subnet of a VPC gets the next.
    fill(planned, prior, cloud) {
      if (prior !== null || !isUnknown(planned.availability_zone)) return;
      const named = /-az(\d)$/.exec(textOf(planned.availability_zone_id))?.[1];
      const siblings = cloud.list("aws_subnet").filter(({ attributes }) => attributes.vpc_id === planned.vpc_id);
      const index = named === undefined ? siblings.length % 3 : Number(named) - 1;
      planned.availability_zone = `${textOf(planned.region)}${"abcdef"[index]}`;
    },
    finish(attributes) {
      attributes.ipv6_cidr_block_association_id = associationOf("subnet", attributes);
      // us-east-1a is use1-az1 here, as in many accounts.
      const zone = /^(\w\w)-(\w)\w*-(\d)(\w)$/.exec(String(attributes.availability_zone));
      if (zone === null) return;
      const [, area, direction, number, letter = "a"] = zone;
      attributes.availability_zone_id = `${area}${direction}${number}-az${letter.charCodeAt(0) - 96}`;
    },
  },
};

/**
 * Dual-stack load balancers are in subnets with IPv6 ranges (words as in kubernetes-sigs/aws-load-balancer-controller#4852).
 * Of existing subnets, not everything is declared.
 */
export function checkBalancerRanges(balancer: ObjectValue, cloud: Cloud): void {
  if (!isDualStack(balancer)) return;
  const ids = subnetsOf(balancer);
  const isWithout = cloud
    .list("aws_subnet")
    .some(
      ({ attributes, existing }) =>
        ids.includes(textOf(attributes.id)) && existing !== true && textOf(attributes.ipv6_cidr_block) === "",
    );
  if (isWithout) throw new AwsError("ValidationError: You must specify subnets with an associated IPv6 CIDR block.");
}

/** "You must detach or delete all gateways and resources that are associated with the CIDR block" (DisassociateSubnetCidrBlock). */
function checkUnused({ id, ipv6_cidr_block }: ObjectValue, cloud: Cloud): void {
  const user = cloud
    .list("aws_lb")
    .find(({ attributes }) => isDualStack(attributes) && subnetsOf(attributes).includes(textOf(id)));
  if (user !== undefined)
    throw new AwsError(
      `InvalidCidrBlock.InUse: The IPv6 CIDR block ${textOf(ipv6_cidr_block)} of subnet ${textOf(id)} is in use by load balancer ${textOf(user.attributes.name)}`,
    );
}

/** A range is in that of the VPC, and no other subnet's (Amazon EC2 API reference, AssociateSubnetCidrBlock). */
function checkRange(range: string, { vpc_id, id }: ObjectValue, cloud: Cloud): void {
  const vpc = cloud.list("aws_vpc").find(({ attributes }) => attributes.id === vpc_id);
  const isIn = isWithin(range, textOf(vpc?.attributes.ipv6_cidr_block));
  if (!isIn || Number(range.split("/")[1]) % 4 !== 0 || Number(range.split("/")[1]) > 64)
    throw new AwsError(`InvalidSubnet.Range: The CIDR '${range}' is invalid.`);
  const others = rangesIn(cloud, vpc_id, id);
  if (others.some((other) => isWithin(range, other) || isWithin(other, range)))
    throw new AwsError(`InvalidSubnet.Conflict: The CIDR '${range}' conflicts with another subnet`);
}

/** IPv6 ranges of a VPC's subnets, except for one of them. */
const rangesIn = (cloud: Cloud, vpc: unknown, except?: unknown): string[] =>
  cloud
    .list("aws_subnet")
    .filter(({ attributes }) => attributes.vpc_id === vpc && attributes.id !== except)
    .flatMap(({ attributes }) => textOf(attributes.ipv6_cidr_block) || []);

const isDualStack = ({ ip_address_type }: ObjectValue) => textOf(ip_address_type).startsWith("dualstack");

const subnetsOf = (balancer: ObjectValue) => [
  ...textsAt(balancer, "subnets"),
  ...textsAt(balancer, "subnet_mapping.subnet_id"),
];

/** The id of an association, which is there with a range and goes with it. */
const associationOf = (of: "vpc" | "subnet", { id, ipv6_cidr_block }: ObjectValue): string =>
  textOf(ipv6_cidr_block) === "" ? "" : `${of}-cidr-assoc-${textOf(id).split("-")[1]}`;

function isWithin(inner: string, outer: string): boolean {
  const [address = "", bits] = inner.split("/");
  const [outerAddress = "", outerBits] = outer.split("/");
  if (!isIPv6(address) || !isIPv6(outerAddress) || Number(bits) < Number(outerBits)) return false;
  const list = new BlockList();
  list.addSubnet(outerAddress, Number(outerBits), "ipv6");
  return list.check(address, "ipv6");
}

/** A range in the form that AWS answers with. */
function shortest(range: string): string {
  const [address, bits] = range.split("/");
  return `${new URL(`http://[${address}]`).hostname.slice(1, -1)}/${bits}`;
}

const textOf = (value: unknown): string => (typeof value === "string" && value !== "" ? value : "");
