import type { ObjectValue } from "../../protocol/values.ts";
import { isSchedule } from "../other/events.ts";
import { type AskedChange, type AwsRule, blockOf, blocksOf, isMissing, knownText, numberOf } from "../rule.ts";
import { isTimezone } from "../timezone.ts";
import { stepsProblem } from "./steps.ts";

const TARGET_PAGE = "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html";

/** The form of a resource id, by service namespace. */
const FORMS: Readonly<Record<string, RegExp>> = {
  ecs: /^service\/[^/]+\/[^/]+$/,
  dynamodb: /^table\/[^/]+(\/index\/[^/]+)?$/,
  rds: /^cluster:.+$/,
  lambda: /^function:.+:.+$/,
  elasticache: /^replication-group\/.+$/,
};

function serviceOf({ planned, others }: AskedChange): ObjectValue | undefined {
  const [, cluster, name] = String(planned.resource_id).split("/");
  return others("aws_ecs_service").find(
    (each) => each.name === name && String(each.cluster).split("/").pop() === cluster,
  );
}

function targetProblem(change: AskedChange): string | undefined {
  const { planned, others } = change;
  const namespace = String(planned.service_namespace);
  const [least, most] = [numberOf(planned.min_capacity), numberOf(planned.max_capacity)];
  if (least !== undefined && most !== undefined && least > most)
    return "Maximum capacity cannot be less than minimum capacity";
  const isMatching = String(planned.scalable_dimension).startsWith(`${namespace}:`);
  if (!isMatching || FORMS[namespace]?.test(String(planned.resource_id)) === false)
    return "Unsupported service namespace, resource type or scalable dimension";
  if (namespace === "ecs" && serviceOf(change) === undefined)
    return `ECS service doesn't exist: ${String(planned.resource_id)}`;
  const table = /^table\/([^/]+)/.exec(String(planned.resource_id))?.[1];
  return namespace === "dynamodb" &&
    table !== undefined &&
    !others("aws_dynamodb_table").some(({ name }) => name === table)
    ? `DynamoDB table does not exist: ${String(planned.resource_id)}`
    : undefined;
}

const KEY = ["service_namespace", "resource_id", "scalable_dimension"] as const;
const isSame = (a: ObjectValue, b: ObjectValue) => KEY.every((name) => a[name] === b[name]);

function unregistered({ planned, others }: AskedChange): string | undefined {
  return others("aws_appautoscaling_target").some((target) => isSame(target, planned))
    ? undefined
    : `ObjectNotFoundException: No scalable target registered for service namespace: ${String(planned.service_namespace)}, resource ID: ${String(planned.resource_id)}, scalable dimension: ${String(planned.scalable_dimension)}`;
}

/** Predefined metrics of services (https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html). */
const METRICS: Readonly<Record<string, RegExp>> = {
  dynamodb: /^DynamoDB/,
  ecs: /^(ECSService|ALBRequestCount)/,
  elasticache: /^ElastiCache/,
  lambda: /^Lambda/,
  rds: /^RDSReader/,
};

const metricOf = (policy: ObjectValue) =>
  knownText(
    blockOf(blockOf(policy.target_tracking_scaling_policy_configuration).predefined_metric_specification)
      .predefined_metric_type,
  );

function policyProblem(change: AskedChange): string | undefined {
  const { planned, prior, others } = change;
  const missing = unregistered(change);
  if (missing !== undefined) return missing;
  const tracking = blockOf(planned.target_tracking_scaling_policy_configuration);
  const type = knownText(planned.policy_type) ?? "StepScaling";
  if (type === "TargetTrackingScaling" && isMissing(planned.target_tracking_scaling_policy_configuration))
    return "ValidationException: A target tracking scaling policy configuration is required for policy type TargetTrackingScaling";
  if (type === "StepScaling" && isMissing(planned.step_scaling_policy_configuration))
    return "ValidationException: A step scaling policy configuration is required for policy type StepScaling";
  if (
    type === "TargetTrackingScaling" &&
    isMissing(tracking.predefined_metric_specification) === isMissing(tracking.customized_metric_specification)
  )
    return "ValidationException: You must specify either a predefined or a customized metric specification";
  const metric = metricOf(planned);
  const label = blockOf(tracking.predefined_metric_specification).resource_label;
  if (metric === "ALBRequestCountPerTarget" && isMissing(label))
    return "ValidationException: Resource label is required for predefined metric type ALBRequestCountPerTarget";
  const metrics = METRICS[String(planned.service_namespace)];
  if (metric !== undefined && metrics?.test(metric) === false)
    return `ValidationException: Predefined metric type ${metric} is not supported for service namespace ${String(planned.service_namespace)}`;
  const twin = others("aws_appautoscaling_policy").some(
    (each) => isSame(each, planned) && metric !== undefined && metricOf(each) === metric && each.name !== planned.name,
  );
  if (prior === null && twin)
    return "ValidationException: Only one TargetTrackingScaling policy for a given metric specification is allowed.";
  return stepProblem(planned);
}

/** What Application Auto Scaling says of the steps of a policy. */
function stepProblem(planned: ObjectValue): string | undefined {
  const problem = stepsProblem(blocksOf(blockOf(planned.step_scaling_policy_configuration).step_adjustment));
  return problem === undefined ? undefined : `ValidationException: ${problem}`;
}

export const APPLICATION_SCALING_RULES: readonly AwsRule[] = [
  {
    name: "scalable-target",
    source: TARGET_PAGE,
    types: ["aws_appautoscaling_target"],
    apply(change) {
      const problem = targetProblem(change);
      return problem === undefined ? undefined : `ValidationException: ${problem}`;
    },
  },
  {
    name: "application-scaling-policy",
    source: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html",
    types: ["aws_appautoscaling_policy"],
    apply: policyProblem,
  },
  {
    name: "scheduled-action",
    source: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html",
    types: ["aws_appautoscaling_scheduled_action"],
    apply(change) {
      const { planned } = change;
      const action = blockOf(planned.scalable_target_action);
      const [least, most] = [numberOf(action.min_capacity), numberOf(action.max_capacity)];
      if (least !== undefined && most !== undefined && least > most)
        return "ValidationException: Maximum capacity cannot be less than minimum capacity";
      const schedule = String(planned.schedule);
      if (!/^at\(\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?\)$/.test(schedule) && !isSchedule(schedule))
        return `ValidationException: Invalid schedule expression: ${schedule}`;
      const zone = knownText(planned.timezone);
      if (zone !== undefined && !isTimezone(zone)) return `ValidationException: Invalid time zone: ${zone}`;
      return unregistered(change);
    },
  },
];
