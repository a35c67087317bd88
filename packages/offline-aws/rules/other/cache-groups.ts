import type { ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blocksOf, isMissing, knownText, numberOf, textsOf } from "../rule.ts";

function groupProblem(planned: ObjectValue): string | undefined {
  const shards = numberOf(planned.num_node_groups) ?? 0;
  if (shards > 1 && planned.automatic_failover_enabled === false)
    return "InvalidParameterValue: Redis with cluster mode enabled cannot be created with auto failover turned off.";
  if ((numberOf(planned.num_cache_clusters) ?? 0) > 6)
    return "InvalidParameterValue: A replication group can have at most 6 nodes without cluster mode.";
  const kept = numberOf(planned.snapshot_retention_limit) ?? 0;
  if (kept < 0 || kept > 35) return `InvalidParameterValue: Invalid snapshot retention limit: ${kept}: use 0 to 35`;
  return knownText(planned.kms_key_id) !== undefined && String(planned.at_rest_encryption_enabled) === "false"
    ? "InvalidParameterCombination: KmsKeyId can be specified only where AtRestEncryptionEnabled is true"
    : undefined;
}

export const CACHE_GROUP_RULES: readonly AwsRule[] = [
  {
    name: "replication-group",
    source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html",
    types: ["aws_elasticache_replication_group"],
    apply: ({ planned }) => groupProblem(planned),
  },
  {
    name: "password-of-user",
    source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUser.html",
    types: ["aws_elasticache_user"],
    apply: ({ planned }) =>
      planned.no_password_required !== true &&
      textsOf(planned.passwords).length === 0 &&
      blocksOf(planned.authentication_mode).length === 0
        ? "InvalidParameterCombination: No password was provided. If you want to create/update the user without password, please use the NoPasswordRequired flag."
        : undefined,
  },
  {
    name: "subnets-of-one-vpc",
    source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheSubnetGroup.html",
    types: ["aws_elasticache_subnet_group", "aws_db_subnet_group"],
    apply({ planned, others }) {
      const subnets = others("aws_subnet").filter(({ id }) => textsOf(planned.subnet_ids).includes(String(id)));
      return new Set(subnets.flatMap(({ vpc_id }) => knownText(vpc_id) ?? [])).size > 1
        ? "InvalidSubnet: The requested subnets are not all in the same VPC."
        : undefined;
    },
  },
  {
    name: "memcached-snapshots",
    source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html",
    types: ["aws_elasticache_cluster"],
    apply: ({ planned }) =>
      planned.engine === "memcached" &&
      ((numberOf(planned.snapshot_retention_limit) ?? 0) > 0 || !isMissing(planned.snapshot_arns))
        ? "InvalidParameterCombination: Snapshots are not supported for the engine memcached"
        : undefined,
  },
];
