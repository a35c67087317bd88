import { isPublic, statementsOf } from "../iam/policies.ts";
import { type AwsRule, blockOf, blocksOf, documentOf, knownText, numberOf } from "../rule.ts";
import { isCron } from "./cron.ts";

/** What makes functions that are not listed: rotation is often by an application of AWS's. */
const STACKS = ["aws_cloudformation_stack", "aws_serverlessapplicationrepository_cloudformation_stack"];

export const SECRET_RULES: readonly AwsRule[] = [
  {
    name: "secret-replicas",
    source: "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ReplicateSecretToRegions.html",
    types: ["aws_secretsmanager_secret"],
    apply({ planned, region }) {
      const regions = blocksOf(planned.replica).map((replica) => String(replica.region));
      return regions.includes(region)
        ? `InvalidParameterException: Invalid replica region: ${region} is the region of the secret.`
        : undefined;
    },
  },
  {
    name: "rotation-schedule",
    source: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html",
    types: ["aws_secretsmanager_secret_rotation"],
    apply({ planned }) {
      const rules = blockOf(planned.rotation_rules);
      const schedule = knownText(rules.schedule_expression);
      const rate = /^rate\((\d+) (hours?|days?)\)$/.exec(schedule ?? "");
      if (schedule !== undefined && rate === null && !isCron(schedule))
        return "InvalidParameterException: Invalid RotationRules.ScheduleExpression.";
      if (rate?.[2]?.startsWith("hour") && Number(rate[1]) < 4)
        return "InvalidParameterException: Invalid RotationRules.ScheduleExpression: the rate must be at least 4 hours.";
      return undefined;
    },
  },
  {
    name: "recovery-window",
    source: "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html",
    types: ["aws_secretsmanager_secret"],
    validate({ recovery_window_in_days: days = null }) {
      const value = numberOf(days);
      return value === undefined || value === 0 || (value >= 7 && value <= 30)
        ? undefined
        : `expected recovery_window_in_days to be in the range (7 - 30), got ${value}`;
    },
  },
  {
    name: "public-secret-policy",
    source: "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html",
    types: ["aws_secretsmanager_secret_policy"],
    apply: ({ planned }) =>
      planned.block_public_policy === true && statementsOf(documentOf(planned.policy)).some(isPublic)
        ? "PublicPolicyException: The BlockPublicPolicy parameter is set to true, and the resource policy did not prevent broad access to the secret."
        : undefined,
  },
  {
    name: "rotation-function",
    source: "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html",
    types: ["aws_secretsmanager_secret_rotation"],
    apply({ planned, account, others, existed }) {
      const arn = knownText(planned.rotation_lambda_arn);
      if (arn === undefined || arn.split(":")[4] !== account) return undefined;
      const found = others("aws_lambda_function").find((each) => each.arn === arn);
      const isOfStack = found === undefined && STACKS.some((type) => others(type).length > 0);
      if (isOfStack || (found !== undefined && existed(found))) return undefined;
      const may = others("aws_lambda_permission").some(
        (each) =>
          [found?.arn, found?.function_name].includes(each.function_name as string) &&
          String(each.principal).startsWith("secretsmanager."),
      );
      return found !== undefined && may
        ? undefined
        : "AccessDeniedException: Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.";
    },
  },
];
