import { nearest } from "../../nearest.ts";

/** Names that people give to services, and the prefixes of their actions (Service Authorization Reference). */
const PREFIXES: Readonly<Record<string, string>> = {
  alb: "elasticloadbalancing",
  "api-gateway": "apigateway",
  "cloudwatch-logs": "logs",
  cloudwatchlogs: "logs",
  cognito: "cognito-idp",
  "cloudwatch-events": "events",
  cloudwatchevents: "events",
  ddb: "dynamodb",
  dynamo: "dynamodb",
  efs: "elasticfilesystem",
  elb: "elasticloadbalancing",
  elbv2: "elasticloadbalancing",
  eventbridge: "events",
  kinesisfirehose: "firehose",
  msk: "kafka",
  opensearchservice: "es",
  "parameter-store": "ssm",
  parameterstore: "ssm",
  secretmanager: "secretsmanager",
  "secret-manager": "secretsmanager",
  "secrets-manager": "secretsmanager",
  "step-functions": "states",
  stepfunctions: "states",
};

/** Prefixes that are long enough to tell a misspelt one, which no other prefix resembles. */
const LONG = [
  "cloudformation",
  "cloudwatch",
  "dynamodb",
  "elasticloadbalancing",
  "kinesis",
  "lambda",
  "secretsmanager",
];

/** The prefix that was meant by one that AWS does not have; undefined if it is not certain that it has none. */
export function meantPrefix(prefix: string): string | undefined {
  if (Object.hasOwn(PREFIXES, prefix)) return PREFIXES[prefix];
  if (LONG.includes(prefix)) return undefined;
  const [meant] = nearest(prefix, LONG);
  // Longer names may be other services, such as kinesisanalytics.
  return meant !== undefined && Math.abs(meant.length - prefix.length) <= 1 ? meant : undefined;
}
