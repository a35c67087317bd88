import { type AskedChange, type AwsRule, blocksOf, knownText, repeated } from "../rule.ts";

const PAGE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html";

/** Elastic IP addresses of what there is besides: they serve one thing at a time. */
function takenAddresses({ others }: AskedChange): string[] {
  const known = (value: unknown) => knownText(value as never) ?? [];
  return [
    ...others("aws_nat_gateway").flatMap(({ allocation_id }) => known(allocation_id)),
    ...others("aws_eip_association").flatMap(({ allocation_id }) => known(allocation_id)),
    ...others("aws_lb").flatMap(({ subnet_mapping }) =>
      blocksOf(subnet_mapping).flatMap((each) => known(each.allocation_id)),
    ),
  ];
}

function mappingProblem(change: AskedChange): string | undefined {
  const { planned, prior } = change;
  const mappings = blocksOf(planned.subnet_mapping);
  const addresses = mappings.flatMap(({ allocation_id }) => knownText(allocation_id) ?? []);
  const hasPrivate = mappings.some(({ private_ipv4_address }) => knownText(private_ipv4_address) !== undefined);
  if (planned.load_balancer_type === "application")
    return hasPrivate
      ? "You cannot specify private IPv4 addresses for load balancers of type 'application'"
      : undefined;
  if (addresses.length > 0 && planned.internal === true)
    return "You cannot specify Elastic IP addresses for internal load balancers";
  if (hasPrivate && planned.internal !== true)
    return "You can specify private IPv4 addresses for internal load balancers only";
  if (addresses.length > 0 && addresses.length < mappings.length)
    return "You must specify an Elastic IP address for each subnet, or for none";
  return repeated(addresses) !== undefined ||
    (prior === null && addresses.some((each) => takenAddresses(change).includes(each)))
    ? "One or more Elastic IP addresses are already in use"
    : undefined;
}

export const BALANCER_ADDRESS_RULES: readonly AwsRule[] = [
  {
    name: "addresses-of-load-balancer",
    source: PAGE,
    types: ["aws_lb"],
    apply(change) {
      const problem = mappingProblem(change);
      return problem === undefined ? undefined : `InvalidConfigurationRequest: ${problem}`;
    },
  },
  {
    name: "address-type",
    source: PAGE,
    types: ["aws_lb"],
    apply: ({ planned }) =>
      planned.ip_address_type === "dualstack-without-public-ipv4" &&
      (planned.internal === true || planned.load_balancer_type !== "application")
        ? "InvalidConfigurationRequest: The IP address type 'dualstack-without-public-ipv4' is supported for internet-facing Application Load Balancers only"
        : undefined,
  },
  {
    name: "address-of-association",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateAddress.html",
    types: ["aws_eip_association", "aws_nat_gateway"],
    apply(change) {
      const { planned, prior } = change;
      const address = knownText(planned.allocation_id);
      return prior === null &&
        address !== undefined &&
        planned.allow_reassociation !== true &&
        takenAddresses(change).includes(address)
        ? `Resource.AlreadyAssociated: resource ${address} is already associated with another address or resource`
        : undefined;
    },
  },
];
