import { type AwsRule, numberOf, textsOf } from "../rule.ts";

const QUOTAS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";

/** Limits of numbers in the password policy of an account, by the member that IAM names. */
const PASSWORD: Readonly<Record<string, readonly [member: string, least: number, most: number]>> = {
  minimum_password_length: ["minimumPasswordLength", 6, 128],
  max_password_age: ["maxPasswordAge", 1, 1095],
  password_reuse_prevention: ["passwordReusePrevention", 1, 24],
};

export const USER_RULES: readonly AwsRule[] = [
  {
    name: "groups-of-user",
    source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddUserToGroup.html",
    types: ["aws_iam_user_group_membership", "aws_iam_group_membership"],
    apply({ planned, others }) {
      const groups = others("aws_iam_group").map(({ name }) => name);
      const missing = [...textsOf(planned.groups), ...textsOf([planned.group ?? null])].find(
        (name) => !groups.includes(name),
      );
      return missing === undefined ? undefined : `NoSuchEntity: The group with name ${missing} cannot be found.`;
    },
  },
  {
    name: "access-keys-of-user",
    source: QUOTAS,
    types: ["aws_iam_access_key"],
    apply: ({ planned, prior, others }) =>
      prior === null && others("aws_iam_access_key").filter(({ user }) => user === planned.user).length >= 2
        ? "LimitExceeded: Cannot exceed quota for AccessKeysPerUser: 2"
        : undefined,
  },
  {
    name: "password-policy",
    source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html",
    types: ["aws_iam_account_password_policy"],
    apply({ planned }) {
      for (const [name, [member, least, most]] of Object.entries(PASSWORD)) {
        const value = numberOf(planned[name]);
        // Zero leaves the choice to IAM.
        if (value !== undefined && value !== 0 && (value < least || value > most))
          return `ValidationError: 1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have value ${value < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`}`;
      }
      return undefined;
    },
  },
];
