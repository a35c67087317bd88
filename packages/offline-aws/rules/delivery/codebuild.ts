import type { ObjectValue } from "../../protocol/values.ts";
import { type AskedChange, type AwsRule, blockOf, blocksOf, isMissing, knownText, repeated, textsOf } from "../rule.ts";

const PAGE = "https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CreateProject.html";

function sourceProblem(planned: ObjectValue): string | undefined {
  const [source, artifacts] = [blockOf(planned.source), blockOf(planned.artifacts)];
  if ((source.type === "CODEPIPELINE") !== (artifacts.type === "CODEPIPELINE"))
    return `Invalid project source and artifacts: source type ${String(source.type)} and artifacts type ${String(artifacts.type)}. Both must be CODEPIPELINE, or neither.`;
  if (!["CODEPIPELINE", "NO_SOURCE"].includes(String(source.type)) && knownText(source.location) === undefined)
    return `Invalid project source: location is required for source type ${String(source.type)}`;
  if (source.type === "NO_SOURCE" && knownText(source.buildspec) === undefined)
    return "Invalid project source: buildspec is required for source type NO_SOURCE";
  const identifiers = ["secondary_sources", "secondary_artifacts"].map((name) =>
    repeated(
      blocksOf(planned[name]).flatMap((each) => knownText(each.source_identifier ?? each.artifact_identifier) ?? []),
    ),
  );
  const twin = identifiers.find((each) => each !== undefined);
  return twin === undefined
    ? undefined
    : `Invalid secondary source or artifact: identifier ${twin} is used more than once`;
}

/** Types of environments by what images of CodeBuild's own they run. */
function environmentProblem(environment: ObjectValue): string | undefined {
  const [image, type, compute] = ["image", "type", "compute_type"].map((name) => String(environment[name]));
  const managed = /^aws\/codebuild\//.test(image ?? "");
  const isArmImage = /aarch64/.test(image ?? "");
  const isArmType = /^ARM_/.test(type ?? "");
  if (managed && isArmImage !== isArmType) return `Environment type ${type} can't run the image ${image}`;
  if (managed && /windows/i.test(image ?? "") !== /^WINDOWS/.test(type ?? ""))
    return `Environment type ${type} can't run the image ${image}`;
  const isLambda = /_LAMBDA_/.test(type ?? "");
  if (isLambda !== /^BUILD_LAMBDA_/.test(compute ?? ""))
    return `Compute type ${compute} is not supported for environment type ${type}`;
  if (isLambda && environment.privileged_mode === true)
    return `Privileged mode is not supported for environment type ${type}`;
  if (type === "LINUX_GPU_CONTAINER" && !["BUILD_GENERAL1_SMALL", "BUILD_GENERAL1_LARGE"].includes(compute ?? ""))
    return `Compute type ${compute} is not supported for environment type ${type}`;
  if (/^ARM_CONTAINER$|^WINDOWS/.test(type ?? "") && compute === "BUILD_GENERAL1_2XLARGE" && type !== "ARM_CONTAINER")
    return `Compute type ${compute} is not supported for environment type ${type}`;
  const name = repeated(blocksOf(environment.environment_variable).map((each) => String(each.name)));
  if (name !== undefined) return `Duplicate environment variable: ${name}`;
  return managed && environment.image_pull_credentials_type === "SERVICE_ROLE"
    ? "Image pull credentials type SERVICE_ROLE is not supported with images of CodeBuild"
    : undefined;
}

function projectProblem({ planned, others }: AskedChange): string | undefined {
  const problem = sourceProblem(planned) ?? environmentProblem(blockOf(planned.environment));
  if (problem !== undefined) return problem;
  const cache = blockOf(planned.cache);
  if (cache.type === "LOCAL" && textsOf(cache.modes).length === 0)
    return "Invalid cache: modes are required for cache type LOCAL";
  const vpc = blockOf(planned.vpc_config);
  const subnets = others("aws_subnet").filter(({ id }) => textsOf(vpc.subnets).includes(String(id)));
  if (subnets.some(({ vpc_id }) => vpc_id !== vpc.vpc_id))
    return `Invalid vpc config: the subnets must belong to ${String(vpc.vpc_id)}`;
  const groups = others("aws_security_group").filter(({ id }) => textsOf(vpc.security_group_ids).includes(String(id)));
  if (groups.some(({ vpc_id }) => vpc_id !== vpc.vpc_id))
    return `Invalid vpc config: the security groups must belong to ${String(vpc.vpc_id)}`;
  return undefined;
}

export const CODEBUILD_RULES: readonly AwsRule[] = [
  {
    name: "build-artifacts",
    source: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/codebuild_project",
    types: ["aws_codebuild_project"],
    plan({ artifacts, cache }) {
      const at = blockOf(artifacts);
      if (at.type === "S3" && isMissing(at.location)) return "Artifact location is required when type is S3";
      return blockOf(cache).type === "S3" && isMissing(blockOf(cache).location)
        ? 'cache location is required when cache type is "S3"'
        : undefined;
    },
  },
  {
    name: "build-project",
    source: PAGE,
    types: ["aws_codebuild_project"],
    apply(change) {
      const problem = projectProblem(change);
      return problem === undefined ? undefined : `InvalidInputException: ${problem}`;
    },
  },
];
