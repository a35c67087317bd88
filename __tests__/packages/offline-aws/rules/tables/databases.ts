import type { ObjectValue } from "../../../../../packages/offline-aws/protocol/values.ts";
import type { RefusalTable, Written } from "../../../../support/refusable.ts";

const database =
  (change: ObjectValue = {}): Written =>
  () => ({
    identifier: "tried",
    engine: "postgres",
    instance_class: "db.t4g.micro",
    allocated_storage: 20,
    username: "owner",
    password: "not-a-secret",
    skip_final_snapshot: true,
    ...change,
  });

const cluster =
  (change: ObjectValue = {}): Written =>
  () => ({
    cluster_identifier: "tried",
    engine: "aurora-postgresql",
    master_username: "owner",
    master_password: "not-a-secret",
    skip_final_snapshot: true,
    ...change,
  });

const cache =
  (change: ObjectValue = {}): Written =>
  () => ({
    replication_group_id: "tried",
    description: "Tried",
    node_type: "cache.t4g.micro",
    num_cache_clusters: 1,
    ...change,
  });

const memcached =
  (change: ObjectValue = {}): Written =>
  () => ({ cluster_id: "tried", engine: "memcached", node_type: "cache.t4g.micro", num_cache_nodes: 1, ...change });

const parameters =
  (change: ObjectValue = {}): Written =>
  () => ({ name: "tried", family: "postgres16", ...change });

const files =
  (change: ObjectValue = {}): Written =>
  () => ({ creation_token: "tried", ...change });

export const DATABASES: RefusalTable = {
  subject: "databases and files",
  mistakes: [
    [
      "backups for 36 days",
      "aws_db_instance",
      database({ backup_retention_period: 36 }),
      "validate",
      /backup_retention_period to be in the range \(0 - 35\), got 36/,
    ],
    [
      "monitoring every 7 seconds",
      "aws_db_instance",
      database({ monitoring_interval: 7 }),
      "validate",
      /expected monitoring_interval to be one of/,
    ],
    [
      "insights for 8 days",
      "aws_db_instance",
      database({ performance_insights_retention_period: 8 }),
      "validate",
      /performance_insights_retention_period/,
    ],
    [
      "an unknown network type",
      "aws_db_instance",
      database({ network_type: "IPV6" }),
      "validate",
      /expected network_type to be one of/,
    ],
    [
      "logs that do not exist",
      "aws_db_instance",
      database({ enabled_cloudwatch_logs_exports: ["queries"] }),
      "validate",
      /enabled_cloudwatch_logs_exports/,
    ],
    ["an identifier with upper case", "aws_db_instance", database({ identifier: "Tried" }), "validate", /identifier/],
    [
      "an identifier that ends with a hyphen",
      "aws_db_instance",
      database({ identifier: "tried-" }),
      "validate",
      /identifier/,
    ],
    [
      "an identifier and a prefix",
      "aws_db_instance",
      database({ identifier_prefix: "tried-" }),
      "validate",
      /conflicts with/,
    ],
    [
      "a managed password and another",
      "aws_db_instance",
      database({ manage_master_user_password: true }),
      "validate",
      /conflicts with/,
    ],
    [
      "a backup window without an end",
      "aws_db_instance",
      database({ backup_window: "03:00" }),
      "validate",
      /\(03:00\) must satisfy the format of "hh24:mi-hh24:mi"/,
    ],
    [
      "maintenance on an unknown day",
      "aws_db_instance",
      database({ maintenance_window: "day:03:00-day:04:00" }),
      "validate",
      /\(day:03:00-day:04:00\) must satisfy the format of/,
    ],
    [
      "a key that is not an ARN",
      "aws_db_instance",
      database({ storage_encrypted: true, kms_key_id: "key" }),
      "validate",
      /invalid ARN/,
    ],
    [
      "an unknown subnet group",
      "aws_db_instance",
      database({ db_subnet_group_name: "none" }),
      "apply",
      /DBSubnetGroupNotFoundFault: DB subnet group 'none' does not exist/,
    ],
    [
      "an unknown security group",
      "aws_db_instance",
      database({ vpc_security_group_ids: ["sg-1"] }),
      "apply",
      /InvalidGroup/,
    ],
    [
      "a cluster with backups for 40 days",
      "aws_rds_cluster",
      cluster({ backup_retention_period: 40 }),
      "validate",
      /backup_retention_period/,
    ],
    [
      "a cluster that backtracks for 4 days",
      "aws_rds_cluster",
      cluster({ backtrack_window: 345_600 }),
      "validate",
      /backtrack_window/,
    ],
    [
      "300 capacity units",
      "aws_rds_cluster",
      cluster({ serverlessv2_scaling_configuration: [{ min_capacity: 1, max_capacity: 300 }] }),
      "validate",
      /max_capacity/,
    ],
    [
      "a cluster of an unknown kind",
      "aws_rds_cluster",
      cluster({ cluster_scalability_type: "endless" }),
      "validate",
      /cluster_scalability_type/,
    ],
    [
      "a cluster and a prefix",
      "aws_rds_cluster",
      cluster({ cluster_identifier_prefix: "a-" }),
      "validate",
      /conflicts with/,
    ],
    [
      "two kinds of password",
      "aws_rds_cluster",
      cluster({ manage_master_user_password: true }),
      "validate",
      /conflicts with/,
    ],
    [
      "a parameter that is applied later",
      "aws_db_parameter_group",
      parameters({ parameter: [{ name: "a", value: "1", apply_method: "later" }] }),
      "validate",
      /expected apply_method to be one of/,
    ],
    ["a group with upper case", "aws_db_parameter_group", parameters({ name: "Tried" }), "validate", /name/],
    [
      "a parameter group and a prefix",
      "aws_db_parameter_group",
      parameters({ name_prefix: "a-" }),
      "validate",
      /conflicts with/,
    ],
    [
      "a subnet group with an unknown subnet",
      "aws_db_subnet_group",
      () => ({ name: "tried", subnet_ids: ["subnet-1"] }),
      "apply",
      /InvalidSubnetID.NotFound|InvalidSubnet/,
    ],
    [
      "six replicas",
      "aws_elasticache_replication_group",
      cache({ num_cache_clusters: null, num_node_groups: 1, replicas_per_node_group: 6 }),
      "validate",
      /replicas_per_node_group/,
    ],
    [
      "snapshots for 36 days",
      "aws_elasticache_replication_group",
      cache({ snapshot_retention_limit: 36 }),
      "validate",
      /snapshot_retention_limit/,
    ],
    [
      "an unknown mode of encryption",
      "aws_elasticache_replication_group",
      cache({ transit_encryption_enabled: true, transit_encryption_mode: "maybe" }),
      "validate",
      /transit_encryption_mode/,
    ],
    [
      "a token and users",
      "aws_elasticache_replication_group",
      cache({ auth_token: "0123456789abcdef", user_group_ids: ["a"] }),
      "validate",
      /conflicts with/,
    ],
    [
      "an identifier with an underscore",
      "aws_elasticache_replication_group",
      cache({ replication_group_id: "a_b" }),
      "validate",
      /replication_group_id/,
    ],
    [
      "an unknown way to spread nodes",
      "aws_elasticache_cluster",
      memcached({ az_mode: "many-az" }),
      "validate",
      /az_mode/,
    ],
    [
      "a cluster with neither engine nor group",
      "aws_elasticache_cluster",
      memcached({ engine: null }),
      "validate",
      /engine/,
    ],
    [
      "nodes of an unknown network",
      "aws_elasticache_cluster",
      memcached({ network_type: "ipv5" }),
      "validate",
      /network_type/,
    ],
    [
      "an unknown performance mode",
      "aws_efs_file_system",
      files({ performance_mode: "fast" }),
      "validate",
      /performance_mode/,
    ],
    [
      "an unknown throughput mode",
      "aws_efs_file_system",
      files({ throughput_mode: "burst" }),
      "validate",
      /throughput_mode/,
    ],
    [
      "files that move after 3 days",
      "aws_efs_file_system",
      files({ lifecycle_policy: [{ transition_to_ia: "AFTER_3_DAYS" }] }),
      "validate",
      /transition_to_ia/,
    ],
  ],
  accepted: [
    ["a database", "aws_db_instance", database()],
    ["a cluster", "aws_rds_cluster", cluster()],
    ["a cache", "aws_elasticache_replication_group", cache()],
    ["a memcached cluster", "aws_elasticache_cluster", memcached()],
    ["files", "aws_efs_file_system", files()],
    ["parameters", "aws_db_parameter_group", parameters()],
  ],
};
