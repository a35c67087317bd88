import { type AwsRule, knownText } from "../rule.ts";

const FAMILY = /^(memcached1\.[456]|redis(2\.[68]|3\.2|4\.0|5\.0|6\.x|7)|valkey\d+)$/;

export const CACHE_RULES: readonly AwsRule[] = [
  {
    name: "cache-node-type",
    source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html",
    types: ["aws_elasticache_cluster", "aws_elasticache_replication_group"],
    apply({ planned }) {
      const type = knownText(planned.node_type);
      return type === undefined || type.startsWith("cache.")
        ? undefined
        : `InvalidParameterValue: Invalid Cache Node Type: ${type}`;
    },
  },
  {
    name: "cache-parameter-family",
    source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheParameterGroup.html",
    types: ["aws_elasticache_parameter_group"],
    apply({ planned, prior }) {
      const family = knownText(planned.family);
      return prior !== null || family === undefined || FAMILY.test(family)
        ? undefined
        : `InvalidParameterValue: CacheParameterGroupFamily ${family} is not a valid parameter group family.`;
    },
  },
];
