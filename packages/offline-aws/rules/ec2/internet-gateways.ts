import { type AskedChange, type AwsRule, knownText } from "../rule.ts";

/**
 * Whether a VPC has no internet gateway; one that was there before Terraform made anything may have one unlisted.
 */
export function lacksInternetGateway({ others, existed }: AskedChange, vpc: unknown): boolean {
  const found = others("aws_vpc").find(({ id }) => id === vpc);
  if (found === undefined || existed(found)) return false;
  return !["aws_internet_gateway", "aws_internet_gateway_attachment"]
    .flatMap(others)
    .some(({ vpc_id }) => vpc_id === vpc);
}

const vpcOfSubnet = ({ others }: AskedChange, subnet: unknown) =>
  knownText(others("aws_subnet").find(({ id }) => id === subnet)?.vpc_id);

/** The VPC of what an Elastic IP address is for. */
function vpcOfAddress(change: AskedChange): string | undefined {
  const { planned, others } = change;
  const machine = others("aws_instance").find(({ id }) => id === (planned.instance_id ?? planned.instance));
  const card = others("aws_network_interface").find(
    ({ id }) => id === (planned.network_interface_id ?? planned.network_interface),
  );
  return vpcOfSubnet(change, (machine ?? card)?.subnet_id);
}

export const INTERNET_GATEWAY_RULES: readonly AwsRule[] = [
  {
    name: "nat-gateway-to-the-internet",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html",
    types: ["aws_nat_gateway"],
    apply(change) {
      const { planned, prior } = change;
      const isPublic = planned.connectivity_type !== "private" && planned.availability_mode !== "regional";
      const vpc = vpcOfSubnet(change, planned.subnet_id);
      return prior === null && isPublic && vpc !== undefined && lacksInternetGateway(change, vpc)
        ? `Gateway.NotAttached: Network ${vpc} has no Internet gateway attached`
        : undefined;
    },
  },
  {
    name: "address-on-the-internet",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateAddress.html",
    types: ["aws_eip", "aws_eip_association"],
    apply(change) {
      const vpc = vpcOfAddress(change);
      return vpc !== undefined && lacksInternetGateway(change, vpc)
        ? `Gateway.NotAttached: Network ${vpc} is not attached to any internet gateway`
        : undefined;
    },
  },
];
