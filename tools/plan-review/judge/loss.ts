import { at } from "../read/json.ts";
import type { ResourceChange } from "../read/plan-file.ts";
import { actionOf } from "./action.ts";

type Loss = "data" | "key" | "address" | "outage" | "targets" | "nothing";

/** What of AWS is lost for good, or until manual action, when a resource is destroyed. First match counts. */
const LOSSES: readonly (readonly [RegExp, Loss])[] = [
  [
    /^aws_(ebs_volume|ebs_snapshot|efs_file_system|efs_backup|fsx_\w+|s3_bucket|s3_directory_bucket|s3_object|s3_bucket_object)$/,
    "data",
  ],
  [/^aws_(db_instance|db_cluster|rds_cluster|rds_cluster_instance|rds_global_cluster|db_snapshot)$/, "data"],
  [
    /^aws_(dynamodb_((global_)?table|table_item)|docdb_cluster|neptune_cluster|redshift_cluster|timestreamwrite_table)$/,
    "data",
  ],
  [
    /^aws_(elasticache_(cluster|replication_group|serverless_cache)|memorydb_cluster|opensearch_domain|elasticsearch_domain)$/,
    "data",
  ],
  [/^aws_(kinesis_stream|sqs_queue|msk_cluster|mq_broker|cognito_user_pool|lightsail_(database|disk))$/, "data"],
  [
    /^aws_(backup_vault|glacier_vault|cloudwatch_log_(group|stream)|codecommit_repository|ecr_repository|ecrpublic_repository)$/,
    "data",
  ],
  // Findings go with the detector (https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_suspend-disable.html).
  [/^aws_guardduty_detector$/, "data"],
  [
    /^aws_(secretsmanager_secret|secretsmanager_secret_version|ssm_parameter|iam_access_key|key_pair|acmpca_certificate_authority)$/,
    "key",
  ],
  [/^aws_kms_(key|external_key|replica_key)$/, "key"],
  [
    /^aws_(lb|alb|elb|eip|nat_gateway|internet_gateway|egress_only_internet_gateway|vpn_gateway|cloudfront_distribution|globalaccelerator_accelerator)$/,
    "address",
  ],
  [
    /^aws_(route53_zone|route53_record|api_gateway_rest_api|apigatewayv2_api|apprunner_service|lightsail_static_ip)$/,
    "address",
  ],
  [
    /^aws_(service_discovery_\w*namespace|acm_certificate|network_interface|codestarconnections_connection|codeconnections_connection)$/,
    "address",
  ],
  [
    /^aws_(ecs_service|ecs_cluster|ecs_capacity_provider|autoscaling_group|instance|spot_instance_request|lightsail_instance)$/,
    "outage",
  ],
  [
    /^aws_(lb_listener|alb_listener|lambda_function|eks_cluster|eks_node_group|elastic_beanstalk_environment)$/,
    "outage",
  ],
  [
    /^aws_(vpc|subnet|route_table|route|vpc_endpoint|vpc_peering_connection|ec2_transit_gateway\w*|network_acl)$/,
    "outage",
  ],
  [/^docker_(container|image|network|registry_image)$/, "nothing"],
  [/^docker_volume$/, "data"],
  [/^(null_resource|terraform_data|random_\w+|time_\w+|local_(sensitive_)?file)$/, "nothing"],
  // Settings: a new one does what the old one did.
  [/^aws_iam_/, "nothing"],
  [/^aws_(default_)?(security_group|vpc_security_group)\w*$/, "nothing"],
  [/^aws_(lb|alb)_target_group$/, "targets"],
  [/^aws_(lb|alb|elb)_\w+$/, "nothing"],
  [/^aws_(ecs_task_definition|ecs_cluster_capacity_providers|ecs_tag|ecs_account_setting_default)$/, "nothing"],
  [/^aws_(launch_template|launch_configuration|placement_group|autoscaling_\w+|appautoscaling_\w+)$/, "nothing"],
  [/^aws_(cloudwatch_(?!log_)\w+|flow_log|sns_\w+|budgets_\w+|config_config_rule)$/, "nothing"],
  [
    /^aws_(codebuild_\w+|codepipeline\w*|codedeploy_\w+|codestarnotifications_\w+|codecommit_(trigger|approval_rule_\w+))$/,
    "nothing",
  ],
  [/^aws_(cloudtrail|guardduty_detector_feature)$/, "nothing"],
  [/^aws_s3_bucket_(?!object)\w+$/, "nothing"],
  [/^aws_(ecr_\w+_policy|ecr_pull_through_cache_rule|ecr_registry_\w+|kms_alias|kms_grant|kms_key_policy)$/, "nothing"],
  [/^aws_(route_table_association|default_route_table|main_route_table_association|vpc_dhcp_options\w*)$/, "nothing"],
  [/^aws_(wafv2_\w+|service_discovery_service|ssm_(document|association|activation)|scheduler_schedule)$/, "nothing"],
  [/^aws_(lambda_permission|lambda_event_source_mapping|api_gateway_\w+|apigatewayv2_\w+)$/, "nothing"],
  // Without it its principal may do less.
  [
    /^(google_\w+_iam_(member|binding)|azurerm_(role_assignment|key_vault_access_policy)|azuread_(group_member|app_role_assignment|directory_role_(member|assignment))|kubernetes_(cluster_)?role_binding(_v1)?|github_(membership|team_membership|team_repository|repository_collaborator)|gitlab_(project|group)_membership)$/,
    "nothing",
  ],
  // What they let through is for the tables of openings.
  [/^(google_compute_firewall|azurerm_network_security_rule|kubernetes_network_policy(_v1)?)$/, "nothing"],
  [/_(policy|attachment|association|acl|subscription|validation|lifecycle_configuration)$/, "nothing"],
];

const TEXTS: Readonly<Record<Exclude<Loss, "nothing">, string>> = {
  data: "what it holds is lost",
  key: "a secret or key is lost, and what it protects can't be read any more",
  address: "its address is lost, and what points there finds nothing",
  outage: "what runs on it stops",
  targets: "requests find no target until those of the new one are healthy",
};

/**
 * Whether a type has its own entry that says what is lost. Endings that many providers use, such as `_policy`, say
 * nothing of what it allows.
 */
export const isKnownToLoss = (type: string): boolean =>
  LOSSES.some(([pattern]) => pattern.source.startsWith("^") && pattern.test(type));

/** What is lost with a change; undefined if nothing is. Of unknown types the worst is assumed. */
export function lossOf(resource: ResourceChange): string | undefined {
  const action = actionOf(resource);
  if (action === "update" && isShortened(resource)) return "what is older than its new retention is lost";
  if (resource.mode !== "managed" || (action !== "delete" && action !== "replace")) return undefined;
  const [, loss] = LOSSES.find(([type]) => type.test(resource.type)) ?? [];
  if (loss === "nothing") return undefined;
  // A successor has long taken its place, but not what it holds.
  if (resource.deposed !== undefined && loss !== undefined && !["data", "key"].includes(loss)) return undefined;
  if (loss === undefined) return "its content is unknown, so it may be lost";
  // A target group is only deleted when nothing sends requests to it.
  if (loss === "targets" && action === "delete") return undefined;
  const isGap = loss === "outage" || loss === "targets";
  if (isGap && action === "replace" && isCreatedFirst(resource.change.actions)) return undefined;
  return TEXTS[loss];
}

/** Logs are kept for fewer days than before; 0 is forever. */
function isShortened({ type, change }: ResourceChange): boolean {
  if (type !== "aws_cloudwatch_log_group") return false;
  const [before, after] = [change.before, change.after].map((side) => Number(at(side, "retention_in_days") ?? 0));
  return after !== 0 && (before === 0 || (before ?? 0) > (after ?? 0));
}

const isCreatedFirst = (actions: readonly string[]) => actions.indexOf("create") < actions.indexOf("delete");
