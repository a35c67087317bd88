import { isObject, type Value } from "../../protocol/values.ts";
import { type AskedChange, type AwsRule, documentOf, knownText } from "../rule.ts";
import { grammarProblem, statementsOf } from "./policies.ts";

/** Policies of the resources that they protect: the argument, and what the service says of one that it can't read. */
const POLICIES: Readonly<Record<string, readonly [argument: string, message: string]>> = {
  aws_cloudwatch_log_resource_policy: [
    "policy_document",
    "InvalidParameterException: Policy document is invalid. Please provide a valid resource policy.",
  ],
  aws_ecr_repository_policy: [
    "policy",
    "InvalidParameterException: Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid repository policy provided'",
  ],
  aws_efs_file_system_policy: ["policy", "InvalidPolicyException: Policy is not valid"],
  aws_secretsmanager_secret: [
    "policy",
    "MalformedPolicyDocumentException: This resource policy contains a syntax error.",
  ],
  aws_secretsmanager_secret_policy: [
    "policy",
    "MalformedPolicyDocumentException: This resource policy contains a syntax error.",
  ],
  aws_sns_topic: ["policy", "InvalidParameter: Invalid parameter: Policy Error: null"],
  aws_sns_topic_policy: ["policy", "InvalidParameter: Invalid parameter: Policy Error: null"],
  aws_sqs_queue: ["policy", "InvalidAttributeValue: Invalid value for the parameter Policy."],
  aws_sqs_queue_policy: ["policy", "InvalidAttributeValue: Invalid value for the parameter Policy."],
};

const many = (value: Value | undefined): string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);

function policyProblem({ type, planned }: AskedChange): string | undefined {
  const [argument, message] = POLICIES[type] as readonly [string, string];
  const text = knownText(planned[argument]);
  const document = documentOf(text);
  if (text === undefined || (isObject(document) && Object.keys(document).length === 0)) return undefined;
  if (grammarProblem(document) !== undefined) return message;
  const statements = statementsOf(document);
  if (statements.some(({ Principal, NotPrincipal }) => Principal === undefined && NotPrincipal === undefined))
    return message;
  // "The Resource element isn't needed": a repository policy is of its repository.
  if (type === "aws_ecr_repository_policy" && statements.some(({ Resource }) => Resource !== undefined)) return message;
  const isInScope = SCOPES[type.slice(0, 7)];
  return isInScope === undefined ||
    statements.flatMap(({ Action }) => many(Action)).every((each) => isInScope.test(each))
    ? undefined
    : type.startsWith("aws_sns")
      ? "InvalidParameter: Invalid parameter: Policy statement action out of service scope!"
      : `InvalidParameterValue: Value ${text} for parameter Policy is invalid. Reason: Policy statement action out of service scope!`;
}

/** Actions that a topic or a queue can allow; those of a topic have no `sns:*`, which has actions of the account in it. */
const SCOPES: Readonly<Record<string, RegExp>> = { aws_sns: /^sns:[a-z]+$/i, aws_sqs: /^(sqs:[a-z*?]+|\*)$/i };

export const RESOURCE_POLICY_RULES: readonly AwsRule[] = [
  {
    name: "resource-policy",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    types: Object.keys(POLICIES),
    apply: policyProblem,
  },
];
