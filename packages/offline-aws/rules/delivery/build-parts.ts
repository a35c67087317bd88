import type { ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blockOf, blocksOf, isMissing, knownText, numberOf } from "../rule.ts";

/** Sources of Git, which alone are built with a badge or have a status reported. */
const GIT = /^(BITBUCKET|CODECOMMIT|GITHUB|GITHUB_ENTERPRISE|GITLAB|GITLAB_SELF_MANAGED)$/;

/** Forms of what a source is at, by its type. */
const LOCATIONS: Readonly<Record<string, RegExp>> = {
  CODECOMMIT: /^(https:\/\/git-codecommit\.|codecommit:|arn:)/,
  GITHUB: /^(https:\/\/([^/@]+@)?github\.com\/|git@github\.com:|CODEBUILD_DEFAULT_WEBHOOK_SOURCE_LOCATION$|arn:)/,
  BITBUCKET: /^(https:\/\/([^/@]+@)?bitbucket\.org\/|git@bitbucket\.org:|arn:)/,
  S3: /^[^/]+\/.+/,
};

const sources = (planned: ObjectValue) => [...blocksOf(planned.source), ...blocksOf(planned.secondary_sources)];

function partProblem(planned: ObjectValue): string | undefined {
  const source = blockOf(planned.source);
  const type = knownText(source.type);
  const misplaced = sources(planned).find((each) => {
    const location = knownText(each.location);
    return location !== undefined && LOCATIONS[String(each.type)]?.test(location) === false;
  });
  if (misplaced !== undefined)
    return `Invalid project source: location is invalid for source type ${String(misplaced.type)}: ${String(misplaced.location)}`;
  if (planned.badge_enabled === true && type !== undefined && !GIT.test(type))
    return `Build badges are not supported for projects with source type ${type}`;
  const identifiers = blocksOf(planned.secondary_sources).map((each) => each.source_identifier);
  const stray = blocksOf(planned.secondary_source_version).find(
    (each) =>
      knownText(each.source_identifier) !== undefined && !identifiers.includes(each.source_identifier as string),
  );
  if (stray !== undefined)
    return `Invalid secondary source version: no secondary source has the identifier ${String(stray.source_identifier)}`;
  const logs = blockOf(blockOf(planned.logs_config).s3_logs);
  if (logs.status === "ENABLED" && isMissing(logs.location))
    return "Invalid logs config: location is required where the status of S3 logs is ENABLED";
  const limit = numberOf(planned.concurrent_build_limit) ?? 0;
  if (limit < 0) return "Invalid concurrent build limit: it must be at least 1";
  return isMissing(planned.file_system_locations) || !isMissing(planned.vpc_config)
    ? undefined
    : "Invalid file system locations: a VPC config is required to mount a file system";
}

export const BUILD_PART_RULES: readonly AwsRule[] = [
  {
    name: "build-parts",
    source: "https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectSource.html",
    types: ["aws_codebuild_project"],
    apply({ planned }) {
      const problem = partProblem(planned);
      return problem === undefined ? undefined : `InvalidInputException: ${problem}`;
    },
  },
  {
    name: "exported-reports",
    source: "https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ReportExportConfig.html",
    types: ["aws_codebuild_report_group"],
    apply({ planned }) {
      const { type, s3_destination: destination } = blockOf(planned.export_config);
      return type === "S3" && isMissing(destination)
        ? "InvalidInputException: Invalid export config: s3Destination is required where exportConfigType is S3"
        : undefined;
    },
  },
];
