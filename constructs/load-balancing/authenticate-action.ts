import type { LbListenerRuleAction } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import type { AuthenticationConfig } from "../../config/services/authentication.ts";
import { freeId } from "../free-id.ts";

/** The action of a rule that lets only authenticated requests reach the next one. */
export function authenticateAction(scope: Construct, authentication: AuthenticationConfig): LbListenerRuleAction {
  const { scope: asked, sessionCookieName, sessionSeconds, unauthenticated, parameters } = authentication;
  const common = {
    scope: asked,
    sessionCookieName,
    sessionTimeout: sessionSeconds,
    onUnauthenticatedRequest: unauthenticated,
    ...(Object.keys(parameters).length > 0 && { authenticationRequestExtraParams: parameters }),
  };
  if (authentication.type === "cognito") {
    const { userPoolArn, userPoolClientId, userPoolDomain } = authentication;
    return {
      type: "authenticate-cognito",
      order: 1,
      authenticateCognito: { ...common, userPoolArn, userPoolClientId, userPoolDomain },
    };
  }
  const { issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint, clientId } = authentication;
  return {
    type: "authenticate-oidc",
    order: 1,
    authenticateOidc: {
      ...common,
      issuer,
      authorizationEndpoint,
      tokenEndpoint,
      userInfoEndpoint,
      clientId,
      clientSecret: secretVariable(scope, authentication.clientSecretVariable),
    },
  };
}

/** A variable of the stack, which several services may use, so that no secret is in a synthesized file. */
function secretVariable(scope: Construct, name: string): string {
  const stack = TerraformStack.of(scope);
  const known = stack.node.children.find(
    (child): child is TerraformVariable => child instanceof TerraformVariable && child.friendlyUniqueId === name,
  );
  if (known !== undefined) return known.stringValue;
  const variable = new TerraformVariable(stack, freeId(stack, `variable-${name}`), {
    type: "string",
    sensitive: true,
    nullable: false,
    description: "Secret of a client of OpenID Connect",
  });
  variable.overrideLogicalId(name);
  return variable.stringValue;
}
