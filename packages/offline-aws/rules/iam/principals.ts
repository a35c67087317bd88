import { isObject, type Value } from "../../protocol/values.ts";
import { type AskedChange, type AwsRule, documentOf } from "../rule.ts";
import { statementsOf } from "./policies.ts";

const many = (value: Value | undefined): string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);

/** What a service says of a policy that lets in a role or user that is not there. */
const POLICIES: Readonly<Record<string, readonly [argument: string, refusal: (arn: string) => string]>> = {
  aws_iam_role: ["assume_role_policy", (arn) => `MalformedPolicyDocument: Invalid principal in policy: "AWS":"${arn}"`],
  aws_s3_bucket_policy: ["policy", () => "MalformedPolicy: Invalid principal in policy"],
  aws_kms_key: [
    "policy",
    () => "MalformedPolicyDocumentException: Policy contains a statement with one or more invalid principals.",
  ],
};

/** What is not listed: roles that AWS makes, of services and of IAM Identity Center, and who calls the offline AWS. */
const UNLISTED = /:role\/aws-(service-role|reserved)\/|:user\/offline$/;

/** A role or user of the account in the principals of a policy that doesn't exist. */
function missingPrincipal(document: Value | undefined, { account, others }: AskedChange): string | undefined {
  const named = statementsOf(document).flatMap(({ Principal }) => (isObject(Principal) ? many(Principal.AWS) : []));
  const known = ["aws_iam_role", "aws_iam_user"].flatMap(others).map(({ arn }) => arn);
  return named.find(
    (arn) =>
      /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\//.test(arn) &&
      arn.split(":")[4] === account &&
      !UNLISTED.test(arn) &&
      !known.includes(arn),
  );
}

export const PRINCIPAL_RULES: readonly AwsRule[] = [
  {
    name: "principals-of-policy",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    types: Object.keys(POLICIES),
    apply(change) {
      const [argument, refusal] = POLICIES[change.type] as (typeof POLICIES)[string];
      const text = change.planned[argument];
      if (change.prior !== null && change.prior[argument] === text) return undefined;
      const missing = missingPrincipal(documentOf(text), change);
      return missing === undefined ? undefined : refusal(missing);
    },
  },
  {
    name: "iam-path",
    source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html",
    types: ["aws_iam_policy", "aws_iam_role", "aws_iam_user", "aws_iam_group", "aws_iam_instance_profile"],
    apply: ({ planned, prior }) =>
      prior !== null || typeof planned.path !== "string" || /^(\/|\/[!-~]+\/)$/.test(planned.path)
        ? undefined
        : "ValidationError: The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.",
  },
];
