import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import type { AuthenticationConfig } from "../../../config/services/authentication.ts";
import { ServiceTarget } from "../../../constructs/load-balancing/service-target.ts";
import { route, service } from "../../support/service-props.ts";
import { Template } from "../../support/template.ts";

const common = {
  scope: "openid",
  sessionCookieName: "session",
  sessionSeconds: 3600,
  unauthenticated: "authenticate" as const,
  parameters: {},
};
const oidc: AuthenticationConfig = {
  type: "oidc",
  issuer: "https://id.example.com",
  authorizationEndpoint: "https://id.example.com/authorize",
  tokenEndpoint: "https://id.example.com/token",
  userInfoEndpoint: "https://id.example.com/userinfo",
  clientId: "shop",
  clientSecretVariable: "oidc_secret",
  ...common,
};

const behind = (...all: AuthenticationConfig[]) =>
  Template.of((scope) => {
    for (const [index, authentication] of all.entries())
      new ServiceTarget(scope, `target-${index}`, {
        service: { ...service, targetGroupNames: [`web-${index}`] },
        route: { ...route, authentication },
        vpcId: "vpc-1",
        listenerArn: "arn:listener",
      });
  });

test("a request is authenticated before it is forwarded", () => {
  expect(behind(oidc).one(LbListenerRule).action).toMatchObject([
    { type: "authenticate-oidc", order: 1 },
    { type: "forward", order: 2 },
  ]);
});

test("the secret of a client is a sensitive variable, which services share", () => {
  const template = behind(oidc, { ...oidc, clientId: "other" });
  for (const { action } of template.all(LbListenerRule))
    expect(action).toMatchObject([{ authenticate_oidc: { client_secret: "${var.oidc_secret}" } }, {}]);
  expect(template.json.variable).toEqual({
    oidc_secret: expect.objectContaining({ sensitive: true, nullable: false }),
  });
});

test("a user pool of Cognito needs no variable", () => {
  const template = behind({
    type: "cognito",
    userPoolArn: "arn:aws:cognito-idp:us-east-1:123456789012:userpool/a",
    userPoolClientId: "client",
    userPoolDomain: "login",
    ...common,
    parameters: { prompt: "login" },
  });
  expect(template.one(LbListenerRule).action).toMatchObject([
    {
      type: "authenticate-cognito",
      authenticate_cognito: {
        user_pool_client_id: "client",
        user_pool_domain: "login",
        session_timeout: 3600,
        on_unauthenticated_request: "authenticate",
        authentication_request_extra_params: { prompt: "login" },
      },
    },
    { type: "forward" },
  ]);
  expect(template.json).not.toHaveProperty("variable");
});
