import type { ObjectValue } from "../../../../../packages/offline-aws/protocol/values.ts";
import { basedOn, type RefusalTable, type Written } from "../../../../support/refusable.ts";

const source = (change: ObjectValue = {}): ObjectValue => ({
  name: "Source",
  category: "Source",
  owner: "AWS",
  provider: "CodeStarSourceConnection",
  version: "1",
  output_artifacts: ["source"],
  configuration: {
    ConnectionArn: "arn:aws:codeconnections:us-east-1:123456789012:connection/c",
    FullRepositoryId: "shop/web",
    BranchName: "main",
  },
  ...change,
});

const build = (configuration: ObjectValue = {}, change: ObjectValue = {}): ObjectValue => ({
  name: "Build",
  category: "Build",
  owner: "AWS",
  provider: "CodeBuild",
  version: "1",
  input_artifacts: ["source"],
  configuration: { ProjectName: "shop", ...configuration },
  ...change,
});

const library = source({
  name: "Library",
  provider: "S3",
  output_artifacts: ["library"],
  configuration: { S3Bucket: "b", S3ObjectKey: "k.zip" },
});

const pipeline =
  (change: ObjectValue, sources: ObjectValue[] = [source()], built: ObjectValue = build()): Written =>
  (at) => ({
    name: "tried",
    role_arn: at.role ?? null,
    pipeline_type: "V2",
    artifact_store: [{ location: at.bucket ?? null, type: "S3" }],
    stage: [
      { name: "Source", action: sources },
      { name: "Build", action: [built] },
    ],
    ...change,
  });

const trigger = (configuration: ObjectValue): ObjectValue => ({
  provider_type: "CodeStarSourceConnection",
  git_configuration: [configuration],
});
const onMain = { source_action_name: "Source", push: [{ branches: [{ includes: ["main"] }] }] };

const project =
  (change: ObjectValue): Written =>
  (at) => ({
    name: "tried",
    service_role: at.role ?? null,
    source: [{ type: "GITHUB", location: "https://github.com/shop/web.git" }],
    artifacts: [{ type: "NO_ARTIFACTS" }],
    environment: [{ type: "LINUX_CONTAINER", compute_type: "BUILD_GENERAL1_SMALL", image: "shop:1" }],
    ...change,
  });

const group =
  (change: ObjectValue): Written =>
  (at) => ({ app_name: "servers", deployment_group_name: "tried", service_role_arn: at.role ?? null, ...change });

const host = basedOn({ name: "own", provider_type: "GitHub" });
const report = basedOn({ name: "tests", type: "TEST" });

export const DELIVERIES: RefusalTable = {
  subject: "parts of pipelines, builds and deployments",
  mistakes: [
    [
      "a trigger of an unknown action",
      "aws_codepipeline",
      pipeline({ trigger: [trigger({ ...onMain, source_action_name: "Checkout" })] }),
      "apply",
      /InvalidStructureException: Triggers for connection must reference a CodeStarSourceConnection action/,
    ],
    [
      "two triggers of an action",
      "aws_codepipeline",
      pipeline({ trigger: [trigger(onMain), trigger(onMain)] }),
      "apply",
      /InvalidStructureException: .*more than one trigger per source action/,
    ],
    [
      "tags and branches in one push",
      "aws_codepipeline",
      pipeline({
        trigger: [trigger({ ...onMain, push: [{ tags: [{ includes: ["v*"] }], branches: [{ includes: ["main"] }] }] })],
      }),
      "apply",
      /InvalidStructureException: .*valid filter combinations/,
    ],
    [
      "a variable twice",
      "aws_codepipeline",
      pipeline({ variable: [{ name: "tag" }, { name: "tag", default_value: "1" }] }),
      "apply",
      /InvalidStructureException: Variable names must be unique/,
    ],
    [
      "a store with the region in a pipeline of one region",
      "aws_codepipeline",
      pipeline({ artifact_store: [{ location: "artifacts-of-shop", type: "S3", region: "us-east-1" }] }),
      "plan",
      /region cannot be set for a single-region/,
    ],
    [
      "two stores, one without a region",
      "aws_codepipeline",
      pipeline({
        artifact_store: [
          { location: "artifacts-of-shop", type: "S3", region: "us-east-1" },
          { location: "artifacts-of-shop", type: "S3" },
        ],
      }),
      "plan",
      /region must be set for a cross-region/,
    ],
    [
      "two inputs of a build without the primary one",
      "aws_codepipeline",
      pipeline({}, [source(), library], build({}, { input_artifacts: ["source", "library"] })),
      "apply",
      /InvalidActionDeclarationException: .*missing required configuration 'PrimarySource'/,
    ],
    [
      "a primary source that is not an input",
      "aws_codepipeline",
      pipeline({}, [source()], build({ PrimarySource: "library" })),
      "apply",
      /InvalidActionDeclarationException: PrimarySource library/,
    ],
    [
      "variables of a build that are not JSON",
      "aws_codepipeline",
      pipeline({}, [source()], build({ EnvironmentVariables: "STAGE=prod" })),
      "apply",
      /InvalidActionDeclarationException: EnvironmentVariables/,
    ],
    [
      "an unknown key of a build",
      "aws_codepipeline",
      pipeline({}, [source()], build({ Projectname: "shop" })),
      "apply",
      /InvalidActionDeclarationException: .*unknown configuration 'Projectname'/,
    ],
    [
      "a repository of another host",
      "aws_codebuild_project",
      project({ source: [{ type: "GITHUB", location: "https://gitlab.com/shop/web.git" }] }),
      "apply",
      /InvalidInputException: Invalid project source: location/,
    ],
    [
      "a badge of an object",
      "aws_codebuild_project",
      project({ badge_enabled: true, source: [{ type: "S3", location: "artifacts-of-shop/source.zip" }] }),
      "apply",
      /InvalidInputException: Build badges/,
    ],
    [
      "a version of a source that is not there",
      "aws_codebuild_project",
      project({ secondary_source_version: [{ source_identifier: "library", source_version: "main" }] }),
      "apply",
      /InvalidInputException: Invalid secondary source version/,
    ],
    [
      "logs in S3 without a place",
      "aws_codebuild_project",
      project({ logs_config: [{ s3_logs: [{ status: "ENABLED" }] }] }),
      "apply",
      /InvalidInputException: Invalid logs config/,
    ],
    [
      "a file system without a VPC",
      "aws_codebuild_project",
      project({
        file_system_locations: [
          { identifier: "files", location: "fs-1.efs.us-east-1.amazonaws.com:/", mount_point: "/mnt" },
        ],
      }),
      "apply",
      /InvalidInputException: Invalid file system locations/,
    ],
    [
      "exported reports without a bucket",
      "aws_codebuild_report_group",
      report({ export_config: [{ type: "S3" }] }),
      "apply",
      /InvalidInputException: Invalid export config/,
    ],
    [
      "eleven alarms",
      "aws_codedeploy_deployment_group",
      group({
        alarm_configuration: [{ enabled: true, alarms: Array.from({ length: 11 }, (_, index) => `alarm-${index}`) }],
      }),
      "apply",
      /AlarmsLimitExceededException/,
    ],
    [
      "a trigger name twice",
      "aws_codedeploy_deployment_group",
      group({
        trigger_configuration: ["DeploymentStart", "DeploymentStop"].map((event) => ({
          trigger_name: "news",
          trigger_events: [event],
          trigger_target_arn: "arn:aws:sns:us-east-1:123456789012:news",
        })),
      }),
      "apply",
      /InvalidTriggerConfigException/,
    ],
    [
      "an unknown event of a deployment",
      "aws_codedeploy_deployment_group",
      group({
        trigger_configuration: [
          {
            trigger_name: "news",
            trigger_events: ["DeploymentFailed"],
            trigger_target_arn: "arn:aws:sns:us-east-1:123456789012:news",
          },
        ],
      }),
      "apply",
      /ValidationException: .*Value 'DeploymentFailed' at 'triggerConfigurations.member.triggerEvents'/,
    ],
    [
      "traffic control without a balancer",
      "aws_codedeploy_deployment_group",
      group({ deployment_style: [{ deployment_type: "IN_PLACE", deployment_option: "WITH_TRAFFIC_CONTROL" }] }),
      "apply",
      /InvalidLoadBalancerInfoException/,
    ],
    [
      "a repository that ends in .git",
      "aws_codecommit_repository",
      basedOn({ repository_name: "web.git" })(),
      "apply",
      /InvalidRepositoryNameException/,
    ],
    [
      "a trigger of an unknown repository",
      "aws_codecommit_trigger",
      basedOn({
        repository_name: "web",
        trigger: [{ name: "all", events: ["all"], destination_arn: "arn:aws:sns:us-east-1:123456789012:news" }],
      })(),
      "apply",
      /RepositoryDoesNotExistException/,
    ],
    [
      "an own host that is not given",
      "aws_codestarconnections_connection",
      host({ provider_type: "GitHubEnterpriseServer" }),
      "apply",
      /ValidationException: A host is required/,
    ],
    [
      "a name of 33 characters",
      "aws_codestarconnections_connection",
      host({ name: "c".repeat(33) }),
      "apply",
      /ValidationException: .*at 'connectionName'.*length less than or equal to 32/,
    ],
    [
      "an event of another service",
      "aws_codestarnotifications_notification_rule",
      basedOn({
        name: "news",
        detail_type: "FULL",
        resource: "arn:aws:codedeploy:us-east-1:123456789012:application:shop",
        event_type_ids: ["codepipeline-pipeline-pipeline-execution-failed"],
      })(),
      "apply",
      /ValidationException: The event type codepipeline-/,
    ],
  ],
  accepted: [
    ["a trigger of branches", "aws_codepipeline", pipeline({ name: "branches", trigger: [trigger(onMain)] })],
    [
      "variables with what is known at the run",
      "aws_codepipeline",
      pipeline(
        { name: "variables" },
        [source()],
        build({
          EnvironmentVariables: JSON.stringify([{ name: "COMMIT", value: "#{Source.CommitId}", type: "PLAINTEXT" }]),
          PrimarySource: "source",
        }),
      ),
    ],
    [
      "a source at the webhook's place",
      "aws_codebuild_project",
      project({ name: "runner", source: [{ type: "GITHUB", location: "CODEBUILD_DEFAULT_WEBHOOK_SOURCE_LOCATION" }] }),
    ],
    [
      "a secondary source with its version",
      "aws_codebuild_project",
      project({
        name: "both",
        secondary_sources: [{ type: "S3", location: "artifacts-of-shop/l.zip", source_identifier: "library" }],
        secondary_source_version: [{ source_identifier: "library", source_version: "v1" }],
      }),
    ],
  ],
};
