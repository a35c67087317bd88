import { type AwsRule, blocksOf, numberOf, repeated } from "../rule.ts";

/** What WAF keeps in us-east-1 only where it is for CloudFront. */
const SCOPED = ["aws_wafv2_web_acl", "aws_wafv2_rule_group", "aws_wafv2_ip_set", "aws_wafv2_regex_pattern_set"];

const invalid = (reason: string, field: string, parameter: string) =>
  `WAFInvalidParameterException: Error reason: ${reason}, field: ${field}, parameter: ${parameter}`;

export const FIREWALL_RULES: readonly AwsRule[] = [
  {
    name: "firewall-priorities",
    // "The priorities don't need to be consecutive, but they must all be different."
    source: "https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html",
    types: ["aws_wafv2_web_acl", "aws_wafv2_rule_group"],
    apply({ planned }) {
      const twice = repeated(blocksOf(planned.rule).flatMap(({ priority = null }) => numberOf(priority) ?? []));
      return twice === undefined ? undefined : invalid("Rules must have different priorities.", "RULE", String(twice));
    },
  },
  {
    name: "firewall-scope",
    // "To work with CloudFront, you must also specify the Region US East (N. Virginia)."
    source: "https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html",
    types: SCOPED,
    apply: ({ planned, region }) =>
      planned.scope === "CLOUDFRONT" && region !== "us-east-1"
        ? invalid("The scope is not valid.", "SCOPE_VALUE", "CLOUDFRONT")
        : undefined,
  },
  {
    name: "firewall-of-region",
    // "You can use this for regional resources only": a distribution names its web ACL itself.
    source: "https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html",
    types: ["aws_wafv2_web_acl_association"],
    apply({ planned, others }) {
      const acl = others("aws_wafv2_web_acl").find(({ arn }) => arn === planned.web_acl_arn);
      return acl?.scope === "CLOUDFRONT"
        ? invalid("The ARN isn't valid.", "RESOURCE_ARN", String(planned.resource_arn))
        : undefined;
    },
  },
];
