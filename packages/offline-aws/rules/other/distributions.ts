import { hasUnknown, type ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blockOf, blocksOf, isMissing, knownText, numberOf, textsOf } from "../rule.ts";

/** Methods that a behaviour may allow together. */
const METHODS = ["GET HEAD", "GET HEAD OPTIONS", "DELETE GET HEAD OPTIONS PATCH POST PUT"];

const behavioursOf = (planned: ObjectValue): ObjectValue[] => [
  ...blocksOf(planned.default_cache_behavior),
  ...blocksOf(planned.ordered_cache_behavior),
];

function behaviourProblem(planned: ObjectValue): string | undefined {
  const origins = [...blocksOf(planned.origin), ...blocksOf(planned.origin_group)].map(
    ({ origin_id = null }) => origin_id,
  );
  for (const behaviour of behavioursOf(planned)) {
    if (
      !hasUnknown(origins) &&
      knownText(behaviour.target_origin_id) &&
      !origins.includes(behaviour.target_origin_id as string)
    )
      return "NoSuchOrigin: One or more of your origins or origin groups do not exist.";
    const methods = textsOf(behaviour.allowed_methods).sort().join(" ");
    if (methods !== "" && !METHODS.includes(methods))
      return `InvalidArgument: The parameter AllowedMethods contains methods that can't be allowed together: ${methods}`;
    if (knownText(behaviour.cache_policy_id) && !isMissing(behaviour.forwarded_values))
      return "InvalidArgument: The parameter ForwardedValues cannot be used when a cache policy is associated to the cache behavior.";
  }
  return undefined;
}

const isAscending = (numbers: readonly number[]): boolean =>
  numbers.every((each, index) => each <= (numbers[index + 1] ?? Infinity));

/** Lifetimes in a cache, which a cache policy has instead of the behaviour (hashicorp/terraform-provider-aws#17878). */
function lifetimeProblem(planned: ObjectValue): string | undefined {
  for (const behaviour of behavioursOf(planned)) {
    if (!isMissing(behaviour.cache_policy_id)) continue;
    const seconds = ["min_ttl", "default_ttl", "max_ttl"].flatMap((name) => numberOf(behaviour[name]) ?? []);
    if (!isAscending(seconds))
      return "InvalidTTLOrder: MinTTL, MaxTTL and DefaultTTL should follow order MinTTL less than or equal to DefaultTTL less than or equal to MaxTTL";
  }
  return undefined;
}

function originProblem(planned: ObjectValue): string | undefined {
  for (const { domain_name, origin_path } of blocksOf(planned.origin)) {
    if (knownText(domain_name)?.includes(":"))
      return "InvalidArgument: The parameter origin name cannot contain a colon.";
    const path = knownText(origin_path);
    if (path !== undefined && !/^\/.*[^/]$/s.test(path))
      return `InvalidArgument: The parameter OriginPath must begin with a slash and not end with one: ${path}`;
  }
  return undefined;
}

/** Lambda@Edge runs published versions, which are in us-east-1. */
function edgeProblem(planned: ObjectValue): string | undefined {
  for (const { lambda_arn } of behavioursOf(planned).flatMap((each) => blocksOf(each.lambda_function_association))) {
    const arn = knownText(lambda_arn);
    const [, , , region, , , , version = ""] = arn?.split(":") ?? [];
    if (arn === undefined) continue;
    if (region !== "us-east-1")
      return `InvalidLambdaFunctionAssociation: The function must be in region 'us-east-1'. ARN: ${arn}`;
    if (!/^\d+$/.test(version))
      return `InvalidLambdaFunctionAssociation: The function ARN must reference a specific function version. (The ARN must end with the version number.) ARN: ${arn}`;
  }
  return undefined;
}

function viewerProblem(planned: ObjectValue): string | undefined {
  const certificate = blockOf(planned.viewer_certificate);
  if (textsOf(planned.aliases).length > 0 && certificate.cloudfront_default_certificate === true)
    return "InvalidViewerCertificate: To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted certificate that validates your authorization to use the domain name.";
  const region = knownText(certificate.acm_certificate_arn)?.split(":")[3];
  if (region !== undefined && region !== "us-east-1")
    return "InvalidViewerCertificate: The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.";
  const { restriction_type, locations } = blockOf(blockOf(planned.restrictions).geo_restriction);
  if (restriction_type === "none" && textsOf(locations).length > 0)
    return "InvalidGeoRestrictionParameter: The specified geo restriction parameter is not valid.";
  if (["whitelist", "blacklist"].includes(String(restriction_type)) && textsOf(locations).length === 0)
    return "InvalidGeoRestrictionParameter: The specified geo restriction parameter is not valid.";
  return knownText(planned.web_acl_id)?.includes(":regional/")
    ? "InvalidWebACLId: A web ACL ID specified is not valid: use one with the scope CLOUDFRONT."
    : undefined;
}

const source = "https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateDistribution.html";
const types = ["aws_cloudfront_distribution"];

export const DISTRIBUTION_RULES: readonly AwsRule[] = [
  { name: "distribution-behaviours", source, types, apply: ({ planned }) => behaviourProblem(planned) },
  { name: "distribution-lifetimes", source, types, apply: ({ planned }) => lifetimeProblem(planned) },
  { name: "distribution-functions", source, types, apply: ({ planned }) => edgeProblem(planned) },
  { name: "distribution-origins", source, types, apply: ({ planned }) => originProblem(planned) },
  { name: "distribution-viewers", source, types, apply: ({ planned }) => viewerProblem(planned) },
  {
    name: "cache-policy-lifetimes",
    source: "https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CachePolicyConfig.html",
    types: ["aws_cloudfront_cache_policy"],
    apply({ planned }) {
      const seconds = ["min_ttl", "default_ttl", "max_ttl"].flatMap((name) => numberOf(planned[name]) ?? []);
      return isAscending(seconds)
        ? undefined
        : "InvalidArgument: The parameter MinTTL must not exceed DefaultTTL, nor DefaultTTL MaxTTL.";
    },
  },
];
