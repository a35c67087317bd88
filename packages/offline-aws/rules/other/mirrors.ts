import { trusts } from "../iam/assumed-roles.ts";
import { type AwsRule, blocksOf, isMissing, knownText, lastPart } from "../rule.ts";

/** Registries that ECR mirrors. */
const UPSTREAM =
  /^(public\.ecr\.aws|quay\.io|registry\.k8s\.io|registry-1\.docker\.io|ghcr\.io|registry\.gitlab\.com|cgr\.dev|[a-z0-9-]+\.azurecr\.io|\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(\.cn)?)$/;

export const MIRROR_RULES: readonly AwsRule[] = [
  {
    name: "mirrored-registry",
    source: "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreatePullThroughCacheRule.html",
    types: ["aws_ecr_pull_through_cache_rule"],
    apply({ planned }) {
      const upstream = knownText(planned.upstream_registry_url);
      return upstream === undefined || UPSTREAM.test(upstream)
        ? undefined
        : `UnsupportedUpstreamRegistryException: The specified upstream registry isn't supported: ${upstream}`;
    },
  },
  {
    name: "replicated-registry",
    source: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html",
    types: ["aws_ecr_replication_configuration"],
    apply({ planned, account, region }) {
      const rules = blocksOf(planned.replication_configuration).flatMap(({ rule }) => blocksOf(rule));
      const own = rules
        .flatMap(({ destination }) => blocksOf(destination))
        .some((each) => each.region === region && each.registry_id === account);
      return own
        ? `ValidationException: Invalid replication configuration: the destination must not be the source registry ${account} in ${region}`
        : undefined;
    },
  },
  {
    name: "replicated-key",
    source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_ReplicateKey.html",
    types: ["aws_kms_replica_key"],
    apply({ planned, region }) {
      return knownText(planned.primary_key_arn)?.split(":")[3] === region
        ? `ValidationException: The replica must be in another region than its primary key: ${region}`
        : undefined;
    },
  },
  {
    name: "access-point-name",
    source:
      "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-restrictions-limitations-naming-rules.html",
    types: ["aws_s3_access_point"],
    apply({ planned }) {
      const name = knownText(planned.name);
      return name === undefined || /^(?!xn--)(?!.*(-s3alias|--xa-s3)$)[a-z0-9][a-z0-9-]{1,48}[a-z0-9]$/.test(name)
        ? undefined
        : `InvalidRequest: The access point name ${name} is not valid: use 3 to 50 lowercase letters, numbers and hyphens`;
    },
  },
  {
    name: "role-for-ssm",
    source: "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateActivation.html",
    types: ["aws_ssm_activation"],
    apply({ planned, others }) {
      const named = knownText(planned.iam_role);
      if (named === undefined) return undefined;
      const role = others("aws_iam_role").find(({ name, arn }) => arn === named || name === lastPart(named));
      return role !== undefined && (isMissing(role.assume_role_policy) || trusts(role.assume_role_policy, "ssm"))
        ? undefined
        : `ValidationException: Nonexistent role or missing ssm service principal in trust policy: ${named}`;
    },
  },
];
