import { at } from "../../read/json.ts";
import { CALLERS } from "../callers.ts";
import { ABSENT, isNoneOf, lacks, NO_NEW_ENTRIES, NO_WIDER_NETWORKS, ON, PRESENT } from "../mechanism.ts";
import { control, type ProtectionRule, rulesOf } from "../rule.ts";

const AWS = "https://docs.aws.amazon.com";
const WEB_ACL = /^aws_wafv2_(web_acl|rule_group)$/;
const GROUPS = ["managed_rule_group_statement", "rule_group_reference_statement"];
const CLOUDFRONT = /^aws_cloudfront_distribution$/;

/** What else lets requests through that were stopped on their way. */
export const FIREWALLS: readonly ProtectionRule[] = rulesOf([
  [
    "web-acl-counts",
    WEB_ACL,
    GROUPS.flatMap((group) =>
      ["count", "allow"].map((action) => `rule.statement.${group}.rule_action_override.action_to_use.${action}`),
    ),
    ABSENT,
    "a rule of a group no longer blocks",
    `${AWS}/waf/latest/developerguide/web-acl-rule-group-override-options.html`,
  ],
  [
    "web-acl-counts",
    WEB_ACL,
    GROUPS.map((group) => `rule.statement.${group}.excluded_rule`),
    NO_NEW_ENTRIES,
    "a rule of a group no longer blocks",
    `${AWS}/waf/latest/developerguide/web-acl-rule-group-override-options.html`,
  ],
  [
    "web-acl-allows",
    WEB_ACL,
    "rule.action.allow",
    ABSENT,
    "what the rule names gets past the rules after it",
    `${AWS}/waf/latest/developerguide/web-acl-rule-actions.html`,
  ],
  [
    "web-acl-scope",
    WEB_ACL,
    "rule.statement.managed_rule_group_statement.scope_down_statement",
    ABSENT,
    "the rule looks at fewer requests",
    `${AWS}/waf/latest/developerguide/waf-rule-scope-down-statements.html`,
  ],
  [
    "listener-callers",
    /^aws_(lb|alb)_listener_rule$/,
    "condition",
    CALLERS,
    "requests from other addresses, or without the header, are forwarded",
    `${AWS}/elasticloadbalancing/latest/application/rule-condition-types.html`,
  ],
  [
    "tls-version",
    CLOUDFRONT,
    "origin.custom_origin_config.origin_ssl_protocols",
    lacks("SSLv3", "TLSv1", "TLSv1.1"),
    "requests go on to the origin with older TLS",
    control("CloudFront.10"),
  ],
  [
    "throttling",
    /^aws_api_gateway_method_settings$/,
    ["settings.throttling_rate_limit", "settings.throttling_burst_limit"],
    isNoneOf("-1", "null"),
    "one client may send as many requests as all together",
    `${AWS}/apigateway/latest/developerguide/api-gateway-request-throttling.html`,
  ],
  [
    "throttling",
    /^aws_api_gateway_usage_plan$/,
    ["quota_settings", "throttle_settings"],
    PRESENT,
    "holders of its keys may send as many requests as they want",
    `${AWS}/apigateway/latest/developerguide/api-gateway-api-usage-plans.html`,
  ],
  [
    "health-checked-name",
    /^aws_route53_record$/,
    "health_check_id",
    PRESENT,
    "the name leads to what has failed",
    `${AWS}/Route53/latest/DeveloperGuide/dns-failover.html`,
  ],
  [
    "domain-registration",
    /^aws_route53domains_(registered_)?domain$/,
    ["registrant_privacy", "admin_privacy", "tech_privacy", "billing_privacy"],
    ON,
    "addresses of people are public",
    `${AWS}/Route53/latest/DeveloperGuide/domain-privacy-protection.html`,
  ],
  [
    "domain-registration",
    /^aws_route53domains_(registered_)?domain$/,
    "auto_renew",
    isNoneOf("false"),
    "the domain expires, and others can register it",
    `${AWS}/Route53/latest/DeveloperGuide/domain-renew.html`,
  ],
  [
    "domain-registration",
    /^aws_route53domains_(registered_)?domain$/,
    "name_server",
    NO_NEW_ENTRIES,
    "another server answers for the domain",
    `${AWS}/Route53/latest/DeveloperGuide/domain-name-servers-glue-records.html`,
  ],
  [
    "flow-log",
    /^aws_globalaccelerator_accelerator$/,
    "attributes.flow_logs_enabled",
    ON,
    "its traffic is not recorded",
    `${AWS}/global-accelerator/latest/dg/monitoring-global-accelerator.flow-logs.html`,
  ],
  [
    "api-introspection",
    /^aws_appsync_graphql_api$/,
    "introspection_config",
    isNoneOf("ENABLED", "null"),
    "its schema can be read",
    `${AWS}/appsync/latest/APIReference/API_CreateGraphqlApi.html`,
  ],
  [
    "instance-ports",
    /^aws_lightsail_instance_public_ports$/,
    "port_info.cidr_list_aliases",
    NO_NEW_ENTRIES,
    "a service of AWS may connect to it",
    `${AWS}/lightsail/2016-11-28/api-reference/API_PortInfo.html`,
  ],
  [
    "file-clients",
    /^aws_storagegateway_nfs_file_share$/,
    "client_list",
    NO_WIDER_NETWORKS,
    "another network may mount it",
    `${AWS}/filegateway/latest/files3/edit-nfs-client.html`,
  ],
  [
    "cross-zone",
    /^aws_(lb|elb)$/,
    ["enable_cross_zone_load_balancing", "cross_zone_load_balancing"],
    ON,
    "requests of a zone wait for its targets alone",
    control("ELB.9"),
    // It is always on for an Application Load Balancer, and off is what Terraform writes of it.
    (before) => at(before, "load_balancer_type") !== "application",
  ],
]);
