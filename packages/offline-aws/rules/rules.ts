import type { Cloud } from "../cloud/cloud.ts";
import { limitProblem } from "../limits/limits.ts";
import type { ObjectValue } from "../protocol/values.ts";
import { isZero } from "../provider/equivalence.ts";
import { ACTION_CONFIGURATION_RULES } from "./delivery/action-configuration.ts";
import { BUILD_PART_RULES } from "./delivery/build-parts.ts";
import { CODEBUILD_RULES } from "./delivery/codebuild.ts";
import { CODEDEPLOY_RULES } from "./delivery/codedeploy.ts";
import { CODEPIPELINE_RULES } from "./delivery/codepipeline.ts";
import { REPOSITORY_RULES } from "./delivery/repositories.ts";
import { TRIGGER_RULES } from "./delivery/triggers.ts";
import { WEBHOOK_RULES } from "./delivery/webhooks.ts";
import { ENDPOINT_RULES } from "./ec2/endpoints.ts";
import { FLOW_LOG_RULES } from "./ec2/flow-logs.ts";
import { INSTANCE_RULES } from "./ec2/instances.ts";
import { INTERNET_GATEWAY_RULES } from "./ec2/internet-gateways.ts";
import { KEY_PAIR_RULES } from "./ec2/key-pairs.ts";
import { NAT_GATEWAY_RULES } from "./ec2/nat-gateways.ts";
import { NETWORK_ACL_RULES } from "./ec2/network-acls.ts";
import { NETWORK_INTERFACE_RULES } from "./ec2/network-interfaces.ts";
import { PREFIX_LIST_RULES } from "./ec2/prefix-lists.ts";
import { ROUTE_RULES } from "./ec2/routes.ts";
import { SECURITY_GROUP_RULES } from "./ec2/security-groups.ts";
import { SUBNET_RULES } from "./ec2/subnets.ts";
import { ROUTE_TABLE_RULES } from "./ec2/tables.ts";
import { TRANSIT_GATEWAY_RULES } from "./ec2/transit-gateways.ts";
import { VOLUME_SETTING_RULES } from "./ec2/volume-settings.ts";
import { VOLUME_RULES } from "./ec2/volumes.ts";
import { VPC_BLOCK_RULES } from "./ec2/vpc-blocks.ts";
import { ZONE_RULES } from "./ec2/zones.ts";
import { CAPACITY_RULES } from "./ecs/capacity.ts";
import { CONTAINER_LIMIT_RULES } from "./ecs/container-limits.ts";
import { CONTAINER_LINK_RULES } from "./ecs/container-links.ts";
import { CONTAINER_RULES } from "./ecs/containers.ts";
import { FARGATE_RULES } from "./ecs/fargate.ts";
import { FARGATE_PARAMETER_RULES } from "./ecs/fargate-parameters.ts";
import { PLACEMENT_RULES } from "./ecs/placement.ts";
import { SERVICE_LIMIT_RULES } from "./ecs/service-limits.ts";
import { SERVICE_NETWORK_RULES } from "./ecs/service-network.ts";
import { SERVICE_REFUSALS } from "./ecs/services.ts";
import { BALANCER_ADDRESS_RULES } from "./elb/addresses.ts";
import { BALANCER_INTERNET_RULES } from "./elb/internet.ts";
import { LISTENER_SECURITY_RULES } from "./elb/listener-security.ts";
import { LISTENER_RULES } from "./elb/listeners.ts";
import { BALANCER_REFUSALS } from "./elb/load-balancers.ts";
import { BALANCER_PROTOCOL_RULES } from "./elb/protocols.ts";
import { TARGET_GROUP_RULES } from "./elb/target-groups.ts";
import { TARGET_RULES } from "./elb/targets.ts";
import { ASSUMED_ROLE_RULES } from "./iam/assumed-roles.ts";
import { ATTACHMENT_RULES } from "./iam/attachments.ts";
import { POLICY_RULES } from "./iam/policies.ts";
import { PRINCIPAL_RULES } from "./iam/principals.ts";
import { RESOURCE_POLICY_RULES } from "./iam/resource-policies.ts";
import { SERVICE_LINKED_ROLE_RULES } from "./iam/service-linked-roles.ts";
import { TRUST_RULES } from "./iam/trust.ts";
import { USER_RULES } from "./iam/users.ts";
import { ACCESS_RULES } from "./other/access.ts";
import { ALARM_ACTION_RULES } from "./other/alarm-actions.ts";
import { ALIAS_RECORD_RULES } from "./other/alias-records.ts";
import { API_PART_RULES } from "./other/api-parts.ts";
import { API_RULES } from "./other/apis.ts";
import { BACKUP_RULES } from "./other/backups.ts";
import { BUCKET_ACCESS_RULES } from "./other/bucket-access.ts";
import { BUCKET_LIFECYCLE_RULES } from "./other/bucket-lifecycles.ts";
import { BUCKET_POLICY_RULES } from "./other/bucket-policies.ts";
import { BUCKET_SETTING_RULES } from "./other/bucket-settings.ts";
import { BUCKET_RULES } from "./other/buckets.ts";
import { CACHE_GROUP_RULES } from "./other/cache-groups.ts";
import { CACHE_RULES } from "./other/caches.ts";
import { CERTIFICATE_RULES } from "./other/certificates.ts";
import { CLOUD_MAP_RULES } from "./other/cloud-map.ts";
import { CLOUD_MAP_INSTANCE_RULES } from "./other/cloud-map-instances.ts";
import { CLUSTER_RULES } from "./other/clusters.ts";
import { COMPOSITE_ALARM_RULES } from "./other/composite-alarms.ts";
import { DASHBOARD_RULES } from "./other/dashboards.ts";
import { DATABASE_ENGINE_RULES } from "./other/database-engines.ts";
import { DATABASE_MEMBER_RULES } from "./other/database-members.ts";
import { DATABASE_SETTING_RULES } from "./other/database-settings.ts";
import { DATABASE_STORAGE_RULES } from "./other/database-storage.ts";
import { DATABASE_RULES } from "./other/databases.ts";
import { DISCOVERY_RULES } from "./other/discovery.ts";
import { DISTRIBUTION_PART_RULES } from "./other/distribution-parts.ts";
import { DISTRIBUTION_RULES } from "./other/distributions.ts";
import { DNS_RULES } from "./other/dns.ts";
import { EVENT_CONNECTION_RULES } from "./other/event-connections.ts";
import { EVENT_SOURCE_RULES } from "./other/event-sources.ts";
import { EVENT_RULES } from "./other/events.ts";
import { FILE_SYSTEM_RULES } from "./other/file-systems.ts";
import { FIREWALL_RULES } from "./other/firewalls.ts";
import { FUNCTION_PART_RULES } from "./other/function-parts.ts";
import { FUNCTION_RULES } from "./other/functions.ts";
import { KEY_RULES } from "./other/keys.ts";
import { LOG_DESTINATION_RULES } from "./other/log-destinations.ts";
import { LOG_SETTING_RULES } from "./other/log-settings.ts";
import { MESSAGING_RULES } from "./other/messaging.ts";
import { MIRROR_RULES } from "./other/mirrors.ts";
import { MONITORING_RULES } from "./other/monitoring.ts";
import { RECORD_ROUTING_RULES } from "./other/record-routing.ts";
import { RECORDER_RULES } from "./other/recorders.ts";
import { REGISTRY_RULES } from "./other/registries.ts";
import { RELATIONAL_RULES } from "./other/relational.ts";
import { RESOLVER_RULES } from "./other/resolvers.ts";
import { REST_API_RULES } from "./other/rest-apis.ts";
import { SCHEDULE_RULES } from "./other/schedules.ts";
import { SECRET_RULES } from "./other/secrets.ts";
import { STATE_MACHINE_RULES } from "./other/state-machines.ts";
import { STREAM_RULES } from "./other/streams.ts";
import { SYSTEMS_MANAGER_RULES } from "./other/systems-manager.ts";
import { TABLE_RULES } from "./other/tables.ts";
import { TRAIL_RULES } from "./other/trails.ts";
import { USER_POOL_RULES } from "./other/user-pools.ts";
import { ZONE_SIGNING_RULES } from "./other/zone-signing.ts";
import type { AskedChange, AwsRule } from "./rule.ts";
import { APPLICATION_SCALING_RULES } from "./scaling/application-scaling.ts";
import { AUTO_SCALING_RULES } from "./scaling/auto-scaling.ts";
import { GROUP_SETTING_RULES } from "./scaling/group-settings.ts";
import { GROUP_SIZE_RULES } from "./scaling/group-sizes.ts";
import { LAUNCH_TEMPLATE_RULES } from "./scaling/launch-templates.ts";
import { MIXED_INSTANCES_RULES } from "./scaling/mixed-instances.ts";
import { HOOK_RULES } from "./scaling/notifications.ts";
import { POLICY_TYPE_RULES } from "./scaling/policy-types.ts";
import { tagProblem } from "./tags.ts";

/** Every rule, in the order in which they are asked. */
export const RULES: readonly AwsRule[] = [
  ...CAPACITY_RULES,
  ...CONTAINER_RULES,
  ...CONTAINER_LIMIT_RULES,
  ...FARGATE_RULES,
  ...FARGATE_PARAMETER_RULES,
  ...CONTAINER_LINK_RULES,
  ...SERVICE_REFUSALS,
  ...SERVICE_LIMIT_RULES,
  ...PLACEMENT_RULES,
  ...SERVICE_NETWORK_RULES,
  ...SUBNET_RULES,
  ...SECURITY_GROUP_RULES,
  ...ROUTE_RULES,
  ...ROUTE_TABLE_RULES,
  ...ENDPOINT_RULES,
  ...NETWORK_ACL_RULES,
  ...NAT_GATEWAY_RULES,
  ...FLOW_LOG_RULES,
  ...KEY_PAIR_RULES,
  ...INSTANCE_RULES,
  ...INTERNET_GATEWAY_RULES,
  ...NETWORK_INTERFACE_RULES,
  ...PREFIX_LIST_RULES,
  ...TRANSIT_GATEWAY_RULES,
  ...VOLUME_RULES,
  ...VPC_BLOCK_RULES,
  ...ZONE_RULES,
  ...VOLUME_SETTING_RULES,
  ...BALANCER_REFUSALS,
  ...BALANCER_INTERNET_RULES,
  ...BALANCER_ADDRESS_RULES,
  ...LISTENER_RULES,
  ...LISTENER_SECURITY_RULES,
  ...BALANCER_PROTOCOL_RULES,
  ...TARGET_GROUP_RULES,
  ...TARGET_RULES,
  ...POLICY_RULES,
  ...ATTACHMENT_RULES,
  ...TRUST_RULES,
  ...SERVICE_LINKED_ROLE_RULES,
  ...PRINCIPAL_RULES,
  ...ASSUMED_ROLE_RULES,
  ...RESOURCE_POLICY_RULES,
  ...USER_RULES,
  ...AUTO_SCALING_RULES,
  ...APPLICATION_SCALING_RULES,
  ...LAUNCH_TEMPLATE_RULES,
  ...GROUP_SETTING_RULES,
  ...GROUP_SIZE_RULES,
  ...HOOK_RULES,
  ...MIXED_INSTANCES_RULES,
  ...POLICY_TYPE_RULES,
  ...CODEPIPELINE_RULES,
  ...ACTION_CONFIGURATION_RULES,
  ...TRIGGER_RULES,
  ...CODEBUILD_RULES,
  ...BUILD_PART_RULES,
  ...WEBHOOK_RULES,
  ...CODEDEPLOY_RULES,
  ...REPOSITORY_RULES,
  ...EVENT_RULES,
  ...EVENT_CONNECTION_RULES,
  ...MONITORING_RULES,
  ...DASHBOARD_RULES,
  ...ALARM_ACTION_RULES,
  ...LOG_SETTING_RULES,
  ...LOG_DESTINATION_RULES,
  ...DNS_RULES,
  ...CERTIFICATE_RULES,
  ...ALIAS_RECORD_RULES,
  ...RECORD_ROUTING_RULES,
  ...ZONE_SIGNING_RULES,
  ...RESOLVER_RULES,
  ...BUCKET_RULES,
  ...BUCKET_LIFECYCLE_RULES,
  ...BUCKET_SETTING_RULES,
  ...BUCKET_POLICY_RULES,
  ...BACKUP_RULES,
  ...COMPOSITE_ALARM_RULES,
  ...BUCKET_ACCESS_RULES,
  ...TRAIL_RULES,
  ...KEY_RULES,
  ...MESSAGING_RULES,
  ...FUNCTION_RULES,
  ...FUNCTION_PART_RULES,
  ...EVENT_SOURCE_RULES,
  ...TABLE_RULES,
  ...USER_POOL_RULES,
  ...STREAM_RULES,
  ...SCHEDULE_RULES,
  ...REGISTRY_RULES,
  ...MIRROR_RULES,
  ...RELATIONAL_RULES,
  ...DATABASE_RULES,
  ...DATABASE_ENGINE_RULES,
  ...CACHE_RULES,
  ...CACHE_GROUP_RULES,
  ...DATABASE_MEMBER_RULES,
  ...CLUSTER_RULES,
  ...CLOUD_MAP_RULES,
  ...CLOUD_MAP_INSTANCE_RULES,
  ...DATABASE_SETTING_RULES,
  ...DATABASE_STORAGE_RULES,
  ...STATE_MACHINE_RULES,
  ...SECRET_RULES,
  ...SYSTEMS_MANAGER_RULES,
  ...DISTRIBUTION_RULES,
  ...DISTRIBUTION_PART_RULES,
  ...FILE_SYSTEM_RULES,
  ...FIREWALL_RULES,
  ...API_RULES,
  ...REST_API_RULES,
  ...API_PART_RULES,
  ...DISCOVERY_RULES,
  ...RECORDER_RULES,
  ...ACCESS_RULES,
];

const byType = new Map<string, AwsRule[]>();
for (const rule of RULES) for (const type of rule.types) byType.set(type, [...(byType.get(type) ?? []), rule]);

const rulesOf = (type: string): readonly AwsRule[] => byType.get(type) ?? [];

/** What the provider says of a configuration besides its facts. */
export const problemsAtValidate = (type: string, config: ObjectValue): string[] =>
  rulesOf(type).flatMap((rule) => rule.validate?.(config) ?? []);

/** What the provider says of a plan, and of the configuration that it is made of. */
export const problemAtPlan = (
  type: string,
  planned: ObjectValue,
  prior: ObjectValue | null,
  config: ObjectValue,
): string | undefined =>
  rulesOf(type)
    .map((rule) => rule.plan?.(planned, prior, config))
    .find((problem) => problem !== undefined);

/** Types whose resources are in one VPC. */
const IN_VPC = new Set(["aws_subnet", "aws_security_group", "aws_lb_target_group", "aws_route_table"]);

/** What is declared of an existing resource: the rest is made up, and a zero value is not a reason to refuse. */
const declared = (attributes: ObjectValue): ObjectValue =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => !isZero(value)));

/** What AWS says of a change: `Code: message`. */
export function problemAtApply(change: Omit<AskedChange, "others" | "existed">, cloud: Cloud): string | undefined {
  const { type, prior, account, region } = change;
  const existing = new WeakSet<ObjectValue>();
  const others = (asked: string) =>
    cloud
      .list(asked)
      .filter(
        (each) => each.account === account && ["global", region].includes(region === "global" ? region : each.region),
      )
      .map((each) => {
        const attributes = each.existing ? declared(each.attributes) : each.attributes;
        if (each.existing) existing.add(attributes);
        return attributes;
      })
      .filter(
        (attributes) =>
          !(IN_VPC.has(asked) && attributes.vpc_id === undefined) &&
          (asked !== type || prior === null || attributes.id !== prior.id),
      );
  const asked: AskedChange = { ...change, others, existed: (other) => existing.has(other) };
  return (
    tagProblem(change) ??
    rulesOf(type)
      .map((rule) => rule.apply?.(asked))
      .find((problem) => problem !== undefined) ??
    limitProblem(type, change.planned)
  );
}
