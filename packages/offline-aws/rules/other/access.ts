import { type AwsRule, blocksOf, textsOf } from "../rule.ts";

const FACTORS = [
  "sms_configuration",
  "software_token_mfa_configuration",
  "email_mfa_configuration",
  "web_authn_configuration",
];

export const ACCESS_RULES: readonly AwsRule[] = [
  {
    name: "user-pool-factors",
    source: "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SetUserPoolMfaConfig.html",
    types: ["aws_cognito_user_pool"],
    apply: ({ planned }) =>
      ["ON", "OPTIONAL"].includes(planned.mfa_configuration as string) &&
      FACTORS.every((name) => blocksOf(planned[name]).length === 0)
        ? "InvalidParameterException: Invalid MFA configuration given, can't turn on MFA and disable all MFAs."
        : undefined,
  },
  {
    name: "ip-set-addresses",
    source: "https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateIPSet.html",
    types: ["aws_wafv2_ip_set"],
    apply({ planned }) {
      const form =
        planned.ip_address_version === "IPV6" ? /^[0-9a-f:.]*:[0-9a-f:.]*\/\d{1,3}$/i : /^\d+(\.\d+){3}\/\d{1,2}$/;
      const wrong = textsOf(planned.addresses).find((address) => !form.test(address));
      return wrong === undefined
        ? undefined
        : `WAFInvalidParameterException: Error reason: The parameter contains formatting that is not valid., field: IP_ADDRESS, parameter: ${wrong}`;
    },
  },
];
