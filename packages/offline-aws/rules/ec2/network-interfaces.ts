import type { ObjectValue } from "../../protocol/values.ts";
import { type AskedChange, type AwsRule, knownText, numberOf, textsOf } from "../rule.ts";
import { ipv4Block, isInsideBlock } from "./cidr.ts";

/** Arguments for groups and for private addresses; each has one of them. */
const GROUPS = ["vpc_security_group_ids", "security_groups"];
const ADDRESSES = ["private_ip", "private_ips", "secondary_private_ips"];

/** EC2 keeps the first four addresses and the last one of each subnet. */
const KEPT_FIRST = 4;

function networkProblem({ type, planned, others }: AskedChange): string | undefined {
  const subnet = others("aws_subnet").find(({ id }) => id === planned.subnet_id);
  const vpc = knownText(subnet?.vpc_id);
  if (subnet === undefined || vpc === undefined) return undefined;
  const asked = GROUPS.flatMap((name) => textsOf(planned[name]));
  const stranger = others("aws_security_group").find(
    ({ id, vpc_id }) => asked.includes(String(id)) && knownText(vpc_id) !== undefined && vpc_id !== vpc,
  );
  if (stranger === undefined) return undefined;
  return type === "aws_instance"
    ? `InvalidParameter: Security group ${String(stranger.id)} and subnet ${String(subnet.id)} belong to different networks.`
    : "InvalidParameterValue: You have specified two resources that belong to different networks.";
}

function addressProblem({ planned, prior, others }: AskedChange): string | undefined {
  const block = ipv4Block(others("aws_subnet").find(({ id }) => id === planned.subnet_id)?.cidr_block);
  if (block === undefined || prior !== null) return undefined;
  for (const address of ADDRESSES.flatMap((name) => [knownText(planned[name]) ?? textsOf(planned[name])].flat())) {
    const asked = ipv4Block(`${address}/32`);
    if (asked === undefined) continue;
    if (!isInsideBlock(asked, block))
      return `InvalidParameterValue: Address ${address} does not fall within the subnet's address range`;
    if (asked.first < block.first + KEPT_FIRST || asked.first === block.first + block.size - 1)
      return `InvalidParameterValue: Address ${address} is in subnet's reserved address range`;
  }
  return undefined;
}

/** An address that something else in the subnet has; an instance has those of the network interfaces that it is made with. */
function takenAddress({ planned, prior, others }: AskedChange): string | undefined {
  if (prior !== null) return undefined;
  const addressesOf = (each: ObjectValue) =>
    ADDRESSES.flatMap((name) => [knownText(each[name]) ?? textsOf(each[name])].flat());
  const asked = addressesOf(planned);
  const taken = ["aws_network_interface", "aws_instance", "aws_nat_gateway"]
    .flatMap(others)
    .filter(({ subnet_id }) => subnet_id === planned.subnet_id)
    .flatMap(addressesOf);
  return asked.find((address) => taken.includes(address));
}

export const NETWORK_INTERFACE_RULES: readonly AwsRule[] = [
  {
    name: "taken-address",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkInterface.html",
    types: ["aws_network_interface", "aws_instance", "aws_nat_gateway"],
    apply(change) {
      const address = takenAddress(change);
      return address === undefined ? undefined : `InvalidIPAddress.InUse: Address ${address} is in use.`;
    },
  },
  {
    name: "zone-of-attachment",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/network-interface-attachments.html",
    types: ["aws_network_interface_attachment"],
    apply({ planned, others }) {
      const zoneOf = (type: string, id: unknown) => {
        const subnet = others(type).find((each) => each.id === id)?.subnet_id;
        return knownText(others("aws_subnet").find((each) => each.id === subnet)?.availability_zone);
      };
      const zones = [
        zoneOf("aws_instance", planned.instance_id),
        zoneOf("aws_network_interface", planned.network_interface_id),
      ];
      return zones.includes(undefined) || zones[0] === zones[1]
        ? undefined
        : "InvalidParameterCombination: You may not attach a network interface to an instance if they are not in the same availability zone";
    },
  },
  {
    name: "networks-of-interface",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html",
    types: ["aws_instance", "aws_network_interface"],
    apply: networkProblem,
  },
  {
    name: "addresses-of-interface",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
    types: ["aws_instance", "aws_network_interface", "aws_nat_gateway"],
    apply: addressProblem,
  },
  {
    name: "index-of-attachment",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachNetworkInterface.html",
    types: ["aws_network_interface_attachment"],
    apply({ planned, prior, others }) {
      const index = planned.device_index;
      const isTaken =
        (index === 0 && others("aws_instance").some(({ id }) => id === planned.instance_id)) ||
        others("aws_network_interface_attachment").some(
          (each) => each.instance_id === planned.instance_id && each.device_index === index,
        );
      if (prior !== null) return undefined;
      if (isTaken)
        return `InvalidParameterValue: Instance '${String(planned.instance_id)}' already has an interface attached at device index '${String(index)}'.`;
      return others("aws_network_interface_attachment").some(
        (each) => each.network_interface_id === planned.network_interface_id,
      )
        ? `InvalidNetworkInterface.InUse: Interface: [${String(planned.network_interface_id)}] in use.`
        : undefined;
    },
  },
  {
    name: "ipv6-of-interface",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssignIpv6Addresses.html",
    types: ["aws_instance", "aws_network_interface"],
    apply({ planned, prior, others, existed }) {
      const subnet = others("aws_subnet").find(({ id }) => id === planned.subnet_id);
      const isAsked = (numberOf(planned.ipv6_address_count) ?? 0) > 0 || textsOf(planned.ipv6_addresses).length > 0;
      return prior === null &&
        isAsked &&
        subnet !== undefined &&
        !existed(subnet) &&
        knownText(subnet.ipv6_cidr_block) === undefined
        ? `InvalidParameterValue: The subnet ${String(subnet.id)} does not have an IPv6 CIDR block`
        : undefined;
    },
  },
];
