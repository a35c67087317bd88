import { type AwsRule, knownText } from "../rule.ts";

export const NAT_GATEWAY_RULES: readonly AwsRule[] = [
  {
    name: "private-nat-gateway",
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_nat_gateway.go",
    types: ["aws_nat_gateway"],
    plan: (planned, _, config) =>
      planned.connectivity_type === "private" && knownText(config.allocation_id) !== undefined
        ? 'allocation_id is not supported with connectivity_type = "private"'
        : undefined,
  },
];
