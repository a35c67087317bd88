import type { ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blockOf, blocksOf, isMissing, knownText, numberOf, repeated, textsOf } from "../rule.ts";

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html */
const ERROR_CODES = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

const behavioursOf = (planned: ObjectValue) =>
  ["default_cache_behavior", "ordered_cache_behavior"].flatMap((name) => blocksOf(planned[name]));

function errorProblem(response: ObjectValue): string | undefined {
  const code = numberOf(response.error_code);
  if (code !== undefined && !ERROR_CODES.includes(code))
    return `InvalidErrorCode: The parameter ErrorCode is invalid: ${code}`;
  const path = knownText(response.response_page_path);
  const hasCode = (numberOf(response.response_code) ?? 0) > 0;
  if ((path !== undefined) !== hasCode && (path !== undefined || isMissing(response.response_page_path)))
    return "InvalidArgument: Your request must specify both ResponseCode and ResponsePagePath together or none of them.";
  return path !== undefined && !path.startsWith("/")
    ? `InvalidArgument: The parameter ResponsePagePath is invalid: it must begin with a slash: ${path}`
    : undefined;
}

function functionProblem(behaviour: ObjectValue): string | undefined {
  const cached = textsOf(behaviour.cached_methods).sort().join(" ");
  if (cached !== "" && !["GET HEAD", "GET HEAD OPTIONS"].includes(cached))
    return `InvalidArgument: The parameter CachedMethods contains methods that can't be cached together: ${cached}`;
  const [functions, lambdas] = ["function_association", "lambda_function_association"].map((name) =>
    blocksOf(behaviour[name]).map(({ event_type }) => String(event_type)),
  ) as [string[], string[]];
  if (repeated(functions) !== undefined || repeated(lambdas) !== undefined)
    return "InvalidFunctionAssociation: Only one function can be associated with an event type of a cache behavior.";
  const isViewer = (event: string) => event.startsWith("viewer-");
  return functions.some(isViewer) && lambdas.some(isViewer)
    ? "InvalidFunctionAssociation: CloudFront functions and Lambda@Edge functions can't be combined in viewer events."
    : undefined;
}

function partProblem(planned: ObjectValue): string | undefined {
  const errors = blocksOf(planned.custom_error_response);
  const problem = [...errors.map(errorProblem), ...behavioursOf(planned).map(functionProblem)].find(
    (each) => each !== undefined,
  );
  if (problem !== undefined) return problem;
  if (repeated(errors.flatMap(({ error_code }) => numberOf(error_code) ?? [])) !== undefined)
    return "InvalidArgument: The parameter CustomErrorResponses contains an error code more than once.";
  const path = repeated(blocksOf(planned.ordered_cache_behavior).map(({ path_pattern }) => String(path_pattern)));
  if (path !== undefined)
    return `InvalidArgument: The parameter CacheBehaviors contains the path pattern ${path} more than once.`;
  const origin = repeated(blocksOf(planned.origin).map(({ origin_id }) => String(origin_id)));
  if (origin !== undefined) return `InvalidArgument: The parameter Origins contains the id ${origin} more than once.`;
  const bucket = knownText(blockOf(planned.logging_config).bucket);
  return bucket !== undefined && !/\.s3[.-].*amazonaws\.com(\.cn)?$/.test(bucket)
    ? `InvalidArgument: The parameter Logging Bucket does not refer to a valid S3 bucket: ${bucket}`
    : undefined;
}

/** What a policy lists, by the block: its behaviour and its list. */
const LISTED = [
  ["cookies_config", "cookie_behavior", "cookies"],
  ["headers_config", "header_behavior", "headers"],
  ["query_strings_config", "query_string_behavior", "query_strings"],
] as const;

function policyProblem(planned: ObjectValue): string | undefined {
  for (const part of [planned, ...blocksOf(planned.parameters_in_cache_key_and_forwarded_to_origin)])
    for (const [block, behaviour, list] of LISTED) {
      const config = blockOf(part[block]);
      const asked = String(config[behaviour]);
      const needs = /^(whitelist|allExcept|allViewerAndWhitelistCloudFront)$/.test(asked);
      const has = textsOf(blockOf(config[list]).items).length > 0;
      if ((needs && isMissing(config[list])) || (["none", "all", "allViewer"].includes(asked) && has))
        return `InvalidArgument: The parameter ${behaviour} ${asked} ${needs ? "needs" : "can't have"} a list of ${list}.`;
    }
  return undefined;
}

export const DISTRIBUTION_PART_RULES: readonly AwsRule[] = [
  {
    name: "lists-of-policy",
    source: "https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CachePolicyCookiesConfig.html",
    types: ["aws_cloudfront_cache_policy", "aws_cloudfront_origin_request_policy"],
    apply: ({ planned }) => policyProblem(planned),
  },
  {
    name: "distribution-parts",
    source: "https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html",
    types: ["aws_cloudfront_distribution"],
    apply: ({ planned }) => partProblem(planned),
  },
];
