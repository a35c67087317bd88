import type { ObjectValue, Value } from "../../protocol/values.ts";
import { type AwsRule, blockOf, blocksOf, isMissing, knownText, numberOf, repeated, textsOf } from "../rule.ts";
import { isLogPattern } from "./log-patterns.ts";

const ALARM_PAGE = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html";
const ALARM = ["aws_cloudwatch_metric_alarm"];
const DAY = 86_400;

/** Words of an expression that are ids of other queries: those that begin in lower case, as functions and constants do not. */
const idsIn = (expression: string) => expression.replace(/"[^"]*"|'[^']*'/g, "").match(/\b[a-z][A-Za-z0-9_]*\b/g) ?? [];

function queryProblem(queries: readonly ObjectValue[]): string | undefined {
  if (queries.length === 0) return undefined;
  const ids = queries.map(({ id }) => String(id));
  const twin = repeated(ids);
  if (twin !== undefined) return `The values for parameter id in the metrics list must be unique: ${twin}`;
  const wrong = ids.find((id) => !/^[a-z][A-Za-z0-9_]*$/.test(id));
  if (wrong !== undefined)
    return `The id ${wrong} is not valid: it must begin with a lower-case letter and have letters, numbers and underscores only`;
  for (const { id, expression, metric } of queries) {
    const isExpression = knownText(expression) !== undefined;
    if (isExpression === blocksOf(metric).length > 0)
      return `Exactly one of expression and metric must be specified in the metrics list, at ${String(id)}`;
    const missing =
      isExpression && !/^\s*SELECT\b|INSIGHT_RULE_METRIC/i.test(String(expression))
        ? idsIn(String(expression)).find((each) => !ids.includes(each))
        : undefined;
    if (missing !== undefined)
      return `Invalid metrics list: ${missing} in the expression ${String(expression)} is not the id of a query`;
  }
  const returning = queries.filter(({ return_data }) => return_data === true);
  const isAnomaly = queries.some(({ expression }) => isBand(expression));
  return returning.length === 1 || isAnomaly
    ? undefined
    : "Exactly one element of the metrics list should return data.";
}

const isBand = (expression: Value | undefined) => /ANOMALY_DETECTION_BAND/.test(String(expression));

function alarmProblem(planned: ObjectValue): string | undefined {
  const queries = blocksOf(planned.metric_query);
  const [period, evaluated, points] = ["period", "evaluation_periods", "datapoints_to_alarm"].map((name) =>
    numberOf(planned[name]),
  );
  if (queries.length === 0) {
    if (isMissing(planned.metric_name)) return "Either MetricName and Namespace, or Metrics, must be specified";
    for (const name of ["namespace", "period"])
      if (isMissing(planned[name])) return `Parameter ${name} must be specified with metric_name`;
  }
  if (isMissing(planned.threshold) && isMissing(planned.threshold_metric_id))
    return "Threshold must be specified where there is no ThresholdMetricId";
  if (Object.keys(planned.dimensions ?? {}).length > 30)
    return "The collection Dimensions must not have a size greater than 30.";
  if (evaluated !== undefined && points !== undefined && points > evaluated)
    return "The DatapointsToAlarm must be less than or equal to the EvaluationPeriods";
  const maxSeconds = (period ?? 0) >= 3600 ? 7 * DAY : DAY;
  if (period !== undefined && evaluated !== undefined && period * evaluated > maxSeconds)
    return maxSeconds === DAY
      ? "Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400)."
      : "Metrics cannot be checked across more than 7 days (EvaluationPeriods * Period must be <= 604800).";
  for (const name of ["alarm_actions", "ok_actions", "insufficient_data_actions"]) {
    if (textsOf(planned[name]).length > 5) return `${name} can have at most 5 actions`;
    const wrong = textsOf(planned[name]).find((arn) => !arn.startsWith("arn:"));
    if (wrong !== undefined) return `Invalid arn syntax: ${wrong}`;
  }
  const band = knownText(planned.threshold_metric_id);
  if (band !== undefined && !queries.some(({ id, expression }) => id === band && isBand(expression)))
    return `Invalid metrics list: the ThresholdMetricId ${band} must be the id of an ANOMALY_DETECTION_BAND function`;
  return queryProblem(queries);
}

const isPeriod = (value: number) => [0, 10, 20, 30].includes(value) || (value > 0 && value % 60 === 0);
const periodProblem = (name: string, value: number | undefined) =>
  value === undefined || isPeriod(value) ? undefined : `expected ${name} to be divisible by 60, got: ${value}`;

const groupNames = (asked: (type: string) => ObjectValue[]) =>
  asked("aws_cloudwatch_log_group").map(({ name }) => name);

export const MONITORING_RULES: readonly AwsRule[] = [
  {
    name: "alarm-period",
    source: ALARM_PAGE,
    types: ALARM,
    validate: ({ period, metric_query }) =>
      periodProblem("period", numberOf(period)) ??
      blocksOf(metric_query)
        .flatMap((query) => [numberOf(query.period), numberOf(blockOf(query.metric).period)])
        .map((each) => (each === 1 || each === 5 ? undefined : periodProblem("period", each)))
        .find((problem) => problem !== undefined),
  },
  {
    name: "alarm-unit",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html",
    types: ALARM,
    validate: ({ unit, extended_statistic }) => {
      if (knownText(unit) !== undefined && !UNITS.test(String(unit)))
        return `expected unit to be one of [Seconds Microseconds Milliseconds Bytes … Percent Count … None], got ${String(unit)}`;
      return knownText(extended_statistic) !== undefined && !STATISTIC.test(String(extended_statistic))
        ? "invalid value for extended_statistic (invalid statistic, see: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html)"
        : undefined;
    },
  },
  {
    name: "alarm",
    source: ALARM_PAGE,
    types: ALARM,
    plan(_, __, config) {
      if (
        knownText(config.metric_name) !== undefined &&
        isMissing(config.statistic) &&
        isMissing(config.extended_statistic)
      )
        return "One of `statistic` or `extended_statistic` must be set for a cloudwatch metric alarm";
      return blocksOf(config.metric_query).some(
        (query) => knownText(query.expression) && blocksOf(query.metric).length > 0,
      )
        ? "No metric_query may have both `expression` and a `metric` specified"
        : undefined;
    },
    apply({ planned }) {
      const problem = alarmProblem(planned);
      return problem === undefined ? undefined : `ValidationError: ${problem}`;
    },
  },
  {
    name: "log-group-of-filter",
    source: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html",
    types: ["aws_cloudwatch_log_metric_filter", "aws_cloudwatch_log_subscription_filter", "aws_cloudwatch_log_stream"],
    apply: ({ planned, others }) =>
      groupNames(others).includes(planned.log_group_name as string)
        ? undefined
        : "ResourceNotFoundException: The specified log group does not exist.",
  },
  {
    name: "filters-of-log-group",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html",
    types: ["aws_cloudwatch_log_subscription_filter"],
    apply({ planned, prior, others }) {
      const siblings = others("aws_cloudwatch_log_subscription_filter").filter(
        ({ log_group_name, name }) => log_group_name === planned.log_group_name && name !== planned.name,
      );
      return prior === null && siblings.length >= 2 ? "LimitExceededException: Resource limit exceeded." : undefined;
    },
  },
  {
    name: "filter-pattern",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html",
    types: ["aws_cloudwatch_log_metric_filter", "aws_cloudwatch_log_subscription_filter"],
    apply({ planned }) {
      const pattern = knownText(planned.pattern) ?? knownText(planned.filter_pattern) ?? "";
      return isLogPattern(pattern) ? undefined : "InvalidParameterException: Invalid filter pattern";
    },
  },
];

const UNITS =
  /^((Micro|Milli)?[Ss]econds|((Kilo|Mega|Giga|Tera)?[Bb](yte|it)s)(\/Second)?|Percent|Count(\/Second)?|None)$/;
const STATISTIC = /^((p|tm|wm|tc|ts)(\d{1,2}(\.\d{1,10})?|100)|IQM|(TM|WM|TC|TS|PR)\(.*\))$/;
