import { basedOn as on, type RefusalTable } from "../../../../support/refusable.ts";

const OWN = "123456789012";
const composite = on({ alarm_name: "operations" });
const schedule = on({
  name: "operations",
  schedule_expression: "rate(1 hour)",
  flexible_time_window: [{ mode: "OFF" }],
  target: [{ arn: `arn:aws:sqs:us-east-1:${OWN}:orders`, role_arn: `arn:aws:iam::${OWN}:role/tasks` }],
});
const action = on({ scheduled_action_name: "operations", autoscaling_group_name: "workers", min_size: 0 });
const filter = on({
  name: "third",
  log_group_name: "shop",
  filter_pattern: "",
  destination_arn: `arn:aws:lambda:us-east-1:${OWN}:function:resize`,
});
const oidc = on({ url: "https://issuer.example.com", client_id_list: ["sts.amazonaws.com"] });
const alias = on({ name: "live", function_name: "resize", function_version: "$LATEST" });
const listener = on({ port: 444, protocol: "TLS" });

/** What is watched, scheduled and run, and who may. */
export const OPERATIONS: RefusalTable = {
  subject: "operations",
  mistakes: [
    [
      "an operator that is none",
      "aws_cloudwatch_composite_alarm",
      composite({ alarm_rule: "ALARM(slow) XOR ALARM(slow)" }),
      "apply",
      /ValidationError: AlarmRule/,
    ],
    [
      "alarms without an operator",
      "aws_cloudwatch_composite_alarm",
      composite({ alarm_rule: "ALARM(slow) ALARM(slow)" }),
      "apply",
      /ValidationError: AlarmRule/,
    ],
    [
      "an alarm that is missing",
      "aws_cloudwatch_composite_alarm",
      composite({ alarm_rule: 'ALARM("slow") OR ALARM("ghost")' }),
      "apply",
      /alarms \[ghost\] in the alarm rule do not exist/,
    ],
    [
      "a third subscription",
      "aws_cloudwatch_log_subscription_filter",
      filter(),
      "apply",
      /LimitExceededException: Resource limit exceeded/,
    ],
    [
      "a timezone that is none",
      "aws_scheduler_schedule",
      schedule({ schedule_expression_timezone: "Mars/Olympus" }),
      "apply",
      /ScheduleExpressionTimezone is not valid/,
    ],
    [
      "a flexible window without length",
      "aws_scheduler_schedule",
      schedule({ flexible_time_window: [{ mode: "FLEXIBLE" }] }),
      "apply",
      /MaximumWindowInMinutes must be provided/,
    ],
    [
      "a recurrence in words",
      "aws_autoscaling_schedule",
      action({ recurrence: "every day" }),
      "apply",
      /Given recurrence string: every day is invalid/,
    ],
    [
      "health checks of ALB",
      "aws_autoscaling_group",
      (at) => ({
        max_size: 1,
        min_size: 0,
        vpc_zone_identifier: [at.subnetA ?? null],
        health_check_type: "ALB",
        launch_template: [{ id: at.template ?? null }],
      }),
      "apply",
      /ValidationError: Health check type 'ALB'/,
    ],
    [
      "a third access key",
      "aws_iam_access_key",
      on({ user: "robot" })(),
      "apply",
      /LimitExceeded: Cannot exceed quota for AccessKeysPerUser/,
    ],
    [
      "short passwords",
      "aws_iam_account_password_policy",
      on({ minimum_password_length: 3 })(),
      "apply",
      /'3' at 'minimumPasswordLength' failed/,
    ],
    [
      "a member that is missing",
      "aws_iam_group_membership",
      on({ name: "operations", group: "staff", users: ["ghost"] })(),
      "apply",
      /NoSuchEntity: .*ghost/,
    ],
    [
      "an issuer without TLS",
      "aws_iam_openid_connect_provider",
      oidc({ url: "http://i.example.com" }),
      "validate",
      /HTTPS/,
    ],
    [
      "an issuer twice",
      "aws_iam_openid_connect_provider",
      oidc({ url: "https://login.example.com" }),
      "apply",
      /EntityAlreadyExists: Provider with url https:\/\/login.example.com already exists/,
    ],
    [
      "a version that is not published",
      "aws_lambda_alias",
      alias({ function_version: "7" }),
      "apply",
      /ResourceNotFoundException: Function not found: .*:resize:7/,
    ],
    [
      "a word for container insights",
      "aws_ecs_cluster",
      on({ name: "operations", setting: [{ name: "containerInsights", value: "on" }] })(),
      "apply",
      /InvalidParameterException: .*containerInsights/,
    ],
    [
      "a redirect of a network load balancer",
      "aws_lb_listener",
      (at) => ({
        ...listener({ protocol: "TCP" })(at),
        load_balancer_arn: at.nlb ?? null,
        default_action: [{ type: "redirect", redirect: [{ status_code: "HTTP_301", port: "443", protocol: "HTTPS" }] }],
      }),
      "apply",
      /InvalidLoadBalancerAction/,
    ],
    [
      "a TLS policy that is none",
      "aws_lb_listener",
      (at) => ({
        ...listener({ protocol: "HTTPS", ssl_policy: "ELBSecurityPolicy-Best" })(at),
        load_balancer_arn: at.lb ?? null,
        certificate_arn: `arn:aws:acm:us-east-1:${OWN}:certificate/11111111-2222-4333-a444-555555555555`,
        default_action: [{ type: "forward", target_group_arn: at.targets ?? null }],
      }),
      "apply",
      /SSLPolicyNotFound/,
    ],
    [
      "a domain with a period at its end",
      "aws_acm_certificate",
      on({ domain_name: "example.com.", validation_method: "DNS" })(),
      "validate",
      /cannot end with a period/,
    ],
    [
      "a cluster in one zone",
      "aws_eks_cluster",
      (at) => ({
        name: "operations",
        role_arn: at.role ?? null,
        vpc_config: [{ subnet_ids: [at.subnetA ?? null, at.subnetA2 ?? null] }],
      }),
      "apply",
      /InvalidParameterException: Subnets specified must be in at least two different AZs/,
    ],
    [
      "backups every night",
      "aws_backup_plan",
      on({ name: "operations", rule: [{ rule_name: "r", target_vault_name: "safe", schedule: "every night" }] })(),
      "apply",
      /InvalidParameterValueException: .*every night/,
    ],
  ],
  accepted: [
    [
      "states with brackets and negations",
      "aws_cloudwatch_composite_alarm",
      composite({ alarm_rule: '(ALARM("slow") OR NOT OK(slow)) AND NOT (INSUFFICIENT_DATA(slow) OR FALSE)' }),
    ],
    [
      "a timezone and a flexible window",
      "aws_scheduler_schedule",
      schedule({
        schedule_expression_timezone: "Europe/Amsterdam",
        flexible_time_window: [{ mode: "FLEXIBLE", maximum_window_in_minutes: 15 }],
      }),
    ],
    ["the newest version", "aws_lambda_alias", alias()],
    ["another issuer", "aws_iam_openid_connect_provider", oidc()],
    ["a long password", "aws_iam_account_password_policy", on({ minimum_password_length: 14 })()],
  ],
};
