import type { ObjectValue } from "../../../../../packages/offline-aws/protocol/values.ts";
import type { RefusalTable, Written } from "../../../../support/refusable.ts";

const source = (change: ObjectValue = {}): ObjectValue => ({
  name: "Source",
  category: "Source",
  owner: "AWS",
  provider: "CodeCommit",
  version: "1",
  output_artifacts: ["source"],
  configuration: { RepositoryName: "shop", BranchName: "main" },
  ...change,
});

const build = (change: ObjectValue = {}): ObjectValue => ({
  name: "Build",
  category: "Build",
  owner: "AWS",
  provider: "CodeBuild",
  version: "1",
  input_artifacts: ["source"],
  output_artifacts: ["built"],
  configuration: { ProjectName: "shop" },
  ...change,
});

const pipeline =
  (stages: ObjectValue[], change: ObjectValue = {}): Written =>
  (at) => ({
    name: "tried",
    role_arn: at.role ?? null,
    artifact_store: [{ location: at.bucket ?? null, type: "S3" }],
    stage: stages.map((action, index) => ({ name: `Stage${index}`, action: [action] })),
    ...change,
  });

const project =
  (change: ObjectValue = {}): Written =>
  (at) => ({
    name: "tried",
    service_role: at.role ?? null,
    source: [{ type: "CODEPIPELINE" }],
    artifacts: [{ type: "CODEPIPELINE" }],
    environment: [environment()],
    ...change,
  });

const environment = (change: ObjectValue = {}): ObjectValue => ({
  type: "LINUX_CONTAINER",
  compute_type: "BUILD_GENERAL1_SMALL",
  image: "aws/codebuild/amazonlinux2-x86_64-standard:5.0",
  ...change,
});

const STYLE = { deployment_option: "WITH_TRAFFIC_CONTROL", deployment_type: "BLUE_GREEN" };
const deployments =
  (change: ObjectValue = {}): Written =>
  (at) => ({
    app_name: "shop",
    deployment_group_name: "tried",
    deployment_config_name: "CodeDeployDefault.ECSAllAtOnce",
    service_role_arn: at.role ?? null,
    deployment_style: [STYLE],
    ecs_service: [{ cluster_name: "shop", service_name: "web" }],
    blue_green_deployment_config: [
      {
        deployment_ready_option: [{ action_on_timeout: "CONTINUE_DEPLOYMENT" }],
        terminate_blue_instances_on_deployment_success: [{ action: "TERMINATE" }],
      },
    ],
    load_balancer_info: [
      {
        target_group_pair_info: [
          {
            prod_traffic_route: [{ listener_arns: [at.listener ?? null] }],
            target_group: [{ name: "ip" }, { name: "machines" }],
          },
        ],
      },
    ],
    ...change,
  });

const PIPELINE = "aws_codepipeline";
const PROJECT = "aws_codebuild_project";
const GROUP = "aws_codedeploy_deployment_group";

export const DELIVERY: RefusalTable = {
  subject: "delivery",
  mistakes: [
    [
      "an artifact that nothing makes",
      PIPELINE,
      pipeline([source(), build({ input_artifacts: ["other"] })]),
      "apply",
      /InvalidStructureException: Input Artifact Bundle other in action Build/,
    ],
    [
      "an artifact twice",
      PIPELINE,
      pipeline([source(), build({ output_artifacts: ["source"] })]),
      "apply",
      /must be unique within the pipeline/,
    ],
    [
      "a stage twice",
      PIPELINE,
      pipeline([], { stage: ["A", "A"].map((name, index) => ({ name, action: [index === 0 ? source() : build()] })) }),
      "apply",
      /Stage names must be unique/,
    ],
    [
      "no source first",
      PIPELINE,
      pipeline([build({ input_artifacts: [] }), source()]),
      "apply",
      /only contains source actions/,
    ],
    [
      "a source without a branch",
      PIPELINE,
      pipeline([source({ configuration: { RepositoryName: "shop" } }), build()]),
      "apply",
      /missing required configuration 'BranchName'/,
    ],
    [
      "a build without a project",
      PIPELINE,
      pipeline([source(), build({ configuration: {} })]),
      "apply",
      /missing required configuration 'ProjectName'/,
    ],
    [
      "an unknown key",
      PIPELINE,
      pipeline([source({ configuration: { RepositoryName: "shop", BranchName: "main", Branch: "x" } }), build()]),
      "apply",
      /contains unknown configuration 'Branch'/,
    ],
    [
      "a provider of another category",
      PIPELINE,
      pipeline([source(), build({ provider: "ECS" })]),
      "apply",
      /is not available in region US_EAST_1/,
    ],
    ["an unknown category", PIPELINE, pipeline([source(), build({ category: "Compile" })]), "validate", /category/],
    [
      "a role that is not there",
      PIPELINE,
      pipeline([source(), build()], { role_arn: "arn:aws:iam::123456789012:role/none" }),
      "apply",
      /not authorized to perform AssumeRole on role/,
    ],
    [
      "a bucket that is not there",
      PIPELINE,
      pipeline([source(), build()], { artifact_store: [{ location: "none", type: "S3" }] }),
      "apply",
      /bucket/i,
    ],
    [
      "a source of the pipeline and no artifacts",
      PROJECT,
      project({ artifacts: [{ type: "NO_ARTIFACTS" }] }),
      "apply",
      /InvalidInputException: .*CODEPIPELINE/,
    ],
    [
      "an image for ARM on x86",
      PROJECT,
      project({ environment: [environment({ image: "aws/codebuild/amazonlinux2-aarch64-standard:3.0" })] }),
      "apply",
      /LINUX_CONTAINER can't run the image/,
    ],
    [
      "an unknown compute type",
      PROJECT,
      project({ environment: [environment({ compute_type: "LARGE" })] }),
      "validate",
      /compute_type/,
    ],
    ["a build of 1 minute", PROJECT, project({ build_timeout: 1 }), "validate", /build_timeout/],
    [
      "a role that is not there",
      PROJECT,
      project({ service_role: "arn:aws:iam::123456789012:role/none" }),
      "apply",
      /sts:AssumeRole on service role/,
    ],
    [
      "no place for the source",
      PROJECT,
      project({ source: [{ type: "GITHUB" }], artifacts: [{ type: "NO_ARTIFACTS" }] }),
      "apply",
      /location is required/,
    ],
    [
      "no place for artifacts",
      PROJECT,
      project({ source: [{ type: "NO_SOURCE", buildspec: "x" }], artifacts: [{ type: "S3" }] }),
      "plan",
      /location is required/i,
    ],
    ["no style", GROUP, deployments({ deployment_style: [] }), "apply", /InvalidDeploymentStyleException/],
    [
      "deployments in place",
      GROUP,
      deployments({ deployment_style: [{ ...STYLE, deployment_type: "IN_PLACE" }] }),
      "apply",
      /InvalidDeploymentStyleException/,
    ],
    ["no service", GROUP, deployments({ ecs_service: [] }), "apply", /InvalidECSServiceException/],
    ["no balancer", GROUP, deployments({ load_balancer_info: [] }), "apply", /InvalidLoadBalancerInfoException/],
    [
      "a service that ECS rolls",
      GROUP,
      deployments(),
      "apply",
      /must be configured for a CODE_DEPLOY deployment controller/,
    ],
    [
      "a configuration of another platform",
      GROUP,
      deployments({ deployment_config_name: "CodeDeployDefault.OneAtATime" }),
      "apply",
      /InvalidDeploymentConfigNameException/,
    ],
    [
      "an unknown configuration",
      GROUP,
      deployments({ deployment_config_name: "CodeDeployDefault.ECSFast" }),
      "apply",
      /DeploymentConfigDoesNotExistException/,
    ],
    [
      "a canary of 100 percent",
      "aws_codedeploy_deployment_config",
      () => ({
        deployment_config_name: "tried",
        compute_platform: "ECS",
        traffic_routing_config: [{ type: "TimeBasedCanary", time_based_canary: [{ interval: 5, percentage: 100 }] }],
      }),
      "apply",
      /InvalidTrafficRoutingConfigurationException/,
    ],
  ],
  accepted: [
    ["a pipeline", PIPELINE, pipeline([source(), build()])],
    ["a project", PROJECT, project()],
    [
      "a project for ARM",
      PROJECT,
      project({
        name: "arm",
        environment: [environment({ type: "ARM_CONTAINER", image: "aws/codebuild/amazonlinux2-aarch64-standard:3.0" })],
      }),
    ],
    [
      "a configuration",
      "aws_codedeploy_deployment_config",
      () => ({
        deployment_config_name: "tried",
        compute_platform: "ECS",
        traffic_routing_config: [{ type: "TimeBasedCanary", time_based_canary: [{ interval: 5, percentage: 10 }] }],
      }),
    ],
  ],
};
