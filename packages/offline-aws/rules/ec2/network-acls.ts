import type { ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blocksOf, knownText, numberOf, repeated, textsOf } from "../rule.ts";

/** What EC2 says of the number and the ports of an entry. */
function entryProblem(number: number | undefined, entry: ObjectValue): string | undefined {
  if (number !== undefined && (number < 1 || number > 32_766))
    return `InvalidParameterValue: Value (${number}) for parameter ruleNumber is invalid. The rule number must be between 1 and 32766.`;
  const [from, to] = [numberOf(entry.from_port), numberOf(entry.to_port)];
  const isTransport = ["tcp", "udp", "6", "17"].includes(String(entry.protocol).toLowerCase());
  if (!isTransport) return undefined;
  if (from === undefined || to === undefined)
    return "InvalidParameterValue: Invalid TCP/UDP port range: both ports are required.";
  return from > to || from < 0 || to > 65_535
    ? `InvalidParameterValue: Invalid TCP/UDP port range (${from}:${to})`
    : undefined;
}

const exists = (number: unknown) =>
  `NetworkAclEntryAlreadyExists: The network acl entry identified by ${String(number)} already exists.`;

export const NETWORK_ACL_RULES: readonly AwsRule[] = [
  {
    name: "network-acl-rule",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html",
    types: ["aws_network_acl_rule"],
    apply({ planned, prior, others }) {
      const problem = entryProblem(numberOf(planned.rule_number), planned);
      if (problem !== undefined || prior !== null) return problem;
      const twin = others("aws_network_acl_rule").some((each) =>
        ["network_acl_id", "rule_number", "egress"].every((name) => each[name] === planned[name]),
      );
      return twin ? exists(planned.rule_number) : undefined;
    },
  },
  {
    name: "network-acl",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html",
    types: ["aws_network_acl", "aws_default_network_acl"],
    apply({ planned, others }) {
      for (const direction of ["ingress", "egress"]) {
        const entries = blocksOf(planned[direction]);
        const problem = entries
          .map((entry) => entryProblem(numberOf(entry.rule_no), entry))
          .find((each) => each !== undefined);
        if (problem !== undefined) return problem;
        const number = repeated(entries.map(({ rule_no }) => numberOf(rule_no)));
        if (number !== undefined) return exists(number);
      }
      const subnets = textsOf(planned.subnet_ids);
      const vpc = knownText(planned.vpc_id);
      const stranger = others("aws_subnet").find(
        ({ id, vpc_id }) => subnets.includes(String(id)) && vpc !== undefined && vpc_id !== vpc,
      );
      return stranger === undefined
        ? undefined
        : `InvalidParameterValue: Network ACL and subnet ${String(stranger.id)} belong to different networks`;
    },
  },
  {
    name: "network-acl-association",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceNetworkAclAssociation.html",
    types: ["aws_network_acl_association"],
    apply({ planned, others }) {
      const vpcOf = (type: string, id: unknown) => knownText(others(type).find((each) => each.id === id)?.vpc_id);
      const [acl, subnet] = [vpcOf("aws_network_acl", planned.network_acl_id), vpcOf("aws_subnet", planned.subnet_id)];
      return acl !== undefined && subnet !== undefined && acl !== subnet
        ? `InvalidParameterValue: Network ACL ${String(planned.network_acl_id)} and subnet ${String(planned.subnet_id)} belong to different networks`
        : undefined;
    },
  },
];
