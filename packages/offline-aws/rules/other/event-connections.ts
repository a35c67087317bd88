import { type AwsRule, blockOf, documentOf, isMissing, knownText } from "../rule.ts";
import { patternProblem } from "./event-patterns.ts";

/** The block that a type of authorization needs. */
const PARAMETERS: Readonly<Record<string, string>> = {
  API_KEY: "api_key",
  BASIC: "basic",
  OAUTH_CLIENT_CREDENTIALS: "oauth",
};

export const EVENT_CONNECTION_RULES: readonly AwsRule[] = [
  {
    name: "endpoint-of-destination",
    // "The URL must use HTTPS."
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destination-create.html",
    types: ["aws_cloudwatch_event_api_destination"],
    apply({ planned }) {
      const endpoint = knownText(planned.invocation_endpoint);
      return endpoint === undefined || /^https:\/\/[^/\s]+/.test(endpoint)
        ? undefined
        : `ValidationException: Parameter InvocationEndpoint is not valid. Reason: ${endpoint} must use HTTPS.`;
    },
  },
  {
    name: "authorization-of-connection",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateConnection.html",
    types: ["aws_cloudwatch_event_connection"],
    apply({ planned }) {
      const block = PARAMETERS[String(planned.authorization_type)];
      return block !== undefined && isMissing(blockOf(planned.auth_parameters)[block])
        ? `ValidationException: Parameter AuthParameters is not valid. Reason: the authorization type ${String(planned.authorization_type)} needs ${block}.`
        : undefined;
    },
  },
  {
    name: "archived-events",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateArchive.html",
    types: ["aws_cloudwatch_event_archive"],
    apply({ planned, account, others }) {
      const bus = knownText(planned.event_source_arn);
      const name = bus?.split("event-bus/")[1];
      const isMissingBus =
        bus?.split(":")[4] === account &&
        name !== "default" &&
        !others("aws_cloudwatch_event_bus").some(({ arn }) => arn === bus);
      if (isMissingBus) return `ResourceNotFoundException: Event bus ${name ?? bus} does not exist.`;
      const pattern = knownText(planned.event_pattern);
      const problem = pattern === undefined ? undefined : patternProblem(documentOf(pattern));
      return problem === undefined
        ? undefined
        : `InvalidEventPatternException: Event pattern is not valid. Reason: ${problem}`;
    },
  },
];
