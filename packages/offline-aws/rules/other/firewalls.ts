import { type AwsRule, blocksOf, numberOf, repeated } from "../rule.ts";

export const FIREWALL_RULES: readonly AwsRule[] = [
  {
    name: "firewall-priorities",
    // "The priorities don't need to be consecutive, but they must all be different."
    source: "https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html",
    types: ["aws_wafv2_web_acl", "aws_wafv2_rule_group"],
    apply({ planned }) {
      const twice = repeated(blocksOf(planned.rule).flatMap(({ priority = null }) => numberOf(priority) ?? []));
      return twice === undefined
        ? undefined
        : `WAFInvalidParameterException: Error reason: Rules must have different priorities., field: RULE, parameter: ${twice}`;
    },
  },
];
