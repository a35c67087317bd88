import { isObject } from "../../protocol/values.ts";
import { isServicePrincipal } from "../iam/trust.ts";
import { type AwsRule, blockOf, knownText, numberOf } from "../rule.ts";

/** What an account may run at once, and what has to be left for functions that reserve nothing. */
const CONCURRENCY = 1000;
const LEFT_UNRESERVED = 100;

/** An account, a user or role, everyone, or a service. */
const isPrincipal = (principal: string) =>
  /^(\*|\d{12}|arn:aws[a-z-]*:(iam|sts)::\d{12}:.+)$/.test(principal) ||
  isServicePrincipal(principal) ||
  /\.amazonaws\.com(\.cn)?$/.test(principal);

export const FUNCTION_PART_RULES: readonly AwsRule[] = [
  {
    name: "reserved-concurrency",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
    types: ["aws_lambda_function"],
    apply({ planned, others }) {
      const reserved = [planned, ...others("aws_lambda_function")]
        .map((each) => Math.max(0, numberOf(each.reserved_concurrent_executions) ?? 0))
        .reduce((sum, each) => sum + each, 0);
      return reserved > CONCURRENCY - LEFT_UNRESERVED && (numberOf(planned.reserved_concurrent_executions) ?? -1) > 0
        ? `InvalidParameterValueException: Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${LEFT_UNRESERVED}].`
        : undefined;
    },
  },
  {
    name: "invoker",
    source: "https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html",
    types: ["aws_lambda_permission"],
    apply({ planned }) {
      const principal = knownText(planned.principal);
      return principal === undefined || isPrincipal(principal)
        ? undefined
        : "InvalidParameterValueException: The provided principal was invalid. Please check the principal and try again.";
    },
  },
  {
    name: "permitted-action",
    source: "https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html",
    types: ["aws_lambda_permission"],
    validate: ({ action }) =>
      typeof action !== "string" || /^(lambda:\*|lambda:[A-Za-z]+|\*)$/.test(action)
        ? undefined
        : `"${action}" is not a valid action: it must match (lambda:[*]|lambda:[a-zA-Z]+|[*])`,
  },
  {
    name: "weights-of-alias",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html",
    types: ["aws_lambda_alias"],
    apply({ planned }) {
      const { additional_version_weights: weights = null } = blockOf(planned.routing_config);
      const versions = isObject(weights) ? Object.keys(weights) : [];
      if (versions.length === 0) return undefined;
      if (planned.function_version === "$LATEST" || versions.includes("$LATEST"))
        return "InvalidParameterValueException: $LATEST is not supported for an alias pointing to more than 1 version";
      return versions.includes(String(planned.function_version))
        ? `InvalidParameterValueException: The alias points to version ${String(planned.function_version)}, which can't be an additional version too`
        : undefined;
    },
  },
  {
    name: "provisioned-version",
    source: "https://docs.aws.amazon.com/lambda/latest/api/API_PutProvisionedConcurrencyConfig.html",
    types: ["aws_lambda_provisioned_concurrency_config"],
    apply: ({ planned }) =>
      planned.qualifier === "$LATEST"
        ? "InvalidParameterValueException: Provisioned Concurrency Configs cannot be applied to unpublished function versions."
        : undefined,
  },
  {
    name: "code-of-layer",
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/lambda/layer_version.go",
    types: ["aws_lambda_layer_version"],
    apply: ({ planned, prior }) =>
      prior === null && ["filename", "s3_bucket", "s3_key"].every((name) => knownText(planned[name]) === undefined)
        ? "filename or s3_* attributes must be set"
        : undefined,
  },
];
