import { isObject, type Value } from "../../protocol/values.ts";
import { grammarProblem, statementsOf } from "../iam/policies.ts";
import { type AwsRule, documentOf, knownText } from "../rule.ts";

/** Whether a principal is everyone, or an account, user or role: a service can't change a policy. */
const isOfAccount = (principal: Value | undefined): boolean =>
  principal === undefined || principal === "*" || (isObject(principal) && principal.AWS !== undefined);

const KEYS = ["aws_kms_key", "aws_kms_external_key", "aws_kms_replica_key", "aws_kms_replica_external_key"];

export const KEY_RULES: readonly AwsRule[] = [
  {
    name: "granted-key",
    source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html",
    types: ["aws_kms_grant"],
    apply({ planned, account, region, others }) {
      const key = knownText(planned.key_id);
      const isElsewhere = key?.startsWith("arn:") && !key.includes(`:${region}:${account}:`);
      if (key === undefined || isElsewhere) return undefined;
      return KEYS.flatMap(others).some(({ key_id, arn, id }) => [key_id, arn, id].includes(key))
        ? undefined
        : `NotFoundException: Key '${key}' does not exist`;
    },
  },
  {
    name: "key-policy",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html",
    types: ["aws_kms_key", "aws_kms_external_key"],
    apply({ planned }) {
      const text = knownText(planned.policy);
      if (text === undefined) return undefined;
      const document = documentOf(text);
      const grammar = grammarProblem(document);
      if (grammar !== undefined) return `MalformedPolicyDocumentException: ${grammar}`;
      const statements = statementsOf(document);
      if (statements.some(({ Principal, NotPrincipal }) => Principal === undefined && NotPrincipal === undefined))
        return "MalformedPolicyDocumentException: Policy contains a statement with no principal.";
      const mayChange = statements.some(
        ({ Effect, Principal, Action, NotAction }) =>
          Effect === "Allow" &&
          isOfAccount(Principal) &&
          (NotAction !== undefined || /kms:(\*|Put|P\*)|"\*"/.test(JSON.stringify([Action ?? ""].flat()))),
      );
      return mayChange || planned.bypass_policy_lockout_safety_check === true
        ? undefined
        : "MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future.";
    },
  },
  {
    name: "key-use",
    source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html",
    types: ["aws_kms_key"],
    apply({ planned }) {
      const [spec, usage] = [String(planned.customer_master_key_spec), String(planned.key_usage)];
      const symmetric = spec === "SYMMETRIC_DEFAULT";
      const fits =
        (symmetric && usage === "ENCRYPT_DECRYPT") ||
        (spec.startsWith("HMAC") && usage === "GENERATE_VERIFY_MAC") ||
        (spec.startsWith("RSA") && ["ENCRYPT_DECRYPT", "SIGN_VERIFY"].includes(usage)) ||
        (spec.startsWith("ECC") && ["SIGN_VERIFY", "KEY_AGREEMENT"].includes(usage)) ||
        !/^(SYMMETRIC|HMAC|RSA|ECC)/.test(spec);
      if (!fits) return `ValidationException: KeyUsage ${usage} is not compatible with KeySpec ${spec}`;
      return planned.enable_key_rotation === true && !symmetric
        ? "UnsupportedOperationException: You cannot enable rotation of asymmetric or HMAC keys"
        : undefined;
    },
  },
  {
    name: "alias-name",
    source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html",
    types: ["aws_kms_alias"],
    apply: ({ planned }) =>
      knownText(planned.name)?.startsWith("alias/aws/")
        ? "NotAuthorizedException: Aliases that begin with alias/aws/ are reserved for AWS managed keys"
        : undefined,
  },
];
