import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Wafv2WebAcl } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import type { WafConfig } from "../../../config/clusters/load-balancer.ts";
import { WebFirewall } from "../../../constructs/load-balancing/web-firewall.ts";
import { reference } from "../../support/reference.ts";
import { Template } from "../../support/template.ts";

const COMMON = "AWSManagedRulesCommonRuleSet";
const BAD_INPUTS = "AWSManagedRulesKnownBadInputsRuleSet";

const firewall = (change: Partial<WafConfig> = {}) =>
  Template.of(
    (scope) =>
      new WebFirewall(scope, "waf", {
        name: "shop",
        loadBalancerArn: "arn:balancer",
        waf: {
          managedRuleGroups: [COMMON, BAD_INPUTS],
          managedRuleActions: {},
          largeBodies: "block",
          logRetentionDays: 30,
          ...change,
        },
      }),
  );

const template = firewall();

const visibility = (metric_name: string) => ({
  cloudwatch_metrics_enabled: true,
  metric_name,
  sampled_requests_enabled: true,
});

const managed = (name: string, priority: number) => ({
  name,
  priority,
  override_action: { none: {} },
  statement: { managed_rule_group_statement: { vendor_name: "AWS", name } },
  visibility_config: visibility(name),
});

const LIMIT = {
  name: "too-many-requests",
  priority: 0,
  action: { block: {} },
  statement: { rate_based_statement: { limit: 1000, aggregate_key_type: "IP", evaluation_window_sec: 300 } },
  visibility_config: visibility("too-many-requests"),
};

test("what no rule blocks comes through", () => {
  expect(template.one(Wafv2WebAcl)).toMatchObject({
    name: "shop",
    scope: "REGIONAL",
    default_action: { allow: {} },
    visibility_config: visibility("shop"),
  });
});

test.each([
  ["groups of AWS, in their order", {}, [managed(COMMON, 1), managed(BAD_INPUTS, 2)]],
  ["a limit before them", { requestsPer5Minutes: 1000 }, [LIMIT, managed(COMMON, 1), managed(BAD_INPUTS, 2)]],
  ["a limit alone", { managedRuleGroups: [], requestsPer5Minutes: 1000 }, [LIMIT]],
])("requests are asked by %s", (_, props, expected) => {
  expect(firewall(props).one(Wafv2WebAcl).rule).toEqual(expected);
});

const ANONYMOUS = "AWSManagedRulesAnonymousIpList";

test.each<
  [
    name: WafConfig["managedRuleGroups"][number],
    given: "block" | "count" | "off" | undefined,
    expected: object | undefined,
  ]
>([
  [COMMON, undefined, { none: {} }],
  [COMMON, "count", { count: {} }],
  [COMMON, "off", undefined],
  [ANONYMOUS, undefined, { count: {} }],
  [ANONYMOUS, "block", { none: {} }],
])("what %s finds, with the action %s, gets %j", (name, given, expected) => {
  const managedRuleActions = given === undefined ? {} : { [name]: given };
  const found = firewall({ managedRuleGroups: [BAD_INPUTS, name], managedRuleActions }).one(Wafv2WebAcl).rule as {
    name: string;
    override_action: object;
  }[];
  expect(found.find((each) => each.name === name)?.override_action).toEqual(expected);
  expect(found[0]?.override_action).toEqual({ none: {} });
});

test("large bodies are counted only by the rule set that blocks them", () => {
  const [first, second] = firewall({ largeBodies: "count" }).one(Wafv2WebAcl).rule as { statement: object }[];
  const counted = { name: "SizeRestrictions_BODY", action_to_use: { count: {} } };
  expect(first?.statement).toEqual({
    managed_rule_group_statement: { vendor_name: "AWS", name: COMMON, rule_action_override: [counted] },
  });
  expect(second?.statement).toEqual({ managed_rule_group_statement: { vendor_name: "AWS", name: BAD_INPUTS } });
});

test("it is in front of the load balancer", () => {
  expect(template.one(Wafv2WebAclAssociation)).toMatchObject({
    resource_arn: "arn:balancer",
    web_acl_arn: reference(Wafv2WebAcl, "web-acl", "arn"),
  });
});

test("its log has the name that WAF takes", () => {
  expect(template.one(CloudwatchLogGroup)).toMatchObject({ name: "aws-waf-logs-shop", retention_in_days: 30 });
  expect(template.one(Wafv2WebAclLoggingConfiguration)).toMatchObject({
    resource_arn: reference(Wafv2WebAcl, "web-acl", "arn"),
    log_destination_configs: [reference(CloudwatchLogGroup, "logs", "arn")],
  });
});

test("only what was blocked or counted is logged", () => {
  expect(template.one(Wafv2WebAclLoggingConfiguration).logging_filter).toEqual({
    default_behavior: "DROP",
    filter: [
      {
        behavior: "KEEP",
        requirement: "MEETS_ANY",
        condition: [{ action_condition: { action: "BLOCK" } }, { action_condition: { action: "COUNT" } }],
      },
    ],
  });
});

test("what callers identify themselves by is not logged", () => {
  expect(template.one(Wafv2WebAclLoggingConfiguration).redacted_fields).toEqual([
    { single_header: { name: "authorization" } },
    { single_header: { name: "cookie" } },
  ]);
});
