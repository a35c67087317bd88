import { at, isJsonObject, type Json } from "../read/json.ts";
import type { ResourceChange } from "../read/plan-file.ts";
import { isUnknownAt } from "./values.ts";

/** What makes a rule of a security group another one. */
const SECURITY_RULE = [
  "security_group_id",
  "ip_protocol",
  "from_port",
  "to_port",
  "cidr_ipv4",
  "cidr_ipv6",
  "prefix_list_id",
  "referenced_security_group_id",
];

/**
 * Attributes that AWS keeps unique together, within an account and a region unless they name something smaller. From the
 * API references: the create calls answer with …AlreadyExists or Duplicate…, or change what is there (alarms, dashboards,
 * ECS clusters, scalable targets), which the deletion of the old resource then takes away.
 */
const UNIQUE: Readonly<Record<string, readonly string[]>> = {
  aws_lb: ["name"], // DuplicateLoadBalancerName
  aws_lb_target_group: ["name"], // DuplicateTargetGroupName
  aws_lb_listener: ["load_balancer_arn", "port"], // DuplicateListener
  aws_security_group: ["vpc_id", "name"], // InvalidGroup.Duplicate
  aws_vpc_security_group_ingress_rule: SECURITY_RULE, // InvalidPermission.Duplicate
  aws_vpc_security_group_egress_rule: SECURITY_RULE,
  aws_route: ["route_table_id", "destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id"],
  // InvalidChangeBatch; with allow_overwrite it is changed, and then deleted with the old resource
  aws_route53_record: ["zone_id", "name", "type", "set_identifier"],
  aws_route_table_association: ["subnet_id", "gateway_id"], // Resource.AlreadyAssociated
  aws_launch_template: ["name"], // InvalidLaunchTemplateName.AlreadyExistsException
  aws_autoscaling_group: ["name"], // AlreadyExists
  aws_autoscaling_policy: ["autoscaling_group_name", "name"],
  aws_appautoscaling_target: ["service_namespace", "resource_id", "scalable_dimension"],
  aws_appautoscaling_policy: ["service_namespace", "resource_id", "scalable_dimension", "name"],
  aws_ecs_cluster: ["name"],
  aws_ecs_service: ["cluster", "name"], // Creation of service was not idempotent
  aws_ecs_capacity_provider: ["name"],
  aws_service_discovery_http_namespace: ["name"],
  aws_service_discovery_private_dns_namespace: ["vpc", "name"], // ConflictingDomainExists
  aws_iam_role: ["name"], // EntityAlreadyExists
  aws_iam_policy: ["name"],
  aws_iam_instance_profile: ["name"],
  aws_cloudwatch_log_group: ["name"], // ResourceAlreadyExistsException
  aws_cloudwatch_metric_alarm: ["alarm_name"],
  aws_cloudwatch_dashboard: ["dashboard_name"],
  aws_cloudwatch_event_rule: ["event_bus_name", "name"],
  aws_ecr_repository: ["name"], // RepositoryAlreadyExistsException
  aws_s3_bucket: ["bucket"], // BucketAlreadyOwnedByYou
  aws_sns_topic: ["name"],
  aws_codebuild_project: ["name"],
  aws_codecommit_repository: ["repository_name"],
  aws_codedeploy_app: ["name"],
  aws_codedeploy_deployment_group: ["app_name", "deployment_group_name"],
  aws_codepipeline: ["name"],
  aws_secretsmanager_secret: ["name"],
  aws_ssm_parameter: ["name"],
};

/** What AWS keeps unique of a resource on one side of its change, as `aws_iam_role web`; nothing if it is not known. */
export function uniqueKeys({ type, change }: ResourceChange, side: "before" | "after"): string[] {
  const isUnknown = (name: string) => side === "after" && isUnknownAt(change.afterUnknown, name);
  return namesOf(type)?.some(isUnknown) ? [] : uniqueKeysIn(type, change[side]);
}

/** The same of attributes that are known. */
export function uniqueKeysIn(type: string, attributes: Json | undefined): string[] {
  const names = namesOf(type);
  if (names === undefined || !isJsonObject(attributes)) return [];
  const texts = names.map((name) => textOf(at(attributes, name)));
  return texts.every((text) => text === "") ? [] : [`${type} ${texts.join(" ").trim()}`];
}

/** Never what an object inherits: a provider may call a type `constructor`. */
const namesOf = (type: string): readonly string[] | undefined =>
  Object.hasOwn(UNIQUE, type) ? UNIQUE[type] : undefined;

const textOf = (value: Json | undefined): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";
