import { isPublic, statementsOf } from "../iam/policies.ts";
import { type AwsRule, documentOf, knownText, numberOf } from "../rule.ts";

export const SECRET_RULES: readonly AwsRule[] = [
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
      if (found !== undefined && existed(found)) return undefined;
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
