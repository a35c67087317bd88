import { type AwsRule, textsOf } from "../rule.ts";

export const USER_POOL_RULES: readonly AwsRule[] = [
  {
    name: "flows-of-client",
    source: "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html",
    types: ["aws_cognito_user_pool_client"],
    apply({ planned }) {
      const flows = textsOf(planned.allowed_oauth_flows);
      return flows.includes("client_credentials") && flows.length > 1
        ? "InvalidOAuthFlowException: client_credentials flow can not be selected along with code flow or implicit flow."
        : undefined;
    },
  },
];
