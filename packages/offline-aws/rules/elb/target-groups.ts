import type { ObjectValue } from "../../protocol/values.ts";
import { ipv4Block, isInsideBlock } from "../ec2/cidr.ts";
import { type AskedChange, type AwsRule, blockOf, knownText, numberOf } from "../rule.ts";

const PAGE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html";

/** Codes that a matcher may name: `200`, `200,202` or `200-299`. */
function codesOf(matcher: string): number[] | undefined {
  if (!/^\d{1,3}(-\d{1,3})?(,\d{1,3}(-\d{1,3})?)*$/.test(matcher)) return undefined;
  return matcher.split(/[,-]/).map(Number);
}

const isLayer7 = (protocol: unknown) => ["HTTP", "HTTPS"].includes(String(protocol));

function healthProblem(planned: ObjectValue): string | undefined {
  const check = blockOf(planned.health_check);
  const matcher = knownText(check.matcher);
  const isGrpc = planned.protocol_version === "GRPC";
  const [low, high] = isGrpc
    ? [0, 99]
    : isLayer7(planned.protocol) || planned.target_type === "lambda"
      ? [200, 499]
      : [200, 599];
  if (matcher !== undefined) {
    const codes = codesOf(matcher);
    if (codes === undefined || codes.some((code) => code < low || code > high))
      return `ValidationError: Health check matcher ${isGrpc ? "GRPC" : "HTTP"} code '${matcher}' must be within '${low}-${high}'`;
  }
  const [interval, timeout] = [numberOf(check.interval), numberOf(check.timeout)];
  if (interval !== undefined && timeout !== undefined && timeout >= interval && isLayer7(planned.protocol))
    return `ValidationError: Health check interval must be greater than the timeout.`;
  return undefined;
}

const STICKINESS: readonly (readonly [protocols: RegExp, types: RegExp])[] = [
  [/^HTTPS?$/, /^(lb|app)_cookie$/],
  [/^(TCP|UDP|TCP_UDP|TLS|QUIC|TCP_QUIC)$/, /^source_ip$/],
  [/^GENEVE$/, /^source_ip_/],
];

/** Whether an IPv4 address is in none of the blocks of a target group's VPC; of one that was there before not all may be listed. */
function isOutside(target: string, group: ObjectValue, { others, existed }: AskedChange): boolean {
  const vpc = others("aws_vpc").find(({ id }) => id === group.vpc_id);
  const address = ipv4Block(`${target}/32`);
  if (vpc === undefined || existed(vpc) || address === undefined) return false;
  const added = others("aws_vpc_ipv4_cidr_block_association").filter(({ vpc_id }) => vpc_id === vpc.id);
  return ![vpc, ...added]
    .flatMap(({ cidr_block }) => ipv4Block(cidr_block) ?? [])
    .some((block) => isInsideBlock(address, block));
}

export const TARGET_GROUP_RULES: readonly AwsRule[] = [
  {
    name: "target-group-needs",
    source: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_target_group",
    types: ["aws_lb_target_group"],
    plan(planned) {
      if (planned.target_type === "lambda") return undefined;
      const missing = ["port", "protocol", "vpc_id"].find(
        (name) => planned[name] === null || planned[name] === undefined,
      );
      if (missing !== undefined && typeof planned.target_type === "string")
        return `Attribute "${missing}" must be specified when "target_type" is "${planned.target_type}".`;
      return undefined;
    },
  },
  {
    name: "health-check-of-connections",
    source: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_target_group",
    types: ["aws_lb_target_group"],
    plan(planned, _, config) {
      const check = blockOf(config.health_check);
      if (knownText(check.protocol)?.toUpperCase() !== "TCP") return undefined;
      if (isLayer7(planned.protocol) || planned.target_type === "lambda")
        return `Attribute "health_check.protocol" cannot be "TCP" when "protocol" is "${String(planned.protocol)}".`;
      const wrong = ["matcher", "path"].find((name) => knownText(check[name]) !== undefined);
      return wrong === undefined
        ? undefined
        : `Attribute "health_check.${wrong}" cannot be specified when "health_check.protocol" is "TCP".`;
    },
  },
  {
    name: "slow-start",
    source: PAGE,
    types: ["aws_lb_target_group"],
    validate({ slow_start }) {
      const value = numberOf(slow_start);
      return value === undefined || value === 0 || (value >= 30 && value <= 900)
        ? undefined
        : `expected slow_start to be in the range (30 - 900), got ${value}`;
    },
  },
  {
    name: "health-check",
    source: PAGE,
    types: ["aws_lb_target_group"],
    apply: ({ planned }) => healthProblem(planned),
  },
  {
    name: "stickiness",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html",
    types: ["aws_lb_target_group"],
    apply({ planned }) {
      const stickiness = blockOf(planned.stickiness);
      const [, allowed] = STICKINESS.find(([protocols]) => protocols.test(String(planned.protocol))) ?? [];
      if (stickiness.enabled !== true || allowed === undefined || knownText(stickiness.type) === undefined)
        return undefined;
      if (stickiness.type === "app_cookie" && knownText(stickiness.cookie_name) === undefined)
        return "InvalidConfigurationRequest: The cookie name is required for app_cookie stickiness";
      return allowed.test(String(stickiness.type))
        ? undefined
        : `InvalidConfigurationRequest: Stickiness type '${String(stickiness.type)}' is not supported for target groups with the ${String(planned.protocol)} protocol`;
    },
  },
  {
    name: "target",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetDescription.html",
    types: ["aws_lb_target_group_attachment"],
    apply(change) {
      const { planned, others } = change;
      const group = others("aws_lb_target_group").find(({ arn }) => arn === planned.target_group_arn);
      const target = String(planned.target_id);
      if (group?.target_type === "instance" && !/^i-[0-9a-f]{8,17}$/.test(target))
        return `ValidationError: Instance ID '${target}' is not valid`;
      if (group?.target_type === "ip" && !/^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f:]+:[0-9a-f:]*)$/i.test(target))
        return `ValidationError: The IP address '${target}' is not a valid IPv4 address`;
      if (group?.target_type === "ip" && planned.availability_zone !== "all" && isOutside(target, group, change))
        return `ValidationError: The IP address '${target}' is not within the VPC of the target group: the Availability Zone must be 'all'`;
      if (group?.target_type === "lambda" && !target.startsWith("arn:"))
        return `ValidationError: '${target}' is not a valid Lambda function ARN`;
      return undefined;
    },
  },
  {
    name: "target-groups-of-auto-scaling",
    source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/attach-load-balancer-asg.html",
    types: ["aws_autoscaling_attachment", "aws_autoscaling_group"],
    apply({ planned, others }) {
      const named = [
        planned.lb_target_group_arn,
        ...(Array.isArray(planned.target_group_arns) ? planned.target_group_arns : []),
      ];
      const wrong = others("aws_lb_target_group").find(
        ({ arn, target_type }) => named.includes(arn as string) && target_type !== "instance",
      );
      return wrong === undefined
        ? undefined
        : `ValidationError: Provided Target Groups '${String(wrong.arn)}' have target type ${String(wrong.target_type)}: only target groups with target type instance can be attached to an Auto Scaling group`;
    },
  },
];
