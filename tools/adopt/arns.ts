import type { Listed } from "./existing.ts";
import { typedName } from "./managed.ts";

type Kind = readonly [pattern: RegExp, types: readonly string[], importId?: (match: RegExpExecArray) => string];

const ID = ([, id = ""]: RegExpExecArray) => id;
const EC2 = (name: string, ...types: string[]): Kind => [new RegExp(`^ec2:${name}/(.+)$`), types, ID];

/**
 * Kinds of ARNs that Resource Groups lists, as `SERVICE:RESOURCE`, and what `terraform import` takes for them, by default the ARN
 * (https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/supported-services.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html).
 * Others are not of a stack by themselves: tasks, instances and their volumes and interfaces.
 */
const KINDS: readonly Kind[] = [
  EC2("vpc", "aws_vpc"),
  EC2("subnet", "aws_subnet"),
  EC2("internet-gateway", "aws_internet_gateway"),
  EC2("egress-only-internet-gateway", "aws_egress_only_internet_gateway"),
  EC2("natgateway", "aws_nat_gateway"),
  EC2("elastic-ip", "aws_eip"),
  EC2("route-table", "aws_route_table"),
  EC2("security-group", "aws_security_group", "aws_default_security_group"),
  EC2("security-group-rule", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"),
  EC2("vpc-endpoint", "aws_vpc_endpoint"),
  EC2("vpc-flow-log", "aws_flow_log"),
  EC2("launch-template", "aws_launch_template"),
  [/^elasticloadbalancing:loadbalancer\//, ["aws_lb"]],
  [/^elasticloadbalancing:targetgroup\//, ["aws_lb_target_group"]],
  [/^elasticloadbalancing:listener\//, ["aws_lb_listener"]],
  [/^elasticloadbalancing:listener-rule\//, ["aws_lb_listener_rule"]],
  [/^ecs:cluster\/(.+)$/, ["aws_ecs_cluster"], ID],
  [/^ecs:service\/(.+\/.+)$/, ["aws_ecs_service"], ID],
  [/^ecs:capacity-provider\//, ["aws_ecs_capacity_provider"]],
  [/^ecs:task-definition\//, ["aws_ecs_task_definition"]],
  [/^logs:log-group:(.+?)(?::\*)?$/, ["aws_cloudwatch_log_group"], ID],
  [/^cloudwatch:alarm:(.+)$/, ["aws_cloudwatch_metric_alarm"], ID],
  [/^events:rule\/(.+)$/, ["aws_cloudwatch_event_rule"], ID],
  [/^cloudtrail:trail\//, ["aws_cloudtrail"]],
  [/^guardduty:detector\/([^/]+)$/, ["aws_guardduty_detector"], ID],
  [/^codebuild:project\/(.+)$/, ["aws_codebuild_project"], ID],
  [/^codecommit:(.+)$/, ["aws_codecommit_repository"], ID],
  [/^codedeploy:application:(.+)$/, ["aws_codedeploy_app"], ID],
  [
    /^codedeploy:deploymentgroup:(.+)\/(.+)$/,
    ["aws_codedeploy_deployment_group"],
    ([, app, group]) => `${app}:${group}`,
  ],
  [/^codepipeline:([^/]+)$/, ["aws_codepipeline"], ID],
  [/^(?:codestar-connections|codeconnections):connection\//, ["aws_codestarconnections_connection"]],
  [/^codestar-notifications:notificationrule\//, ["aws_codestarnotifications_notification_rule"]],
  [/^ecr:repository\/(.+)$/, ["aws_ecr_repository"], ID],
  [/^iam:policy\//, ["aws_iam_policy"]],
  [/^iam:instance-profile\/(?:.+\/)?([^/]+)$/, ["aws_iam_instance_profile"], ID],
  [/^kms:key\/(.+)$/, ["aws_kms_key"], ID],
  [/^s3:([^/]+)$/, ["aws_s3_bucket"], ID],
  [/^sns:([^:]+)$/, ["aws_sns_topic"]],
  [/^servicediscovery:namespace\/(.+)$/, ["aws_service_discovery_http_namespace"], ID],
  [/^servicediscovery:service\/(.+)$/, ["aws_service_discovery_service"], ID],
  [/^wafv2:regional\/webacl\/(.+)\/(.+)$/, ["aws_wafv2_web_acl"], ([, name, id]) => `${id}/${name}/REGIONAL`],
  [/^acm:certificate\//, ["aws_acm_certificate"]],
];

/** Types that Resource Groups lists: of these nothing exists that is not in its list. */
export const LISTED_TYPES: ReadonlySet<string> = new Set(KINDS.flatMap(([, types]) => types));

/** What an ARN names; undefined for what no stack makes. */
export function existingOf(arn: string): Listed | undefined {
  const [, , service = "", , , ...resource] = arn.split(":");
  const name = `${service}:${resource.join(":")}`;
  for (const [pattern, types, importId] of KINDS) {
    const match = pattern.exec(name);
    if (match === null) continue;
    const id = importId?.(match) ?? arn;
    return {
      types,
      importId: id,
      names: types.flatMap((type) => [typedName(type, arn), typedName(type, id)]),
      isTagged: true,
    };
  }
  return undefined;
}
