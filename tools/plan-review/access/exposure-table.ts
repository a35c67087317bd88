import type { Json } from "../read/json.ts";

/** A setting that allows public access, or a process out to its host, from the first day on. */
export interface Exposure {
  readonly type: RegExp;
  /** Where it is: see `placesOf`. */
  readonly setting: string;
  /** Of something that is not there the value is null. */
  readonly exposes: (value: Json) => boolean;
  /** What its resource then is or does. */
  readonly text: string;
  /** It keeps something else from being exposed, which is when it goes. */
  readonly guards?: true;
}

const isOneOf =
  (...values: readonly Json[]) =>
  (value: Json) =>
    values.includes(value);
const isTrue = isOneOf(true, "true");
const isThere = (value: Json) => value !== null && value !== "";
const isNotTrue = (value: Json) => !isTrue(value);
const TASK = /^aws_ecs_task_definition$/;
const BLOCK = /^aws_s3_(bucket|account)_public_access_block$/;

/** Folders of a host with which a container has all of it: its programs, its settings, its processes, its Docker. */
const HOST =
  /^\/*$|^\/+(etc|proc|sys|dev|root|home|boot|usr|bin|sbin|lib|lib64|var|run|host)\/*$|(docker|containerd|crio)\.sock$|^\/var\/lib\/(docker|containerd|kubelet|ecs)|^\/var\/+(run|lib)\/*$/;

const row = (type: RegExp, setting: string, exposes: Exposure["exposes"], text: string): Exposure => ({
  type,
  setting,
  exposes,
  text,
});
const guard = (setting: string, text: string): Exposure => ({
  ...row(BLOCK, setting, isNotTrue, text),
  guards: true,
});

/** What runs pods, and where it describes them. */
const WORKLOADS: readonly (readonly [RegExp, string])[] = [
  [/^kubernetes_pod(_v1)?$/, "spec"],
  [
    /^kubernetes_(deployment|deployment_v1|daemonset|daemon_set_v1|stateful_set|stateful_set_v1|job|job_v1|replication_controller)$/,
    "spec.template.spec",
  ],
  [/^kubernetes_cron_job(_v1)?$/, "spec.job_template.spec.template.spec"],
];

export const EXPOSURES: readonly Exposure[] = [
  // AWS makes a load balancer that says nothing of it one for the internet.
  row(/^aws_(lb|alb|elb)$/, "internal", isNotTrue, "faces the internet"),
  row(
    /^aws_(db_instance|rds_cluster_instance|redshift_cluster|dms_replication_instance|mq_broker|redshiftserverless_workgroup|docdb_cluster_instance|neptune_cluster_instance|lightsail_database)$/,
    "publicly_accessible",
    isTrue,
    "has a public address",
  ),
  row(/^aws_instance$/, "associate_public_ip_address", isTrue, "has a public address"),
  row(
    /^aws_(launch_template|instance)$/,
    "network_interfaces.associate_public_ip_address",
    isTrue,
    "gives its instances public addresses",
  ),
  row(/^aws_subnet$/, "map_public_ip_on_launch", isTrue, "gives what starts in it public addresses"),
  row(
    /^aws_route$/,
    "gateway_id",
    (value) => typeof value === "string" && value.startsWith("igw-"),
    "is a way to the internet",
  ),
  row(
    /^aws_(default_)?route_table$/,
    "route.gateway_id",
    (value) => typeof value === "string" && value.startsWith("igw-"),
    "has a way to the internet",
  ),
  row(/^aws_eip_association$/, "allocation_id", isThere, "gives a machine a public address"),
  row(/^aws_eip$/, "instance", isThere, "gives a machine a public address"),
  row(/^aws_accessanalyzer_archive_rule$/, "rule_name", isThere, "archives findings of Access Analyzer unseen"),
  row(
    /^aws_s3_access_point$/,
    "public_access_block_configuration.block_public_policy",
    isOneOf(false, "false"),
    "lets the access point be made public",
  ),
  guard("block_public_acls", "lets objects be made public"),
  guard("block_public_policy", "lets the bucket be made public"),
  guard("ignore_public_acls", "public ACLs are honored"),
  guard("restrict_public_buckets", "allows public access to the bucket"),
  row(
    /^aws_s3_(bucket|bucket_acl|object|object_copy|bucket_object)$/,
    "acl",
    (value) => /^(public-|authenticated-read)/.test(String(value)),
    "is public",
  ),
  row(/^aws_lambda_function_url$/, "authorization_type", isOneOf("NONE"), "requires no authentication"),
  row(
    /^aws_ecs_(service|task_set)$/,
    "network_configuration.assign_public_ip",
    isTrue,
    "gives its tasks public addresses",
  ),
  row(/^aws_ecr_repository$/, "image_tag_mutability", isOneOf("MUTABLE"), "lets a tag be given to another image"),
  row(TASK, "container_definitions.privileged", isTrue, "gives a container root on its host"),
  row(/^aws_batch_job_definition$/, "container_properties.privileged", isTrue, "gives a container root on its host"),
  row(TASK, "network_mode", isOneOf("host"), "puts its containers into the network of the host"),
  row(TASK, "pid_mode", isOneOf("host"), "lets its containers see the processes of the host"),
  row(TASK, "ipc_mode", isOneOf("host"), "lets its containers read the memory that programs of the host share"),
  row(
    TASK,
    "volume.host_path",
    (value) => typeof value === "string" && value !== "" && HOST.test(value),
    "gives its containers files of the host, or its Docker socket",
  ),
  row(
    /^aws_cognito_identity_pool$/,
    "allow_unauthenticated_identities",
    isTrue,
    "gives credentials to anyone, without a login",
  ),
  row(/^aws_eks_cluster$/, "vpc_config.endpoint_public_access", isTrue, "exposes its API to the internet"),
  row(/^aws_elasticache_user$/, "no_password_required", isTrue, "logs in without a password"),
  row(
    /^aws_(opensearch|elasticsearch)_domain$/,
    "advanced_security_options.anonymous_auth_enabled",
    isTrue,
    "lets anyone in without a login",
  ),
  row(
    /^aws_msk_cluster$/,
    "broker_node_group_info.connectivity_info.public_access.type",
    isOneOf("SERVICE_PROVIDED_EIPS"),
    "has public addresses",
  ),
  row(
    /^aws_ram_resource_share$/,
    "allow_external_principals",
    isTrue,
    "can be given to accounts outside the organization",
  ),
  row(
    /^aws_ec2_client_vpn_authorization_rule$/,
    "authorize_all_groups",
    isTrue,
    "lets every user of the VPN through to its network",
  ),
  row(/^aws_guardduty_filter$/, "action", isOneOf("ARCHIVE"), "archives findings of GuardDuty unseen"),
  row(
    /^aws_securityhub_automation_rule$/,
    "actions.finding_fields_update.workflow.status",
    isOneOf("SUPPRESSED"),
    "suppresses findings of Security Hub unseen",
  ),
  row(/^aws_guardduty_ipset$/, "activate", isTrue, "keeps GuardDuty from finding what its addresses do"),
  row(
    /^aws_vpc_block_public_access_exclusion$/,
    "internet_gateway_exclusion_mode",
    isThere,
    "is exempt from the block on public access",
  ),
  row(
    /^google_sql_database_instance$/,
    "settings.ip_configuration.authorized_networks.value",
    isOneOf("0.0.0.0/0"),
    "can be reached from the internet",
  ),
  row(/^azurerm_storage_container$/, "container_access_type", isOneOf("blob", "container"), "is public"),
  ...WORKLOADS.flatMap(([type, pod]) => [
    row(type, `${pod}.container.security_context.privileged`, isTrue, "gives a container root on its host"),
    row(type, `${pod}.init_container.security_context.privileged`, isTrue, "gives a container root on its host"),
    row(type, `${pod}.host_network`, isTrue, "puts its containers into the network of the host"),
    row(
      type,
      `${pod}.volume.host_path.path`,
      (value) => typeof value === "string" && value !== "" && HOST.test(value),
      "gives its containers files of the host, or its Docker socket",
    ),
  ]),
  row(
    /^kubernetes_service(_v1)?$/,
    "spec.type",
    isOneOf("LoadBalancer", "NodePort"),
    "can be reached from outside of the cluster",
  ),
];
