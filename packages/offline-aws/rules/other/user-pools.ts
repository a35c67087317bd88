import type { ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blockOf, isMissing, knownText, numberOf, textsOf } from "../rule.ts";

const CLIENT_PAGE =
  "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html";

/** HTTPS, HTTP at the own machine for tests, or the scheme of an app; no fragment. */
function urlProblem(url: string): string | undefined {
  if (/^http:\/\/(?!(localhost|127\.0\.0\.1|\[::1\])([:/]|$))/.test(url)) return `${url} cannot use the HTTP protocol.`;
  if (url.includes("#")) return `${url} cannot use a fragment.`;
  return /^[a-z][a-z0-9+.-]*:/i.test(url) ? undefined : `${url} is not a valid URI.`;
}

const SECONDS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** The validity of a token in seconds; undefined if it is not set. */
function validity(planned: ObjectValue, token: string, unit: string): number | undefined {
  const value = numberOf(planned[`${token}_token_validity`]) ?? 0;
  const named = knownText(blockOf(planned.token_validity_units)[`${token}_token`]);
  return value > 0 ? value * (SECONDS[named ?? unit] ?? 1) : undefined;
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html */
function validityProblem(planned: ObjectValue): string | undefined {
  const refresh = validity(planned, "refresh", "days");
  if (refresh !== undefined && (refresh < 3600 || refresh > 315_360_000))
    return "Invalid range for token validity: RefreshTokenValidity must be between 60 minutes and 10 years";
  for (const token of ["access", "id"]) {
    const seconds = validity(planned, token, "hours");
    if (seconds === undefined) continue;
    if (seconds < 300 || seconds > 86_400)
      return `Invalid range for token validity: the ${token} token must be valid for 5 minutes to 24 hours`;
    if (seconds > (refresh ?? 30 * 86_400))
      return `Invalid range for token validity: the ${token} token must not be valid for longer than the refresh token`;
  }
  return undefined;
}

function clientProblem(planned: ObjectValue): string | undefined {
  const [callbacks, logouts] = [textsOf(planned.callback_urls), textsOf(planned.logout_urls)];
  const wrong = [...callbacks, ...logouts].map(urlProblem).find((problem) => problem !== undefined);
  if (wrong !== undefined) return wrong;
  const redirect = knownText(planned.default_redirect_uri);
  if (redirect !== undefined && Array.isArray(planned.callback_urls) && !callbacks.includes(redirect))
    return "The default redirect URI must be in the list of callback URLs.";
  if (
    planned.allowed_oauth_flows_user_pool_client === true &&
    [planned.allowed_oauth_flows, planned.allowed_oauth_scopes].some((each) => textsOf(each).length === 0)
  )
    return "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.";
  return validityProblem(planned);
}

export const USER_POOL_RULES: readonly AwsRule[] = [
  {
    name: "client",
    source: CLIENT_PAGE,
    types: ["aws_cognito_user_pool_client"],
    apply({ planned }) {
      const problem = clientProblem(planned);
      return problem === undefined ? undefined : `InvalidParameterException: ${problem}`;
    },
  },
  {
    name: "providers-of-client",
    source: CLIENT_PAGE,
    types: ["aws_cognito_user_pool_client"],
    apply({ planned, others, existed }) {
      const pool = others("aws_cognito_user_pool").find(({ id }) => id === planned.user_pool_id);
      if (pool === undefined || existed(pool)) return undefined;
      const known = others("aws_cognito_identity_provider")
        .filter(({ user_pool_id }) => user_pool_id === pool.id)
        .map(({ provider_name }) => provider_name);
      const unknown = textsOf(planned.supported_identity_providers).find(
        (name) => name !== "COGNITO" && !known.includes(name),
      );
      return unknown === undefined
        ? undefined
        : `InvalidParameterException: The provider ${unknown} does not exist for User Pool ${String(pool.id)}.`;
    },
  },
  {
    name: "domain-of-pool",
    source: "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html",
    types: ["aws_cognito_user_pool_domain"],
    apply({ planned }) {
      const domain = knownText(planned.domain) ?? "";
      if (domain.includes(".") && isMissing(planned.certificate_arn))
        return `InvalidParameterException: The domain ${domain} is not a prefix: a custom domain needs a certificate.`;
      if (domain !== "" && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(domain))
        return `InvalidParameterException: 1 validation error detected: Value '${domain}' at 'domain' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?$`;
      const reserved = domain.includes(".") ? undefined : /aws|amazon|cognito/.exec(domain)?.[0];
      return reserved === undefined
        ? undefined
        : `InvalidParameterException: Domain cannot contain reserved word: ${reserved}`;
    },
  },
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
