import { type AwsRule, isMissing, knownText } from "../rule.ts";

/** Keys of routes of HTTP APIs: a method and a path, or `$default`. */
const ROUTE_KEY = /^(\$default|(ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) \/\S*)$/;

export const REST_API_RULES: readonly AwsRule[] = [
  {
    name: "methods-of-deployment",
    source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html",
    types: ["aws_api_gateway_deployment"],
    apply({ planned, prior, others }) {
      const api = others("aws_api_gateway_rest_api").find(({ id }) => id === planned.rest_api_id);
      if (prior !== null || api === undefined || !isMissing(api.body)) return undefined;
      const partsOf = (type: string) => others(type).filter(({ rest_api_id }) => rest_api_id === api.id);
      if (partsOf("aws_api_gateway_rest_api_put").length > 0) return undefined;
      if (partsOf("aws_api_gateway_method").length === 0)
        return "BadRequestException: The REST API doesn't contain any methods";
      return partsOf("aws_api_gateway_integration").length === 0
        ? "BadRequestException: No integration defined for method"
        : undefined;
    },
  },
  {
    name: "route-key",
    source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html",
    types: ["aws_apigatewayv2_route"],
    apply({ planned, others }) {
      const api = others("aws_apigatewayv2_api").find(({ id }) => id === planned.api_id);
      const key = knownText(planned.route_key) ?? "";
      return api?.protocol_type === "HTTP" && !ROUTE_KEY.test(key)
        ? 'BadRequestException: The provided route key is not formatted properly for HTTP protocol. Format should be "<HTTP METHOD> /<RESOURCE PATH>" or "$default"'
        : undefined;
    },
  },
  {
    name: "method-of-integration",
    source: "https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html",
    types: ["aws_api_gateway_integration"],
    apply({ planned, others }) {
      const isOfApi = others("aws_api_gateway_rest_api").some(
        ({ id, body }) => id === planned.rest_api_id && isMissing(body),
      );
      const method = others("aws_api_gateway_method").find((each) =>
        ["rest_api_id", "resource_id", "http_method"].every((name) => each[name] === planned[name]),
      );
      return isOfApi && method === undefined ? "NotFoundException: Invalid Method identifier specified" : undefined;
    },
  },
  {
    name: "authorizer-of-method",
    source: "https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html",
    types: ["aws_api_gateway_method"],
    apply: ({ planned }) =>
      ["CUSTOM", "COGNITO_USER_POOLS"].includes(String(planned.authorization)) && isMissing(planned.authorizer_id)
        ? "BadRequestException: Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer."
        : undefined,
  },
  {
    name: "integration-of-http-api",
    // "For an HTTP API, only AWS_PROXY and HTTP_PROXY are supported."
    source: "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html",
    types: ["aws_apigatewayv2_integration"],
    apply({ planned, others }) {
      const api = others("aws_apigatewayv2_api").find(({ id }) => id === planned.api_id);
      return api?.protocol_type === "HTTP" && !["AWS_PROXY", "HTTP_PROXY"].includes(String(planned.integration_type))
        ? `BadRequestException: Integration type ${String(planned.integration_type)} is not supported for HTTP APIs`
        : undefined;
    },
  },
];
