import type { ObjectValue } from "../../protocol/values.ts";
import { type AskedChange, type AwsRule, blocksOf, knownText, numberOf, textsOf } from "../rule.ts";
import { networkBlockProblem } from "./cidr.ts";

const RULE_TYPES: Readonly<Record<string, string>> = {
  aws_vpc_security_group_ingress_rule: "ingress",
  aws_vpc_security_group_egress_rule: "egress",
};

const PAGE = "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html";

/** One rule as EC2 sees it: a protocol, its ports, and the peers, of which each counts. */
interface Permission {
  protocol: string;
  from?: number;
  to?: number;
  peers: string[];
}

const NAMES: Readonly<Record<string, string>> = { "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6", all: "-1" };
const isNumbered = (protocol: string) => /^\d{1,3}$/.test(protocol) && Number(protocol) <= 255;

function permissionOf(rule: ObjectValue): Permission {
  const protocol = String(rule.ip_protocol ?? rule.protocol ?? "").toLowerCase();
  const [from, to] = [numberOf(rule.from_port), numberOf(rule.to_port)];
  return {
    protocol: NAMES[protocol] ?? protocol,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    peers: [
      ...[
        "cidr_ipv4",
        "cidr_ipv6",
        "prefix_list_id",
        "referenced_security_group_id",
        "source_security_group_id",
      ].flatMap((name) => knownText(rule[name]) ?? []),
      ...["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "security_groups"].flatMap((name) =>
        textsOf(rule[name]),
      ),
      ...(rule.self === true ? ["self"] : []),
    ],
  };
}

/** What EC2 says of the protocol and the ports of a rule. */
function portProblem({ protocol, from, to }: Permission): string | undefined {
  if (!["tcp", "udp", "icmp", "icmpv6", "-1"].includes(protocol) && !isNumbered(protocol))
    return `InvalidParameterValue: Invalid value '${protocol}' for IP protocol. Unknown protocol.`;
  if (
    ["icmp", "icmpv6"].includes(protocol) &&
    [from, to].some((each) => each !== undefined && (each < -1 || each > 255))
  )
    return `InvalidParameterValue: ICMP type and code must be between -1 and 255, not ${from} and ${to}`;
  if (!["tcp", "udp"].includes(protocol)) return undefined;
  if (from === undefined || to === undefined)
    return "InvalidParameterValue: Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.";
  const isPort = (port: number) => port >= 0 && port <= 65_535;
  return from > to || !isPort(from) || !isPort(to)
    ? `InvalidParameterValue: Invalid TCP/UDP port range (${from}:${to})`
    : undefined;
}

const keysOf = ({ protocol, from, to, peers }: Permission) =>
  peers.map((peer) => `${protocol} ${protocol === "-1" ? "" : `${from}-${to}`} ${peer}`);

/** Most rules in a direction, which the quota counts for each address family and peer. */
const MAX_RULES = 60;
const LIMIT = "RulesPerSecurityGroupLimitExceeded: The maximum number of rules per security group has been reached.";
const isIpv6 = (key: string) => key.slice(key.lastIndexOf(" ")).includes(":");
const isTooMany = (keys: readonly string[]) =>
  [true, false].some((ipv6) => keys.filter((key) => isIpv6(key) === ipv6).length > MAX_RULES);

/** The group and the direction of a rule that is a separate resource. */
const placeOf = (type: string, rule: ObjectValue) =>
  `${String(rule.security_group_id)} ${RULE_TYPES[type] ?? String(rule.type)}`;

function singleProblem({ type, planned, prior, others }: AskedChange): string | undefined {
  const permission = permissionOf(planned);
  const problem = portProblem(permission);
  if (problem !== undefined) return problem;
  if (
    permission.protocol === "-1" &&
    type !== "aws_security_group_rule" &&
    permission.from !== undefined &&
    permission.from !== -1
  )
    return "InvalidParameterValue: You may not specify all protocols and specific ports. Please specify each protocol and port range combination individually, or all protocols and no port range.";
  if (prior !== null) return undefined;
  const types = [...Object.keys(RULE_TYPES), "aws_security_group_rule"];
  const siblings = types.flatMap((each) =>
    others(each).filter((rule) => placeOf(each, rule) === placeOf(type, planned)),
  );
  const taken = siblings.flatMap((rule) => keysOf(permissionOf(rule)));
  if (keysOf(permission).some((key) => taken.includes(key)))
    return `InvalidPermission.Duplicate: the specified rule "peer: ${permission.peers.join(", ")}, ${permission.protocol.toUpperCase()}, from port: ${permission.from ?? ""}, to port: ${permission.to ?? ""}, ALLOW" already exists`;
  return isTooMany([...taken, ...keysOf(permission)]) ? LIMIT : undefined;
}

/** Refuses to name a group of a VPC that is not peered, as far as this cloud knows. */
function peerProblem({ planned, others }: AskedChange): string | undefined {
  const vpcOf = (id: unknown) => others("aws_security_group").find((group) => group.id === id)?.vpc_id;
  const [own, peer] = [
    vpcOf(planned.security_group_id),
    vpcOf(planned.referenced_security_group_id ?? planned.source_security_group_id),
  ];
  const connects = ({ vpc_id, peer_vpc_id }: ObjectValue) =>
    [vpc_id, peer_vpc_id].includes(own) && [vpc_id, peer_vpc_id].includes(peer);
  const isPeered = others("aws_vpc_peering_connection").some(connects) || others("aws_ec2_transit_gateway").length > 0;
  return own !== undefined && peer !== undefined && own !== peer && !isPeered
    ? "InvalidGroup.NotFound: You have specified two resources that belong to different networks."
    : undefined;
}

export const SECURITY_GROUP_RULES: readonly AwsRule[] = [
  {
    name: "blocks-of-rules",
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_security_group.go",
    types: ["aws_security_group", "aws_default_security_group", "aws_security_group_rule"],
    validate: (config) =>
      [config, ...blocksOf(config.ingress), ...blocksOf(config.egress)]
        .flatMap(({ cidr_blocks }) => textsOf(cidr_blocks))
        .map(networkBlockProblem)
        .find((problem) => problem !== undefined),
  },
  {
    name: "security-group-rule",
    source: PAGE,
    types: [...Object.keys(RULE_TYPES), "aws_security_group_rule"],
    apply: (change) => singleProblem(change) ?? peerProblem(change),
  },
  {
    name: "security-group-rules",
    source: PAGE,
    types: ["aws_security_group", "aws_default_security_group"],
    apply({ planned }) {
      if (
        planned.name === "default" &&
        knownText(planned.vpc_id) !== undefined &&
        !("default_route_table_id" in planned)
      )
        if (planned.revoke_rules_on_delete !== undefined && planned.description !== "default VPC security group")
          return "InvalidParameterValue: Cannot use reserved security group name: default";
      for (const direction of ["ingress", "egress"]) {
        const permissions = blocksOf(planned[direction]).map(permissionOf);
        const all = permissions.find(
          ({ protocol, from, to }) => protocol === "-1" && ((from ?? 0) > 0 || (to ?? 0) > 0),
        );
        if (all !== undefined)
          return `InvalidParameterValue: from_port (${all.from}) and to_port (${all.to}) must both be 0 to use the 'ALL' "-1" protocol!`;
        const problem = permissions.map(portProblem).find((each) => each !== undefined);
        if (problem !== undefined) return problem;
        if (isTooMany(permissions.flatMap(keysOf))) return LIMIT;
      }
      return undefined;
    },
  },
  {
    name: "description-of-rule",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html",
    types: [...Object.keys(RULE_TYPES), "aws_security_group_rule", "aws_security_group"],
    apply({ planned, type }) {
      const rules =
        type === "aws_security_group" ? [...blocksOf(planned.ingress), ...blocksOf(planned.egress)] : [planned];
      return rules.some(({ description }) => !GROUP_TEXT.test(knownText(description) ?? ""))
        ? `InvalidParameterValue: Invalid rule description. ${VALID_TEXTS}`
        : undefined;
    },
  },
  {
    name: "security-group-texts",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html",
    types: ["aws_security_group"],
    apply({ planned, prior }) {
      const [name, description] = [knownText(planned.name), knownText(planned.description)];
      if (prior !== null) return undefined;
      if (name !== undefined && !GROUP_TEXT.test(name))
        return `InvalidParameterValue: Invalid security group name. ${VALID_TEXTS}`;
      return description === undefined || GROUP_TEXT.test(description)
        ? undefined
        : `InvalidParameterValue: Invalid security group description. ${VALID_TEXTS}`;
    },
  },
];

/** Characters of names and descriptions of a group in a VPC. */
const GROUP_TEXT = /^[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]{0,255}$/;
const VALID_TEXTS =
  "Valid texts are strings less than 256 characters from the following set: a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*";
