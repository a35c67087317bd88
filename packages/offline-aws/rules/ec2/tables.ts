import type { ObjectValue } from "../../protocol/values.ts";
import { isUnknown } from "../../protocol/values.ts";
import { type AwsRule, blocksOf, isMissing, knownText, repeated } from "../rule.ts";

const DESTINATIONS = ["cidr_block", "ipv6_cidr_block", "destination_prefix_list_id"];
const TARGETS = [
  "carrier_gateway_id",
  "core_network_arn",
  "egress_only_gateway_id",
  "gateway_id",
  "local_gateway_id",
  "nat_gateway_id",
  "network_interface_id",
  "odb_network_arn",
  "transit_gateway_id",
  "vpc_endpoint_id",
  "vpc_peering_connection_id",
];

/** What the provider says of a route that has none, or more than one, of arguments that exclude each other. */
function choiceProblem(route: ObjectValue, names: readonly string[]): string | undefined {
  if (names.some((name) => isUnknown(route[name] ?? null))) return undefined;
  const given = names.filter((name) => !isMissing(route[name]));
  if (given.length === 1) return undefined;
  const said = names.map((name) => `\`${name}\``).join(", ");
  return given.length === 0 ? `no target specified: one of ${said}` : `more than 1 target specified: one of ${said}`;
}

export const ROUTE_TABLE_RULES: readonly AwsRule[] = [
  {
    name: "routes-in-table",
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_route_table.go",
    types: ["aws_route_table", "aws_default_route_table"],
    apply({ planned }) {
      const routes = blocksOf(planned.route);
      const problem = routes
        .map((route) => choiceProblem(route, DESTINATIONS) ?? choiceProblem(route, TARGETS))
        .find((each) => each !== undefined);
      if (problem !== undefined) return `creating Route Table: ${problem}`;
      const twice = repeated(routes.flatMap((route) => DESTINATIONS.flatMap((name) => knownText(route[name]) ?? [])));
      return twice && `RouteAlreadyExists: The route identified by ${twice} already exists.`;
    },
  },
  {
    name: "main-route-table",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceRouteTableAssociation.html",
    types: ["aws_main_route_table_association"],
    apply({ planned, others }) {
      const table = others("aws_route_table").find(({ id }) => id === planned.route_table_id);
      return table === undefined || table.vpc_id === planned.vpc_id
        ? undefined
        : `InvalidParameterValue: route table ${String(table.id)} and network ${String(planned.vpc_id)} belong to different networks`;
    },
  },
];
