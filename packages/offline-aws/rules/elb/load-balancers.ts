import { type AskedChange, type AwsRule, blocksOf, knownText, numberOf, repeated, textsOf } from "../rule.ts";

const RANGES: Readonly<Record<string, readonly [name: string, low: number, high: number]>> = {
  idle_timeout: ["idle_timeout.timeout_seconds", 1, 4000],
  client_keep_alive: ["client_keep_alive.seconds", 60, 604_800],
};

function networkProblem({ planned, others }: AskedChange): string | undefined {
  const ids = [
    ...textsOf(planned.subnets),
    ...blocksOf(planned.subnet_mapping).flatMap(({ subnet_id }) => knownText(subnet_id) ?? []),
  ];
  const isApplication = planned.load_balancer_type === "application";
  if (isApplication && new Set(ids).size < 2 && ids.length > 0)
    return "ValidationError: At least two subnets in two different Availability Zones must be specified";
  const subnets = others("aws_subnet").filter(({ id }) => ids.includes(String(id)));
  if (repeated(subnets.map(({ availability_zone }) => String(availability_zone))) !== undefined)
    return "InvalidConfigurationRequest: A load balancer cannot be attached to multiple subnets in the same Availability Zone";
  const vpc = subnets[0]?.vpc_id;
  if (subnets.some(({ vpc_id }) => vpc_id !== vpc))
    return "InvalidConfigurationRequest: All subnets must belong to the same VPC";
  const groups = textsOf(planned.security_groups);
  const stranger = others("aws_security_group").find(
    ({ id, vpc_id }) => groups.includes(String(id)) && vpc !== undefined && vpc_id !== vpc,
  );
  return stranger === undefined ? undefined : "InvalidConfigurationRequest: One or more security groups are invalid";
}

export const BALANCER_REFUSALS: readonly AwsRule[] = [
  {
    name: "load-balancer-name",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html",
    types: ["aws_lb"],
    validate: ({ name }) =>
      knownText(name)?.startsWith("internal-")
        ? `"name" cannot begin with "internal-": ${JSON.stringify(name)}`
        : undefined,
  },
  {
    name: "load-balancer-network",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html",
    types: ["aws_lb"],
    apply: networkProblem,
  },
  {
    name: "load-balancer-attributes",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html",
    types: ["aws_lb"],
    apply({ planned }) {
      if (planned.load_balancer_type !== "application") return undefined;
      for (const [argument, [name, low, high]] of Object.entries(RANGES)) {
        const value = numberOf(planned[argument]);
        if (value !== undefined && (value < low || value > high))
          return `InvalidConfigurationRequest: Load balancer attribute value of '${name}' must be between ${low} and ${high}`;
      }
      return undefined;
    },
  },
  {
    name: "groups-of-gateway-load-balancer",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html",
    types: ["aws_lb"],
    apply: ({ planned }) =>
      planned.load_balancer_type === "gateway" && textsOf(planned.security_groups).length > 0
        ? "InvalidConfigurationRequest: Security groups are not supported for load balancers with type 'gateway'"
        : undefined,
  },
];
