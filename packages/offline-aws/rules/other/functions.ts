import { isObject } from "../../protocol/values.ts";
import { type AskedChange, type AwsRule, blockOf, blocksOf, isMissing, knownText, textsOf } from "../rule.ts";

const RESERVED =
  /^(_HANDLER|_X_AMZN_TRACE_ID|AWS_DEFAULT_REGION|AWS_REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_(FUNCTION_NAME|FUNCTION_MEMORY_SIZE|FUNCTION_VERSION|INITIALIZATION_TYPE|LOG_GROUP_NAME|LOG_STREAM_NAME|RUNTIME_API)|AWS_ACCESS_KEY(_ID)?|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|LAMBDA_TASK_ROOT|LAMBDA_RUNTIME_DIR)$/;

/** Runtimes with SnapStart (https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html), and what comes after them. */
const SNAP_START = /^(java(1[1-9]|[2-9]\d)|python3\.(1[2-9]|[2-9]\d)|dotnet([89]|\d\d))$/;

function functionProblem({ planned, others }: AskedChange): string | undefined {
  const name = knownText(planned.function_name);
  if (name !== undefined && !name.startsWith("arn:") && !name.includes(":") && name.length > 64)
    return `ValidationException: 1 validation error detected: Value '${name}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64`;
  const variables = blockOf(planned.environment).variables;
  const names = isObject(variables) ? Object.keys(variables) : [];
  const reserved = names.filter((name) => RESERVED.test(name));
  if (reserved.length > 0)
    return `InvalidParameterValueException: Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(", ")}`;
  const malformed = names.find((name) => !/^[a-zA-Z][a-zA-Z0-9_]+$/.test(name));
  if (malformed !== undefined)
    return `ValidationException: The environment variable name ${malformed} does not match [a-zA-Z]([a-zA-Z0-9_])+`;
  const size = Buffer.byteLength(JSON.stringify(isObject(variables) ? variables : {}));
  if (size > 4096)
    return "InvalidParameterValueException: Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.";
  if ((knownText(planned.description) ?? "").length > 256)
    return "ValidationException: 1 validation error detected: Value at 'description' failed to satisfy constraint: Member must have length less than or equal to 256";
  if (textsOf(planned.layers).length > 5) return "InvalidParameterValueException: Cannot reference more than 5 layers.";
  const isImage = planned.package_type === "Image";
  if (
    isImage &&
    (["handler", "runtime"].some((argument) => knownText(planned[argument])) || !isMissing(planned.layers))
  )
    return "InvalidParameterValueException: Please don't provide Handler or Runtime or Layer when the intent is to use a container image";
  if (planned.package_type === "Zip" && !isMissing(planned.image_config))
    return "InvalidParameterValueException: Please don't provide ImageConfig when the intent is to create a Zip function";
  const letters = knownText(blockOf(planned.dead_letter_config).target_arn)?.split(":")[2];
  if (letters !== undefined && !["sqs", "sns"].includes(letters))
    return "InvalidParameterValueException: The target of a dead-letter queue must be an SQS queue or an SNS topic.";
  const vpc = blockOf(planned.vpc_config);
  if (!isMissing(planned.file_system_config) && isMissing(planned.vpc_config))
    return "InvalidParameterValueException: Function must be configured to execute in a VPC to reference access points.";
  if (blocksOf(planned.vpc_config).length > 0 && isMissing(vpc.subnet_ids) !== isMissing(vpc.security_group_ids))
    return "InvalidParameterValueException: SubnetIds and SecurityGroupIds must coexist or be both empty list.";
  const runtime = knownText(planned.runtime);
  if (
    blockOf(planned.snap_start).apply_on === "PublishedVersions" &&
    runtime !== undefined &&
    !SNAP_START.test(runtime)
  )
    return `InvalidParameterValueException: ${runtime} is not supported for SnapStart enabled functions.`;
  const subnets = others("aws_subnet").filter(({ id }) => textsOf(vpc.subnet_ids).includes(String(id)));
  const groups = others("aws_security_group").filter(({ id }) => textsOf(vpc.security_group_ids).includes(String(id)));
  return new Set([...subnets, ...groups].map(({ vpc_id }) => vpc_id)).size > 1
    ? "InvalidParameterValueException: Security Groups are required to be in the same VPC."
    : undefined;
}

export const FUNCTION_RULES: readonly AwsRule[] = [
  {
    name: "function-architectures",
    source: "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
    types: ["aws_lambda_function"],
    validate({ architectures }) {
      const count = textsOf(architectures).length;
      return count > 1
        ? `Attribute architectures supports 1 item maximum, but config has ${count} declared.`
        : undefined;
    },
  },
  {
    name: "function-mount",
    source: "https://docs.aws.amazon.com/lambda/latest/api/API_FileSystemConfig.html",
    types: ["aws_lambda_function"],
    validate(config) {
      const path = knownText(blockOf(config.file_system_config).local_mount_path);
      return path === undefined || /^\/mnt\/[\w.-]+$/.test(path)
        ? undefined
        : "invalid value for local_mount_path (must start with '/mnt/')";
    },
  },
  {
    name: "function-package",
    source: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_function",
    types: ["aws_lambda_function"],
    plan: (planned) =>
      planned.package_type === "Zip" && (isMissing(planned.handler) || isMissing(planned.runtime))
        ? "handler and runtime must be set when PackageType is Zip"
        : undefined,
  },
  {
    name: "function",
    source: "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
    types: ["aws_lambda_function"],
    apply: functionProblem,
  },
  {
    name: "function-of-permission",
    source: "https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html",
    types: ["aws_lambda_permission", "aws_lambda_alias", "aws_lambda_event_source_mapping"],
    apply({ planned, others }) {
      const name = String(planned.function_name);
      const functions = others("aws_lambda_function");
      const short = name.split(":")[0] === "arn" ? name.split(":")[6] : name.split(":")[0];
      return functions.some(({ function_name, arn }) => function_name === short || arn === name)
        ? undefined
        : `ResourceNotFoundException: Function not found: ${name}`;
    },
  },
  {
    name: "version-of-alias",
    source: "https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html",
    types: ["aws_lambda_alias"],
    apply({ planned, others }) {
      const name = String(planned.function_name);
      const named = others("aws_lambda_function").find(
        ({ function_name, arn }) => function_name === name || arn === name || name.startsWith(`${String(arn)}:`),
      );
      const [asked, last] = [Number(planned.function_version), Number(named?.version)];
      const isKnown = planned.function_version === "$LATEST" || Number.isNaN(asked) || asked <= (last || 0);
      return named === undefined || isKnown
        ? undefined
        : `ResourceNotFoundException: Function not found: ${String(named.arn)}:${asked}`;
    },
  },
];
