import { type AskedChange, type AwsRule, knownText, textsOf } from "../rule.ts";

/** Services that have a gateway endpoint. */
const GATEWAYS = /\.(s3|dynamodb)$/;

/** What follows the name of a service that has no endpoint by itself, or more than one. */
const PARTS: Readonly<Record<string, readonly string[]>> = { ecr: ["api", "dkr"] };

function endpointProblem({ planned, prior, others, region }: AskedChange): string | undefined {
  const service = knownText(planned.service_name) ?? "";
  const named = /^(?:com\.amazonaws|cn\.com\.amazonaws)\.([a-z]{2}(?:-[a-z]+)+-\d)\./.exec(service)?.[1];
  if (named !== undefined && named !== region && knownText(planned.service_region) === undefined)
    return `InvalidServiceName: The Vpc Endpoint Service '${service}' does not exist`;
  const type = knownText(planned.vpc_endpoint_type) ?? "Gateway";
  if (type === "Gateway" && named !== undefined && !GATEWAYS.test(service))
    return "InvalidParameter: Endpoint type (Gateway) does not match available service types ([Interface]).";
  const subnets = others("aws_subnet").filter(({ id }) => textsOf(planned.subnet_ids).includes(String(id)));
  if (type === "Gateway" && textsOf(planned.subnet_ids).length > 0)
    return "InvalidParameter: SubnetIds can't be specified for an endpoint of type Gateway.";
  if (type === "Gateway" && textsOf(planned.security_group_ids).length > 0)
    return "InvalidParameter: SecurityGroupIds can't be specified for an endpoint of type Gateway.";
  if (type === "Interface" && textsOf(planned.route_table_ids).length > 0)
    return "InvalidParameter: RouteTableIds can't be specified for an endpoint of type Interface.";
  if (type === "GatewayLoadBalancer" && textsOf(planned.subnet_ids).length > 1)
    return "InvalidParameter: An endpoint of type GatewayLoadBalancer can have only one subnet.";
  if (type === "Gateway" && planned.private_dns_enabled === true && !service.endsWith(".s3"))
    return "InvalidParameter: Private DNS can't be enabled for an endpoint of type Gateway.";
  const part = /\.(ecr)\.([a-z-]+)$/.exec(service);
  if (part !== null && PARTS[part[1] as string]?.includes(part[2] as string) === false)
    return `InvalidServiceName: The Vpc Endpoint Service '${service}' does not exist`;
  const routed = others("aws_vpc_endpoint").find(
    (each) =>
      each.service_name === service &&
      (each.vpc_endpoint_type ?? "Gateway") === "Gateway" &&
      textsOf(each.route_table_ids).some((id) => textsOf(planned.route_table_ids).includes(id)),
  );
  if (prior === null && type === "Gateway" && routed !== undefined)
    return `RouteAlreadyExists: A route table of the endpoint already has a route with the prefix list of ${service}`;
  const stranger = subnets.find(({ vpc_id }) => vpc_id !== planned.vpc_id);
  if (stranger !== undefined)
    return `InvalidParameter: Subnet ${String(stranger.id)} does not belong to ${String(planned.vpc_id)}.`;
  const table = others("aws_route_table").find(
    ({ id, vpc_id }) => textsOf(planned.route_table_ids).includes(String(id)) && vpc_id !== planned.vpc_id,
  );
  if (table !== undefined)
    return `InvalidRouteTableId.NotFound: The routeTable ID '${String(table.id)}' does not exist in ${String(planned.vpc_id)}`;
  const zones = subnets.map(({ availability_zone }) => String(availability_zone));
  const twin = subnets.find((_, index) => zones.indexOf(zones[index] as string) < index);
  if (twin !== undefined)
    return `DuplicateSubnetsInSameZone: Found another VPC endpoint subnet in the availability zone of ${String(twin.id)}`;
  const groups = others("aws_security_group").filter(({ id }) =>
    textsOf(planned.security_group_ids).includes(String(id)),
  );
  const foreign = groups.find(({ vpc_id }) => vpc_id !== planned.vpc_id);
  if (foreign !== undefined)
    return `InvalidGroup.NotFound: The security group '${String(foreign.id)}' does not exist in VPC '${String(planned.vpc_id)}'`;
  if (planned.private_dns_enabled !== true || type !== "Interface") return undefined;
  const vpc = others("aws_vpc").find(({ id }) => id === planned.vpc_id);
  if (vpc !== undefined && (vpc.enable_dns_support === false || vpc.enable_dns_hostnames === false))
    return `InvalidParameter: Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${String(vpc.id)}`;
  const taken = others("aws_vpc_endpoint").some(
    (each) => each.vpc_id === planned.vpc_id && each.service_name === service && each.private_dns_enabled === true,
  );
  return prior === null && taken
    ? `InvalidParameter: private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${service} in the VPC ${String(planned.vpc_id)}`
    : undefined;
}

export const ENDPOINT_RULES: readonly AwsRule[] = [
  {
    name: "vpc-endpoint",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html",
    types: ["aws_vpc_endpoint"],
    apply: endpointProblem,
  },
  {
    name: "machine",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html",
    types: ["aws_instance", "aws_launch_template"],
    apply({ planned }) {
      const image = knownText(planned.ami ?? planned.image_id);
      if (image !== undefined && !/^(ami-[0-9a-f]{8,17}|resolve:ssm:.+)$/.test(image))
        return `InvalidAMIID.Malformed: Invalid id: "${image}" (expecting "ami-...")`;
      const type = knownText(planned.instance_type);
      return type !== undefined &&
        !/^[a-z0-9-]+\.(nano|micro|small|medium|large|x?large|\d+xlarge|metal(-\d+xl)?)$/.test(type)
        ? `InvalidParameterValue: Invalid value '${type}' for InstanceType.`
        : undefined;
    },
  },
];
