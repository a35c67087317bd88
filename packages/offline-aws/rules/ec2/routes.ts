import type { ObjectValue } from "../../protocol/values.ts";
import { type AskedChange, type AwsRule, blocksOf, knownText } from "../rule.ts";
import { ipv4Block, isInsideBlock, networkBlockProblem } from "./cidr.ts";

const belongs = (others: AskedChange["others"], type: string, id: unknown) =>
  others(type).find((each) => each.id === id);

/** What a route may lead to that has its VPC as an attribute. */
const OTHER_TARGETS = [
  ["egress_only_gateway_id", "aws_egress_only_internet_gateway", "egress-only internet gateway"],
  ["vpc_endpoint_id", "aws_vpc_endpoint", "VPC endpoint"],
] as const;

/** Whether a transit gateway of this cloud is not attached to a VPC; one that was there before may be attached unlisted. */
function isDetached(
  gateway: unknown,
  vpc: unknown,
  { others, existed }: Pick<AskedChange, "others" | "existed">,
): boolean {
  const found = belongs(others, "aws_ec2_transit_gateway", gateway);
  return (
    found !== undefined &&
    !existed(found) &&
    !others("aws_ec2_transit_gateway_vpc_attachment").some(
      (each) => each.transit_gateway_id === gateway && each.vpc_id === vpc,
    )
  );
}

/** The VPC of what a route leads to, with the words that EC2 has for it. */
function targetOf(
  route: ObjectValue,
  others: AskedChange["others"],
): [kind: string, id: string, vpc: unknown] | undefined {
  const gateway = knownText(route.gateway_id);
  if (gateway !== undefined) {
    const found = belongs(others, "aws_internet_gateway", gateway);
    const attached = others("aws_internet_gateway_attachment").find((each) => each.internet_gateway_id === gateway);
    return found === undefined ? undefined : ["network gateway", gateway, knownText(found.vpc_id) ?? attached?.vpc_id];
  }
  const card = belongs(others, "aws_network_interface", route.network_interface_id);
  if (card !== undefined) {
    const subnet = belongs(others, "aws_subnet", card.subnet_id);
    return subnet === undefined ? undefined : ["network interface", String(card.id), subnet.vpc_id];
  }
  for (const [argument, type, kind] of OTHER_TARGETS) {
    const found = belongs(others, type, route[argument]);
    if (found !== undefined) return [kind, String(found.id), found.vpc_id];
  }
  const nat = knownText(route.nat_gateway_id);
  if (nat === undefined) return undefined;
  const subnet = belongs(others, "aws_subnet", belongs(others, "aws_nat_gateway", nat)?.subnet_id);
  return subnet === undefined ? undefined : ["nat gateway", nat, subnet.vpc_id];
}

function routeProblem(
  route: ObjectValue,
  table: ObjectValue | undefined,
  change: Pick<AskedChange, "others" | "existed">,
): string | undefined {
  if (table === undefined) return undefined;
  const { others } = change;
  if (isDetached(route.transit_gateway_id, table.vpc_id, change))
    return `InvalidTransitGatewayID.NotFound: The transitGateway ID '${String(route.transit_gateway_id)}' does not exist.`;
  const target = targetOf(route, others);
  if (target !== undefined) {
    const [kind, id, vpc] = target;
    if (vpc === undefined || vpc === null)
      return `InvalidGatewayID.NotFound: The gateway ID '${id}' does not exist in ${String(table.vpc_id)}`;
    if (vpc !== table.vpc_id)
      return `InvalidParameterValue: route table ${String(table.id)} and ${kind} ${id} belong to different networks`;
  }
  const peering = belongs(others, "aws_vpc_peering_connection", route.vpc_peering_connection_id);
  if (peering !== undefined && ![peering.vpc_id, peering.peer_vpc_id].includes(table.vpc_id as string))
    return `InvalidParameterValue: route table ${String(table.id)} and peering connection ${String(peering.id)} belong to different networks`;
  const destination = ipv4Block(route.destination_cidr_block ?? route.cidr_block);
  const vpc = ipv4Block(belongs(others, "aws_vpc", table.vpc_id)?.cidr_block);
  return destination !== undefined &&
    vpc !== undefined &&
    destination.size === vpc.size &&
    isInsideBlock(destination, vpc) &&
    route.gateway_id !== "local"
    ? `RouteAlreadyExists: The route identified by ${String(route.destination_cidr_block ?? route.cidr_block)} already exists.`
    : undefined;
}

export const ROUTE_RULES: readonly AwsRule[] = [
  {
    name: "destination-of-route",
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_route.go",
    types: ["aws_route", "aws_route_table", "aws_default_route_table"],
    validate: ({ destination_cidr_block, route }) =>
      [destination_cidr_block, ...blocksOf(route).map(({ cidr_block }) => cidr_block)]
        .map(networkBlockProblem)
        .find((each) => each !== undefined),
  },
  {
    name: "route",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html",
    types: ["aws_route"],
    apply: (change) =>
      routeProblem(change.planned, belongs(change.others, "aws_route_table", change.planned.route_table_id), change),
  },
  {
    name: "routes-of-table",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html",
    types: ["aws_route_table", "aws_default_route_table"],
    apply: (change) =>
      blocksOf(change.planned.route)
        .map((route) => routeProblem(route, change.planned, change))
        .find((problem) => problem !== undefined),
  },
  {
    name: "route-table-association",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateRouteTable.html",
    types: ["aws_route_table_association"],
    apply({ planned, others }) {
      const subnet = belongs(others, "aws_subnet", planned.subnet_id);
      const table = belongs(others, "aws_route_table", planned.route_table_id);
      return subnet !== undefined && table !== undefined && subnet.vpc_id !== table.vpc_id
        ? `InvalidParameterValue: Route table ${String(table.id)} and subnet ${String(subnet.id)} belong to different networks`
        : undefined;
    },
  },
];
