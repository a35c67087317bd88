import { isObject, type Value } from "../../protocol/values.ts";
import { type AskedChange, type AwsRule, blockOf, documentOf, isMissing, knownText } from "../rule.ts";
import { isCron } from "./cron.ts";
import { patternProblem } from "./event-patterns.ts";

/** Whether `rate(…)` or `cron(…)` is one that EventBridge takes: 1 has the singular, and days or weekdays are `?`. */
export function isSchedule(expression: string): boolean {
  const rate = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(expression);
  if (rate !== null) return Number(rate[1]) > 0 && (Number(rate[1]) === 1) === (rate[3] === "");
  return isCron(expression);
}

/** Services of which nothing can be a target (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html). */
const NO_TARGETS =
  /^(acm|cloudfront|cloudwatch|cognito-idp|dynamodb|ec2|ecr|elasticache|elasticfilesystem|elasticloadbalancing|iam|kms|rds|route53|s3|secretsmanager|servicediscovery)$/;

/** Services whose targets are in the region of the rule. */
const OF_REGION = /^(batch|codebuild|codepipeline|ecs|firehose|kinesis|lambda|logs|sns|sqs|states)$/;

/** What EventBridge says of the ARNs of a target. */
function arnProblem({ planned, region }: AskedChange): string | undefined {
  const [target = "", letters = ""] = [planned.arn, blockOf(planned.dead_letter_config).arn].map((each) =>
    knownText(each),
  );
  const [, , service = "", at] = target.split(":");
  if (NO_TARGETS.test(service))
    return `ValidationException: Parameter ${target} is not valid. Reason: Provided Arn is not in correct format.`;
  if (OF_REGION.test(service) && at !== region)
    return `ValidationException: Parameter ${target} is not valid. Reason: the target must be in the region ${region} of its rule.`;
  return letters !== "" && (letters.split(":")[2] !== "sqs" || letters.endsWith(".fifo"))
    ? `ValidationException: Parameter ${letters} is not valid. Reason: a dead-letter queue must be a standard SQS queue.`
    : undefined;
}

function targetProblem(change: AskedChange): string | undefined {
  const { planned, prior, others } = change;
  const bus = knownText(planned.event_bus_name) ?? "default";
  const [rule, name] = [String(planned.rule), bus.split("/").pop()];
  const onBus = (each: unknown) => (knownText(each as Value) ?? "default").split("/").pop() === name;
  if (!others("aws_cloudwatch_event_rule").some((each) => each.name === rule && onBus(each.event_bus_name)))
    return `ResourceNotFoundException: Rule ${rule} does not exist on EventBus ${name}.`;
  const wrong = arnProblem(change);
  if (wrong !== undefined) return wrong;
  const siblings = others("aws_cloudwatch_event_target").filter(
    (each) => each.rule === rule && onBus(each.event_bus_name),
  );
  if (prior === null && siblings.length >= 5)
    return "LimitExceededException: The requested resource exceeds the maximum number allowed.";
  const target = knownText(planned.arn) ?? "";
  if (/:sqs:.*\.fifo$/.test(target) && isMissing(planned.sqs_target))
    return `ValidationException: Parameter(s) SqsParameters must be specified for target: ${String(planned.target_id)}.`;
  const { input_paths: paths, input_template: template } = blockOf(planned.input_transformer);
  const names = isObject(paths) ? Object.keys(paths) : [];
  const placeholder = [...String(template ?? "").matchAll(/<([A-Za-z0-9_.-]+)>/g)]
    .map(([, name = ""]) => name)
    .find((name) => !names.includes(name) && !name.startsWith("aws.events."));
  if (placeholder !== undefined)
    return `ValidationException: InputTemplate for target ${String(planned.target_id)} contains invalid placeholder ${placeholder}.`;
  const needsRole =
    /:(ecs|states|codepipeline|kinesis|batch|firehose|codebuild|ssm):/.test(target) || /:event-bus\//.test(target);
  if (/:ecs:.*:cluster\//.test(target) && isMissing(planned.ecs_target))
    return `ValidationException: Parameter(s) EcsParameters must be specified for target: ${String(planned.target_id)}.`;
  return needsRole && isMissing(planned.role_arn) && !/:event-bus\//.test(target)
    ? `ValidationException: RoleArn is required for target ${target}.`
    : undefined;
}

export const EVENT_RULES: readonly AwsRule[] = [
  {
    name: "name-of-bus",
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/events/validate.go",
    types: ["aws_cloudwatch_event_bus"],
    validate: ({ name }) => (name === "default" ? "invalid value for name (cannot be 'default')" : undefined),
  },
  {
    name: "event-pattern",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html",
    types: ["aws_cloudwatch_event_rule"],
    apply({ planned }) {
      const text = knownText(planned.event_pattern);
      const problem = text === undefined ? undefined : patternProblem(documentOf(text));
      return problem === undefined
        ? undefined
        : `InvalidEventPatternException: Event pattern is not valid. Reason: ${problem}`;
    },
  },
  {
    name: "schedule",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html",
    types: ["aws_cloudwatch_event_rule"],
    apply({ planned, others }) {
      const schedule = knownText(planned.schedule_expression);
      if (schedule !== undefined && !isSchedule(schedule))
        return "ValidationException: Parameter ScheduleExpression is not valid.";
      const bus = knownText(planned.event_bus_name)?.split("/").pop() ?? "default";
      if (bus === "default") return undefined;
      if (schedule !== undefined)
        return "ValidationException: ScheduleExpression is supported only on the default event bus.";
      return others("aws_cloudwatch_event_bus").some(({ name }) => name === bus) || bus.startsWith("aws.")
        ? undefined
        : `ResourceNotFoundException: Event bus ${bus} does not exist.`;
    },
  },
  {
    name: "event-target",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html",
    types: ["aws_cloudwatch_event_target"],
    apply: targetProblem,
  },
];
