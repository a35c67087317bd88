import { type AwsRule, isMissing, knownText } from "../rule.ts";

export const API_RULES: readonly AwsRule[] = [
  {
    name: "api-of",
    source: "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html",
    types: [
      "aws_apigatewayv2_authorizer",
      "aws_apigatewayv2_deployment",
      "aws_apigatewayv2_integration",
      "aws_apigatewayv2_model",
      "aws_apigatewayv2_route",
      "aws_apigatewayv2_stage",
    ],
    apply({ planned, account, others }) {
      const id = knownText(planned.api_id);
      return id === undefined || others("aws_apigatewayv2_api").some((api) => api.id === id)
        ? undefined
        : `NotFoundException: Invalid API identifier specified ${account}:${id}`;
    },
  },
  {
    name: "api-cors",
    source: "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html",
    types: ["aws_apigatewayv2_api"],
    apply: ({ planned }) =>
      planned.protocol_type === "WEBSOCKET" && !isMissing(planned.cors_configuration)
        ? "BadRequestException: A CORS configuration is supported only for HTTP APIs"
        : undefined,
  },
  {
    name: "jwt-authorizer",
    source: "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html",
    types: ["aws_apigatewayv2_authorizer"],
    apply: ({ planned }) =>
      planned.authorizer_type === "JWT" && (isMissing(planned.jwt_configuration) || isMissing(planned.identity_sources))
        ? "BadRequestException: A JWT authorizer needs IdentitySource and JwtConfiguration"
        : undefined,
  },
];
