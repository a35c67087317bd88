import { type AwsRule, blocksOf, isMissing, knownText, textsOf } from "../rule.ts";

const invalid = (message: string) => `BadRequestException: ${message}`;

export const API_PART_RULES: readonly AwsRule[] = [
  {
    name: "path-of-resource",
    source: "https://docs.aws.amazon.com/apigateway/latest/api/API_CreateResource.html",
    types: ["aws_api_gateway_resource"],
    apply({ planned, prior, others }) {
      const part = knownText(planned.path_part);
      if (part !== undefined && !/^([a-zA-Z0-9._:-]+|\{[a-zA-Z0-9._:-]+\+?\})$/.test(part))
        return invalid(
          "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
        );
      const twin = others("aws_api_gateway_resource").some((each) =>
        ["rest_api_id", "parent_id", "path_part"].every((name) => each[name] === planned[name]),
      );
      return prior === null && twin
        ? `ConflictException: Another resource with the same parent already has this name: ${part}`
        : undefined;
    },
  },
  {
    name: "stage-name",
    source: "https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html",
    types: ["aws_api_gateway_stage"],
    apply: ({ planned }) =>
      /^[a-zA-Z0-9_-]{1,128}$/.test(knownText(planned.stage_name) ?? "s")
        ? undefined
        : invalid("Stage name only allows a-zA-Z0-9_-"),
  },
  {
    name: "authorizer-parts",
    source: "https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html",
    types: ["aws_api_gateway_authorizer"],
    apply({ planned }) {
      const type = knownText(planned.type) ?? "TOKEN";
      if (type === "COGNITO_USER_POOLS")
        return textsOf(planned.provider_arns).length === 0
          ? invalid("Invalid authorizer: ProviderARNs must be specified for authorizers of type COGNITO_USER_POOLS")
          : undefined;
      return isMissing(planned.authorizer_uri)
        ? invalid(`Invalid Authorizer URI: it must be specified for authorizers of type ${type}`)
        : undefined;
    },
  },
  {
    name: "certificate-of-domain",
    source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html",
    types: ["aws_apigatewayv2_domain_name", "aws_api_gateway_domain_name"],
    apply({ planned, region }) {
      const [domain] = blocksOf(planned.domain_name_configuration);
      const arn = knownText(domain?.certificate_arn ?? planned.regional_certificate_arn);
      const at = arn?.split(":")[3];
      if (at !== undefined && at !== region)
        return invalid(`Invalid certificate ARN: ${arn}. Certificate must be in '${region}'.`);
      const edge = knownText(planned.certificate_arn)?.split(":")[3];
      return edge === undefined || edge === "us-east-1"
        ? undefined
        : invalid(`Invalid certificate ARN: ${String(planned.certificate_arn)}. Certificate must be in 'us-east-1'.`);
    },
  },
  {
    name: "integration-parts",
    source: "https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html",
    types: ["aws_api_gateway_integration"],
    apply({ planned }) {
      const type = String(planned.type);
      if (type === "MOCK") return undefined;
      if (isMissing(planned.uri))
        return invalid("Uri must be specified for HTTP, HTTP_PROXY, AWS and AWS_PROXY integrations");
      if (isMissing(planned.integration_http_method))
        return invalid("Enumeration value for HttpMethod must be non-empty");
      const uri = knownText(planned.uri);
      if (uri !== undefined && type.startsWith("AWS") && !uri.startsWith("arn:"))
        return invalid("Invalid ARN specified in the request");
      if (uri !== undefined && type.startsWith("HTTP") && !/^https?:\/\/|^\$\{/.test(uri))
        return invalid("Invalid HTTP endpoint specified for URI");
      return planned.connection_type === "VPC_LINK" && isMissing(planned.connection_id)
        ? invalid("ConnectionId is required for connections of type VPC_LINK")
        : undefined;
    },
  },
  {
    name: "api-origins",
    source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html",
    types: ["aws_apigatewayv2_api"],
    apply({ planned }) {
      const open = blocksOf(planned.cors_configuration).find(
        (cors) =>
          cors.allow_credentials === true &&
          ["allow_origins", "allow_headers", "allow_methods"].some((name) => textsOf(cors[name]).includes("*")),
      );
      if (open !== undefined)
        return invalid("If allowCredentials is true, '*' is not allowed in origins, headers and methods");
      return planned.protocol_type === "WEBSOCKET" &&
        /^(\$request\.method \$request\.path)?$/.test(knownText(planned.route_selection_expression) ?? "")
        ? invalid("RouteSelectionExpression is required for WEBSOCKET APIs, such as $request.body.action")
        : undefined;
    },
  },
  {
    name: "parts-of-route",
    source: "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html",
    types: ["aws_apigatewayv2_route"],
    apply({ planned, prior, others, existed }) {
      const api = others("aws_apigatewayv2_api").find(({ id }) => id === planned.api_id);
      if (api === undefined || existed(api) || !isMissing(api.body)) return undefined;
      const integration = /^integrations\/(.+)$/.exec(knownText(planned.target) ?? "")?.[1];
      const isOfApi = (type: string, id: string) =>
        others(type).some((each) => each.api_id === api.id && each.id === id);
      if (knownText(planned.target) !== undefined && integration === undefined)
        return invalid("The target of a route must be integrations/ followed by the id of an integration");
      if (integration !== undefined && !isOfApi("aws_apigatewayv2_integration", integration))
        return `NotFoundException: Unable to find Integration ID ${integration}`;
      const needsAuthorizer = ["JWT", "CUSTOM"].includes(String(planned.authorization_type));
      if (needsAuthorizer && isMissing(planned.authorizer_id))
        return invalid(`AuthorizerId is required for the authorization type ${String(planned.authorization_type)}`);
      const authorizer = knownText(planned.authorizer_id);
      if (authorizer !== undefined && !isOfApi("aws_apigatewayv2_authorizer", authorizer))
        return invalid(`Unable to find Authorizer ID ${authorizer}`);
      const twin = others("aws_apigatewayv2_route").some(
        (each) => each.api_id === api.id && each.route_key === planned.route_key,
      );
      return prior === null && twin
        ? `ConflictException: Route with key ${String(planned.route_key)} already exists for this API`
        : undefined;
    },
  },
  {
    name: "parts-of-integration",
    source: "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html",
    types: ["aws_apigatewayv2_integration"],
    apply({ planned }) {
      if (planned.connection_type === "VPC_LINK" && isMissing(planned.connection_id))
        return invalid("ConnectionId is required for connections of type VPC_LINK");
      const type = String(planned.integration_type);
      return type !== "MOCK" && isMissing(planned.integration_uri) && isMissing(planned.integration_subtype)
        ? invalid(`IntegrationUri is required for integrations of type ${type}`)
        : undefined;
    },
  },
];
