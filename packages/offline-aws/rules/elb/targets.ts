import { ipv4Block, isInsideBlock } from "../ec2/cidr.ts";
import { type AskedChange, type AwsRule, blocksOf, knownText, lastPart } from "../rule.ts";

const PRINCIPAL = "elasticloadbalancing.amazonaws.com";

/** The function of an ARN, without its qualifier. */
const functionOf = (arn: string) => arn.split(":")[6];

/** Whether a function of this cloud lets no load balancer call it. */
function refusesBalancers(target: string, { others, existed }: AskedChange): boolean {
  const found = others("aws_lambda_function").find(({ function_name }) => function_name === functionOf(target));
  if (found === undefined || existed(found)) return false;
  return !others("aws_lambda_permission").some(
    ({ function_name, principal }) =>
      principal === PRINCIPAL &&
      [found.function_name, found.arn].some(
        (name) => String(function_name).startsWith(String(name)) || lastPart(function_name) === name,
      ),
  );
}

export const TARGET_RULES: readonly AwsRule[] = [
  {
    name: "function-as-target",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html",
    types: ["aws_lb_target_group_attachment"],
    apply: (change) =>
      refusesBalancers(String(change.planned.target_id), change)
        ? `AccessDenied: elasticloadbalancing principal does not have permission to invoke ${String(change.planned.target_id)} from target group ${String(change.planned.target_group_arn)}`
        : undefined,
  },
  {
    name: "rule-of-listener",
    // "The listener must be associated with an Application Load Balancer."
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html",
    types: ["aws_lb_listener_rule"],
    apply: ({ planned }) =>
      /:listener\/(net|gwy)\//.test(String(planned.listener_arn))
        ? "InvalidConfigurationRequest: Rules are supported for listeners of Application Load Balancers only"
        : undefined,
  },
  {
    name: "private-address-of-load-balancer",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SubnetMapping.html",
    types: ["aws_lb"],
    apply({ planned, prior, others }) {
      for (const { subnet_id, private_ipv4_address } of prior === null ? blocksOf(planned.subnet_mapping) : []) {
        const address = ipv4Block(`${knownText(private_ipv4_address)}/32`);
        const block = ipv4Block(others("aws_subnet").find(({ id }) => id === subnet_id)?.cidr_block);
        if (address !== undefined && block !== undefined && !isInsideBlock(address, block))
          return `InvalidConfigurationRequest: Private IPv4 address '${String(private_ipv4_address)}' is not in the range of subnet '${String(subnet_id)}'`;
      }
      return undefined;
    },
  },
];
