import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Wafv2WebAcl, type Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import { Construct } from "constructs";
import type { WafConfig } from "../../config/clusters/load-balancer.ts";

export interface WebFirewallProps {
  readonly waf: WafConfig;
  /** 1 to 128 letters, digits, _ and -. */
  readonly name: string;
  readonly loadBalancerArn: string;
}

/** AWS WAF in front of a load balancer. The log holds only what was blocked or counted. */
export class WebFirewall extends Construct {
  constructor(scope: Construct, id: string, props: WebFirewallProps) {
    super(scope, id);
    const acl = new Wafv2WebAcl(this, "web-acl", {
      name: props.name,
      description: "Requests to the load balancer",
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      rule: rules(props.waf),
      visibilityConfig: visibility(props.name),
    });
    new Wafv2WebAclAssociation(this, "association", { resourceArn: props.loadBalancerArn, webAclArn: acl.arn });
    const logs = new CloudwatchLogGroup(this, "logs", {
      name: `aws-waf-logs-${props.name}`, // WAF takes no other beginning
      retentionInDays: props.waf.logRetentionDays,
    });
    new Wafv2WebAclLoggingConfiguration(this, "logging", {
      resourceArn: acl.arn,
      logDestinationConfigs: [logs.arn],
      loggingFilter: {
        defaultBehavior: "DROP",
        filter: [
          {
            behavior: "KEEP",
            requirement: "MEETS_ANY",
            condition: [{ actionCondition: { action: "BLOCK" } }, { actionCondition: { action: "COUNT" } }],
          },
        ],
      },
      redactedFields: ["authorization", "cookie"].map((name) => ({ singleHeader: { name } })),
    });
  }
}

// The rule blocks what is larger than WAF inspects, and behind an Application Load Balancer that is 8 KB, whatever the web
// ACL says (AWS WAF API reference, AssociationConfig; developer guide, core rule set).
const COUNT_LARGE_BODIES = { rule_action_override: [{ name: "SizeRestrictions_BODY", action_to_use: { count: {} } }] };

/** Statements are as Terraform spells them: because they nest without end, the binding passes them as they are. */
function rules({
  managedRuleGroups,
  managedRuleActions,
  requestsPer5Minutes,
  largeBodies,
}: WafConfig): Wafv2WebAclRule[] {
  const managed = managedRuleGroups.flatMap((name, index) => {
    const action = managedRuleActions[name] ?? (name === "AWSManagedRulesAnonymousIpList" ? "count" : "block");
    const countsBodies = name === "AWSManagedRulesCommonRuleSet" && largeBodies === "count";
    if (action === "off") return [];
    return {
      name,
      priority: index + 1,
      overrideAction: action === "count" ? { count: {} } : { none: {} },
      statement: {
        managed_rule_group_statement: { vendor_name: "AWS", name, ...(countsBodies && COUNT_LARGE_BODIES) },
      },
      visibilityConfig: visibility(name),
    };
  });
  if (requestsPer5Minutes === undefined) return managed;
  const limit = {
    name: "too-many-requests",
    priority: 0,
    action: { block: {} },
    statement: {
      rate_based_statement: { limit: requestsPer5Minutes, aggregate_key_type: "IP", evaluation_window_sec: 300 },
    },
    visibilityConfig: visibility("too-many-requests"),
  };
  return [limit, ...managed];
}

const visibility = (metricName: string) => ({
  metricName,
  cloudwatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
});
