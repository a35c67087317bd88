import type { ObjectValue } from "../../protocol/values.ts";
import { trusts } from "../iam/assumed-roles.ts";
import { type AwsRule, blockOf, isMissing, knownText } from "../rule.ts";

export const LOG_SETTING_RULES: readonly AwsRule[] = [
  {
    name: "metric-filter-values",
    source: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html",
    types: ["aws_cloudwatch_log_metric_filter"],
    apply({ planned }) {
      const transformation = blockOf(planned.metric_transformation);
      const names = Object.keys((transformation.dimensions ?? {}) as ObjectValue);
      const invalid = (message: string) => `InvalidParameterException: ${message}`;
      if (names.length > 3) return invalid("Invalid metric transformation: at most 3 dimensions can be assigned");
      if (names.length > 0 && !isMissing(transformation.default_value))
        return invalid("Invalid metric transformation: dimensions and default value are mutually exclusive.");
      const values = Object.values((transformation.dimensions ?? {}) as ObjectValue);
      if (values.some((value) => typeof value === "string" && !value.startsWith("$")))
        return invalid("Invalid metric transformation: the value of a dimension must be a field, such as $.level");
      const value = knownText(transformation.value);
      return value === undefined || value.startsWith("$") || /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value)
        ? undefined
        : invalid(`Invalid metric transformation: Value ${value} is neither a number nor a field`);
    },
  },
  {
    name: "log-group-key",
    // Message: https://github.com/hashicorp/terraform-provider-aws/issues/29282
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
    types: ["aws_cloudwatch_log_group"],
    apply({ planned, account, region, others, existed }) {
      const arn = knownText(planned.kms_key_id);
      if (arn === undefined || arn.split(":")[4] !== account) return undefined;
      const key = others("aws_kms_key").find((each) => each.arn === arn);
      const policies = others("aws_kms_key_policy").filter(({ key_id }) =>
        [key?.id, key?.arn].includes(key_id as string),
      );
      const refused = `AccessDeniedException: The specified KMS key does not exist or is not allowed to be used with Arn 'arn:aws:logs:${region}:${account}:log-group:${String(planned.name)}'`;
      if (arn.split(":")[3] !== region) return refused;
      if (key === undefined || existed(key)) return undefined;
      return [key, ...policies].some(({ policy }) => trusts(policy, "logs")) ? undefined : refused;
    },
  },
];
