import * as v from "valibot";
import { choice, integer, kinds, text } from "../fields.ts";
import type { Finding } from "../finding.ts";

const url = () =>
  text(/^https:\/\/[^\s/]+(\/\S*)?$/, "is not an HTTPS URL: write the full URL, such as https://id.example.com/token");

/** Query parameters of the redirect to the identity provider, at most (API reference, AuthenticateOidcActionConfig). */
const MAX_PARAMETERS = 10;

/**
 * Whether a domain is a custom one, or a prefix that Cognito takes
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html).
 */
const isPrefix = (domain: string): boolean =>
  domain.includes(".") || (domain.length <= 63 && !/aws|amazon|cognito/.test(domain));

const common = {
  /** Scopes requested from the identity provider, such as `openid email`. @default "openid" */
  scope: v.optional(
    v.pipe(
      text(/^[!-~]+( [!-~]+)*$/, "is not a scope: write words separated by single spaces"),
      // "MUST contain the openid scope value" (https://openid.net/specs/openid-connect-core-1_0.html, 3.1.2.1).
      v.check((scope) => scope.split(" ").includes("openid"), "has no openid, which OpenID Connect requires: add it"),
    ),
    "openid",
  ),
  /** Name of the cookie of the session; services of one host need different ones. @default "AWSELBAuthSessionCookie" */
  sessionCookieName: v.optional(
    text(/^[\w-]{1,100}$/, "is not a name: use up to 100 letters, digits, _ and -"),
    "AWSELBAuthSessionCookie",
  ),
  /** Maximum duration of a session, 1 to 604800 seconds. @default 604800: seven days */
  sessionSeconds: v.optional(integer(1, 604800, "seconds"), 604800),
  /** What happens to requests without a session. @default "authenticate": they are redirected to the identity provider */
  unauthenticated: v.optional(choice("authenticate", "allow", "deny"), "authenticate"),
  /** Query parameters of the redirect to the identity provider, at most 10. @default none */
  parameters: v.optional(
    v.record(text(/^[A-Za-z0-9_-]+$/, "is not a parameter: use letters, digits, _ and -"), v.string()),
    {},
  ),
};

/** Authentication of users by the load balancer (Elastic Load Balancing user guide, authenticate users). */
export const authentication = kinds([
  v.strictObject({
    /** An identity provider of OpenID Connect. */
    type: v.literal("oidc"),
    /** Issuer of the identity provider. */
    issuer: url(),
    /** Endpoint that users are redirected to. */
    authorizationEndpoint: url(),
    /** Endpoint that the load balancer gets tokens from, with a public certificate. */
    tokenEndpoint: url(),
    /** Endpoint that the load balancer gets claims from, with a public certificate. */
    userInfoEndpoint: url(),
    /** Client id of the load balancer at the identity provider. */
    clientId: text(/^\S+$/, "is empty or has spaces: write it as the identity provider shows it"),
    /**
     * Terraform variable that holds the secret of the client, such as `oidc_secret`: set `TF_VAR_oidc_secret` where the stack
     * is planned and applied. The secret is in the state in plain text.
     */
    clientSecretVariable: v.pipe(
      text(
        /^[A-Za-z_]\w{0,99}$/,
        "is not the name of a variable, and a secret must not be here: use letters, digits and _",
      ),
      v.check(
        (name) => !name.startsWith("TF_VAR_"),
        "is the variable of the shell, to whose name Terraform adds TF_VAR_: write it without",
      ),
    ),
    ...common,
  }),
  v.strictObject({
    /** A user pool of Amazon Cognito; no secret is configured. */
    type: v.literal("cognito"),
    /** User pool. */
    userPoolArn: text(
      /^arn:aws[a-z-]*:cognito-idp:([a-z0-9-]+):\d{12}:userpool\/\1_\w+$/,
      "is not the ARN of a user pool: write it as Cognito shows it, arn:aws:cognito-idp:…:userpool/…",
    ),
    /** App client of the pool, with a secret and the authorization code grant. */
    userPoolClientId: text(/^[\w+]{1,128}$/, "is not a client: write its id as Cognito shows it"),
    /** Domain of the pool: the prefix of a Cognito domain, or a custom domain. */
    userPoolDomain: v.pipe(
      text(/^[a-z0-9][a-z0-9.-]{0,252}$/, "is not a domain: write the prefix, or a full custom domain"),
      v.check(
        isPrefix,
        "is a prefix that Cognito does not take: use up to 63 characters, without aws, amazon and cognito",
      ),
    ),
    ...common,
  }),
]);

export type AuthenticationConfig = v.InferOutput<typeof authentication>;

/** Finds parameters that Elastic Load Balancing would refuse. */
export function checkParameters({ parameters }: AuthenticationConfig): Finding[] {
  if (Object.keys(parameters).length <= MAX_PARAMETERS) return [];
  return [{ path: ["parameters"], message: `is too long: a redirect allows ${MAX_PARAMETERS} parameters` }];
}
