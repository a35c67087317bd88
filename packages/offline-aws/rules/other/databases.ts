import { type AwsRule, isMissing, knownText, numberOf, textsOf } from "../rule.ts";

export const DATABASE_RULES: readonly AwsRule[] = [
  {
    name: "subnet-group-zones",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html",
    types: ["aws_db_subnet_group"],
    apply({ planned, others }) {
      const subnets = others("aws_subnet").filter(({ id }) => textsOf(planned.subnet_ids).includes(String(id)));
      const zones = new Set(subnets.map(({ availability_zone }) => availability_zone));
      const areKnown = subnets.length === textsOf(planned.subnet_ids).length && !zones.has(undefined);
      return areKnown && zones.size < 2
        ? `DBSubnetGroupDoesNotCoverEnoughAZs: The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: ${[...zones].join(", ")}. Add subnets to cover at least 2 AZs.`
        : undefined;
    },
  },
  {
    name: "instance-of-cluster",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
    types: ["aws_rds_cluster_instance"],
    apply({ planned, others }) {
      const name = knownText(planned.cluster_identifier);
      return name === undefined ||
        others("aws_rds_cluster").some(({ cluster_identifier }) => cluster_identifier === name)
        ? undefined
        : `DBClusterNotFoundFault: The source cluster could not be found or cannot be accessed: ${name}`;
    },
  },
  {
    name: "cache-failover",
    source:
      "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/elasticache/replication_group.go",
    types: ["aws_elasticache_replication_group"],
    plan(planned, _, config) {
      if (planned.multi_az_enabled === true && config.automatic_failover_enabled !== true) {
        const isUnset = config.automatic_failover_enabled === null || config.automatic_failover_enabled === false;
        if (isUnset) return "automatic_failover_enabled must be true if multi_az_enabled is true";
      }
      return planned.automatic_failover_enabled === true && (numberOf(config.num_cache_clusters) ?? 2) < 2
        ? '"num_cache_clusters": must be at least 2 if automatic_failover_enabled is true'
        : undefined;
    },
  },
  {
    name: "cache-token",
    source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html",
    types: ["aws_elasticache_replication_group"],
    apply: ({ planned }) =>
      knownText(planned.auth_token) !== undefined && planned.transit_encryption_enabled !== true
        ? "InvalidParameterCombination: AuthToken can be specified only where TransitEncryptionEnabled is true"
        : undefined,
  },
  {
    name: "cache-subnet-group",
    source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html",
    types: ["aws_elasticache_replication_group", "aws_elasticache_cluster"],
    apply({ planned, prior, others }) {
      const name = knownText(planned.subnet_group_name);
      if (prior !== null || name === undefined || name === "default") return undefined;
      return others("aws_elasticache_subnet_group").some(
        (group) => String(group.name).toLowerCase() === name.toLowerCase(),
      )
        ? undefined
        : `CacheSubnetGroupNotFoundFault: Cache Subnet Group ${name} does not exist.`;
    },
  },
  {
    name: "cache-nodes",
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/elasticache/cluster.go",
    types: ["aws_elasticache_cluster"],
    plan(_, __, config) {
      const nodes = numberOf(config.num_cache_nodes);
      if (config.engine === "redis" && nodes !== undefined && nodes > 1)
        return 'engine "redis" does not support num_cache_nodes > 1';
      return config.az_mode === "cross-az" && (nodes === 1 || isMissing(config.num_cache_nodes))
        ? 'az_mode "cross-az" is not supported with num_cache_nodes = 1'
        : undefined;
    },
  },
];
