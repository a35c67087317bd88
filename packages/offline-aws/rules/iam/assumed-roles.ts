import type { ObjectValue, Value } from "../../protocol/values.ts";
import { textsAt } from "../../provider/references.ts";
import { type AskedChange, type AwsRule, documentOf, isMissing } from "../rule.ts";
import { statementsOf } from "./policies.ts";

/** A role that a service assumes as soon as it is told of it. */
interface AssumedRole {
  type: string;
  arguments: readonly string[];
  /** The service principal, without `.amazonaws.com`. */
  service: string;
  source: string;
  refusal(role: string): string;
}

/** Destinations of a delivery stream, each a block with the role that Firehose assumes. */
const DELIVERIES = [
  "elasticsearch_configuration",
  "extended_s3_configuration",
  "http_endpoint_configuration",
  "iceberg_configuration",
  "kinesis_source_configuration",
  "opensearch_configuration",
  "opensearchserverless_configuration",
  "redshift_configuration",
  "snowflake_configuration",
];

const ASSUMED: readonly AssumedRole[] = [
  {
    type: "aws_codepipeline",
    arguments: ["role_arn"],
    service: "codepipeline",
    source: "https://docs.aws.amazon.com/codepipeline/latest/userguide/how-to-custom-role.html",
    refusal: (role) =>
      `InvalidStructureException: CodePipeline is not authorized to perform AssumeRole on role ${role}`,
  },
  {
    type: "aws_codebuild_project",
    arguments: ["service_role"],
    service: "codebuild",
    source: "https://docs.aws.amazon.com/codebuild/latest/userguide/setting-up-service-role.html",
    refusal: () =>
      `InvalidInputException: CodeBuild is not authorized to perform: sts:AssumeRole on service role. Please verify that: 1) The provided service role exists, 2) The role name is case-sensitive and matches exactly, and 3) The role has the necessary trust policy configured.`,
  },
  {
    type: "aws_codedeploy_deployment_group",
    arguments: ["service_role_arn"],
    service: "codedeploy",
    source: "https://docs.aws.amazon.com/codedeploy/latest/userguide/getting-started-create-service-role.html",
    refusal: (role) =>
      `InvalidRoleException: AWS CodeDeploy does not have the permissions required to assume the role ${role}.`,
  },
  {
    type: "aws_lambda_function",
    arguments: ["role"],
    service: "lambda",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
    refusal: () => "InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda.",
  },
  {
    type: "aws_sfn_state_machine",
    arguments: ["role_arn"],
    service: "states",
    source: "https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html",
    refusal: () =>
      "AccessDeniedException: Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.",
  },
  {
    type: "aws_scheduler_schedule",
    arguments: ["target.role_arn"],
    service: "scheduler",
    source: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html",
    refusal: () =>
      "ValidationException: The execution role you provide must allow AWS EventBridge Scheduler to assume the role.",
  },
  {
    type: "aws_cloudwatch_event_target",
    arguments: ["role_arn"],
    service: "events",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html",
    refusal: (role) =>
      `ValidationException: Provided role '${role}' cannot be assumed by principal 'events.amazonaws.com'.`,
  },
  {
    type: "aws_kinesis_firehose_delivery_stream",
    arguments: DELIVERIES.map((block) => `${block}.role_arn`),
    service: "firehose",
    source: "https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html",
    refusal: (role) =>
      `InvalidArgumentException: Firehose is unable to assume role ${role}. Please check the role provided.`,
  },
];

/** Whether a trust policy may let a service in, also one that names it with its region. */
export const trusts = (trust: Value | undefined, service: string): boolean => {
  const principal = new RegExp(`"${service}(\\.[a-z0-9-]+)?\\.amazonaws\\.com|^"\\*"$|:"\\*"`);
  return statementsOf(documentOf(trust)).some(
    ({ Effect, Principal }) => Effect === "Allow" && principal.test(JSON.stringify(Principal ?? "")),
  );
};

/** A role that isn't there, or that doesn't trust the service. One whose trust policy is not known may. */
function untrusted({ planned, account, others }: AskedChange, assumed: AssumedRole): string | undefined {
  const roles = others("aws_iam_role");
  const mayAssume = (role: ObjectValue | undefined) =>
    role !== undefined && (isMissing(role.assume_role_policy) || trusts(role.assume_role_policy, assumed.service));
  return assumed.arguments
    .flatMap((argument) => textsAt(planned, argument))
    .find((named) => named.split(":")[4] === account && !mayAssume(roles.find(({ arn }) => arn === named)));
}

export const ASSUMED_ROLE_RULES: readonly AwsRule[] = ASSUMED.map((assumed) => ({
  name: `role-for-${assumed.service}`,
  source: assumed.source,
  types: [assumed.type],
  apply(change) {
    const role = untrusted(change, assumed);
    return role === undefined ? undefined : assumed.refusal(role);
  },
}));
