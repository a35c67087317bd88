import { isUnknown, type ObjectValue } from "../../protocol/values.ts";
import { type AskedChange, type AwsRule, isMissing, knownText } from "../rule.ts";
import { ipv4Block, isInsideBlock, shareAddresses } from "./cidr.ts";

/** What the provider refuses in a NAT gateway, by its connectivity: a private one has no addresses of the internet. */
const NAT_ARGUMENTS_OF_OTHERS: Readonly<Record<string, readonly string[]>> = {
  private: ["allocation_id", "secondary_allocation_ids"],
  public: ["secondary_private_ip_address_count"],
};

/** IPv4 blocks of a VPC, with those that were added to it. */
const blocksOfVpc = ({ others }: AskedChange, vpc: ObjectValue) =>
  [
    vpc.cidr_block,
    ...others("aws_vpc_ipv4_cidr_block_association")
      .filter(({ vpc_id }) => vpc_id === vpc.id)
      .map(({ cidr_block }) => cidr_block),
  ].flatMap((block) => ipv4Block(block) ?? []);

function subnetProblem(change: AskedChange): string | undefined {
  const { planned, prior, others, region } = change;
  const zone = knownText(planned.availability_zone);
  if (zone !== undefined && !zone.startsWith(region))
    return `InvalidParameterValue: Value (${zone}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${["a", "b", "c"].map((letter) => region + letter).join(", ")}.`;
  const block = ipv4Block(planned.cidr_block);
  if (prior !== null || block === undefined) return undefined;
  const vpc = others("aws_vpc").find(({ id }) => id === planned.vpc_id);
  const ranges = vpc === undefined ? [] : blocksOfVpc(change, vpc);
  const isSized = block.size >= 16 && block.size <= 65_536;
  if (!isSized || (ranges.length > 0 && !ranges.some((range) => isInsideBlock(block, range))))
    return `InvalidSubnet.Range: The CIDR '${String(planned.cidr_block)}' is invalid.`;
  const twin = others("aws_subnet")
    .filter(({ vpc_id }) => vpc_id === planned.vpc_id)
    .flatMap(({ cidr_block }) => ipv4Block(cidr_block) ?? [])
    .some((other) => shareAddresses(block, other));
  return twin
    ? `InvalidSubnet.Conflict: The CIDR '${String(planned.cidr_block)}' conflicts with another subnet`
    : undefined;
}

export const SUBNET_RULES: readonly AwsRule[] = [
  {
    name: "subnet-range",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
    types: ["aws_subnet"],
    apply: subnetProblem,
  },
  {
    name: "second-internet-gateway",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html",
    types: ["aws_internet_gateway", "aws_internet_gateway_attachment"],
    apply({ planned, prior, others }) {
      const vpc = knownText(planned.vpc_id);
      if (vpc === undefined || (prior !== null && prior.vpc_id === vpc)) return undefined;
      const taken = ["aws_internet_gateway", "aws_internet_gateway_attachment"].flatMap(others);
      return taken.some(({ vpc_id }) => vpc_id === vpc)
        ? `InvalidParameterValue: Network ${vpc} already has an internet gateway attached`
        : undefined;
    },
  },
  {
    name: "peering",
    source: "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html",
    types: ["aws_vpc_peering_connection"],
    apply({ planned, others }) {
      if (planned.vpc_id === planned.peer_vpc_id)
        return `InvalidParameterValue: A VPC peering connection can't be created between ${String(planned.vpc_id)} and itself`;
      const blocks = [planned.vpc_id, planned.peer_vpc_id]
        .map((vpc) => others("aws_vpc").find(({ id }) => id === vpc))
        .map((vpc) => ipv4Block(vpc?.cidr_block));
      const [one, other] = blocks;
      return one !== undefined && other !== undefined && shareAddresses(one, other)
        ? "OperationNotPermitted: Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range"
        : undefined;
    },
  },
  {
    name: "second-block-of-vpc",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
    types: ["aws_vpc_ipv4_cidr_block_association"],
    apply(change) {
      const block = ipv4Block(change.planned.cidr_block);
      const vpc = change.others("aws_vpc").find(({ id }) => id === change.planned.vpc_id);
      if (change.prior !== null || block === undefined || vpc === undefined) return undefined;
      return blocksOfVpc(change, vpc).some((other) => shareAddresses(block, other))
        ? `InvalidVpc.Range: The CIDR '${String(change.planned.cidr_block)}' conflicts with another CIDR of ${String(vpc.id)}`
        : undefined;
    },
  },
  {
    name: "nat-gateway-address",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html",
    types: ["aws_nat_gateway"],
    plan(_, __, config) {
      if (isUnknown(config.connectivity_type)) return undefined;
      const connectivity = knownText(config.connectivity_type) ?? "public";
      const isGiven = (name: string) => !isMissing(config[name]) && !isUnknown(config[name]);
      const refused = NAT_ARGUMENTS_OF_OTHERS[connectivity]?.find(isGiven);
      return refused && `${refused} is not supported with connectivity_type = "${connectivity}"`;
    },
    apply({ planned, prior, others }) {
      const address = knownText(planned.allocation_id);
      if (prior !== null) return undefined;
      if (planned.connectivity_type === "private") return undefined;
      if (planned.availability_mode === "regional") return undefined;
      if (address === undefined) return "MissingParameter: The request must contain the parameter AllocationId";
      return others("aws_nat_gateway").some(({ allocation_id }) => allocation_id === address)
        ? `Resource.AlreadyAssociated: Elastic IP address [${address}] is already associated`
        : undefined;
    },
  },
  {
    name: "flow-log-role",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html",
    types: ["aws_flow_log"],
    apply: ({ planned }) =>
      planned.log_destination_type === "cloud-watch-logs" && knownText(planned.iam_role_arn) === undefined
        ? "InvalidParameter: DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs."
        : undefined,
  },
  {
    name: "peering-of-regions",
    source: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_peering_connection",
    types: ["aws_vpc_peering_connection"],
    apply: ({ planned, prior }) =>
      prior === null && planned.auto_accept === true && knownText(planned.peer_region) !== undefined
        ? "`peer_region` cannot be set whilst `auto_accept` is `true` when creating an EC2 VPC Peering Connection"
        : undefined,
  },
];
