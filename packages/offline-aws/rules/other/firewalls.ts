import { type AwsRule, blockOf, blocksOf, numberOf, repeated, textsOf } from "../rule.ts";

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
    name: "firewall-actions",
    // "You must set either this Action setting or the rule's OverrideAction, but not both."
    source: "https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html",
    types: ["aws_wafv2_web_acl"],
    apply({ planned }) {
      const names = repeated(blocksOf(planned.rule).map(({ name }) => String(name)));
      if (names !== undefined) return invalid("Rules must have different names.", "RULE_NAME", names);
      const wrong = blocksOf(planned.rule).find((rule) => {
        const isGroup = ["managed_rule_group_statement", "rule_group_reference_statement"].some(
          (name) => blocksOf(blockOf(rule.statement)[name]).length > 0,
        );
        const [action, override] = [rule.action, rule.override_action].map((each) => blocksOf(each).length);
        return isGroup ? action !== 0 || override !== 1 : action !== 1 || override !== 0;
      });
      return wrong === undefined
        ? undefined
        : invalid(
            "A reference in your rule statement is not valid: a rule group needs an override action, and any other statement an action.",
            "RULE",
            String(wrong.name),
          );
    },
  },
  {
    name: "expressions-of-set",
    source: "https://docs.aws.amazon.com/waf/latest/developerguide/limits.html",
    types: ["aws_wafv2_regex_pattern_set"],
    apply: ({ planned }) =>
      blocksOf(planned.regular_expression).length > 10
        ? "WAFLimitsExceededException: AWS WAF couldn't perform the operation because you exceeded your resource limit: a set can have at most 10 regular expressions"
        : undefined,
  },
  {
    name: "firewall-logs",
    // "Your log group, bucket and delivery stream names must start with aws-waf-logs-."
    source: "https://docs.aws.amazon.com/waf/latest/APIReference/API_PutLoggingConfiguration.html",
    types: ["aws_wafv2_web_acl_logging_configuration"],
    apply({ planned }) {
      const wrong = textsOf(planned.log_destination_configs).find(
        (arn) => !/[:/]aws-waf-logs-[^:/]*(:\*|\/.*)?$/.test(arn),
      );
      return wrong === undefined
        ? undefined
        : invalid("The ARN isn't valid. Its name must begin with aws-waf-logs-", "LOG_DESTINATION", wrong);
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
