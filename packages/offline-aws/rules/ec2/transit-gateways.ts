import { type AwsRule, knownText, numberOf, repeated, textsOf } from "../rule.ts";

/** Private numbers of autonomous systems, of 16 and of 32 bits. */
const isPrivate = (asn: number) => (asn >= 64_512 && asn <= 65_534) || (asn >= 4_200_000_000 && asn <= 4_294_967_294);

export const TRANSIT_GATEWAY_RULES: readonly AwsRule[] = [
  {
    name: "transit-gateway-asn",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayRequestOptions.html",
    types: ["aws_ec2_transit_gateway"],
    apply({ planned }) {
      const asn = numberOf(planned.amazon_side_asn);
      return asn === undefined || isPrivate(asn)
        ? undefined
        : `InvalidParameterValue: Value (${asn}) for parameter AmazonSideAsn is invalid. It must be in the range 64512-65534 or 4200000000-4294967294.`;
    },
  },
  {
    name: "transit-gateway-subnets",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayVpcAttachment.html",
    types: ["aws_ec2_transit_gateway_vpc_attachment"],
    apply({ planned, others }) {
      const subnetIds = textsOf(planned.subnet_ids);
      const subnets = others("aws_subnet").filter(({ id }) => subnetIds.includes(String(id)));
      const stranger = subnets.find(({ vpc_id }) => vpc_id !== planned.vpc_id);
      if (stranger !== undefined)
        return `InvalidSubnetID.NotFound: The subnet ID '${String(stranger.id)}' does not exist in ${String(planned.vpc_id)}`;
      return repeated(subnets.flatMap(({ availability_zone }) => knownText(availability_zone) ?? [])) === undefined
        ? undefined
        : "DuplicateSubnetsInSameZone: Found more than one subnet in the same Availability Zone";
    },
  },
];
