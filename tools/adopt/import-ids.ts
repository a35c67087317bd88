import { type Attributes, textIn } from "./attributes.ts";

/**
 * What `terraform import` takes instead of the id, made of arguments: the section Import of each resource in
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs. `{cluster|last}` is what is behind the last slash. The
 * first template counts whose arguments are all there.
 */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  aws_appautoscaling_policy: ["{service_namespace}/{resource_id}/{scalable_dimension}/{name}"],
  aws_appautoscaling_target: ["{service_namespace}/{resource_id}/{scalable_dimension}"],
  aws_autoscaling_group: ["{name}"],
  aws_autoscaling_lifecycle_hook: ["{autoscaling_group_name}/{name}"],
  aws_cloudwatch_dashboard: ["{dashboard_name}"],
  aws_cloudwatch_event_rule: ["{name}"],
  aws_cloudwatch_event_target: ["{rule}/{target_id}"],
  aws_cloudwatch_log_group: ["{name}"],
  aws_cloudwatch_metric_alarm: ["{alarm_name}"],
  aws_codebuild_project: ["{name}"],
  aws_codecommit_approval_rule_template: ["{name}"],
  aws_codecommit_approval_rule_template_association: ["{approval_rule_template_name},{repository_name}"],
  aws_codecommit_repository: ["{repository_name}"],
  aws_codedeploy_app: ["{name}"],
  aws_codedeploy_deployment_config: ["{deployment_config_name}"],
  aws_codedeploy_deployment_group: ["{app_name}:{deployment_group_name}"],
  aws_codepipeline: ["{name}"],
  aws_ecr_lifecycle_policy: ["{repository}"],
  aws_ecr_pull_through_cache_rule: ["{ecr_repository_prefix}"],
  aws_ecr_repository: ["{name}"],
  aws_ecr_repository_policy: ["{repository}"],
  aws_ecs_cluster: ["{name}"],
  aws_ecs_cluster_capacity_providers: ["{cluster_name}"],
  aws_ecs_service: ["{cluster|last}/{name}"],
  aws_ecs_task_definition: ["{arn}"],
  aws_iam_instance_profile: ["{name}"],
  aws_iam_role: ["{name}"],
  aws_iam_role_policy: ["{role}:{name}"],
  aws_iam_role_policy_attachment: ["{role}/{policy_arn}"],
  aws_kms_alias: ["{name}"],
  aws_lb_listener_certificate: ["{listener_arn}_{certificate_arn}"],
  aws_route: ["{route_table_id}_{destination_cidr_block}", "{route_table_id}_{destination_ipv6_cidr_block}"],
  aws_route53_record: ["{zone_id}_{name}_{type}"],
  aws_route_table_association: ["{subnet_id}/{route_table_id}"],
  aws_s3_bucket: ["{bucket}"],
  aws_s3_bucket_lifecycle_configuration: ["{bucket}"],
  aws_s3_bucket_logging: ["{bucket}"],
  aws_s3_bucket_ownership_controls: ["{bucket}"],
  aws_s3_bucket_policy: ["{bucket}"],
  aws_s3_bucket_public_access_block: ["{bucket}"],
  aws_s3_bucket_server_side_encryption_configuration: ["{bucket}"],
  aws_s3_bucket_versioning: ["{bucket}"],
  aws_s3_object: ["{bucket}/{key}"],
  aws_sns_topic_policy: ["{arn}"],
  aws_wafv2_web_acl: ["{id}/{name}/{scope}"],
  aws_wafv2_web_acl_association: ["{web_acl_arn},{resource_arn}"],
  aws_wafv2_web_acl_logging_configuration: ["{resource_arn}"],
};

/** Types that can't be imported, or need not be, and what becomes of them. */
const NOT_IMPORTED: Readonly<Record<string, string>> = {
  aws_acm_certificate_validation: "it is only a wait for a certificate",
  aws_appautoscaling_scheduled_action: "npm run deploy sets it again under its name",
  aws_guardduty_detector_feature: "npm run deploy sets it again in its detector",
  aws_sns_topic_subscription: "npm run deploy subscribes again, and SNS keeps one subscription",
  aws_ssm_activation: "its code is shown once: npm run deploy creates another",
};

/** Types whose import takes what their configuration says, once all of that is known. */
export const NAMED_TYPES: ReadonlySet<string> = new Set(Object.keys(TEMPLATES));

/** Whether a resource of a type is something that exists in AWS and can be imported. */
export const isImportable = (type: string): boolean => type.startsWith("aws_") && !Object.hasOwn(NOT_IMPORTED, type);

/** What `terraform import` takes for a resource; undefined if too little is known of it. */
export function importIdOf(type: string, attributes: Attributes): string | undefined {
  const templates = TEMPLATES[type];
  if (templates === undefined) return textIn(attributes, "id");
  for (const template of templates) {
    const id = filled(template, attributes);
    if (id !== undefined) return id;
  }
  return undefined;
}

function filled(template: string, attributes: Attributes): string | undefined {
  let isKnown = true;
  const text = template.replace(/\{(\w+)(\|last)?\}/g, (_, name: string, last?: string) => {
    const value = textIn(attributes, name);
    if (value === undefined) isKnown = false;
    return last === undefined ? (value ?? "") : (value ?? "").slice((value ?? "").lastIndexOf("/") + 1);
  });
  return isKnown ? text : undefined;
}
