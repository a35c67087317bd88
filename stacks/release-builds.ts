import type { Construct } from "constructs";
import type { ArtifactStore } from "../constructs/cicd/artifact-store.ts";
import { DEFINITIONS_FOLDER } from "../constructs/cicd/definition-files.ts";
import { ImageBuild, type ImageBuildProps } from "../constructs/cicd/image-build.ts";
import { PipelineBuild } from "../constructs/cicd/pipeline-build.ts";
import type { ReleaseProjects } from "../constructs/cicd/release-pipeline.ts";
import { type AwsScope, domainOf } from "../constructs/iam/arn.ts";
import { WorkloadSecurityGroup } from "../constructs/network/workload-security-group.ts";
import { readBuildspec } from "./build-specification.ts";
import type { CicdUpstream } from "./cicd-stack.ts";
import type { DeliveredServices } from "./delivered-services.ts";
import type { Delivering } from "./delivering.ts";
import { required } from "./required.ts";

interface ReleaseBuildsProps {
  readonly config: Delivering;
  readonly upstream: CicdUpstream;
  readonly store: ArtifactStore;
  readonly services: Pick<DeliveredServices, "containerName" | "deployMinutes">;
  readonly awsScope: AwsScope;
}

export function createReleaseBuilds(scope: Construct, props: ReleaseBuildsProps): ReleaseProjects {
  return {
    buildProjectName: createBuild(scope, props),
    releaseProjectName: createRelease(scope, props),
    deployProjectName: createDeploy(scope, props),
  };
}

function createBuild(scope: Construct, props: ReleaseBuildsProps): string {
  const { config, upstream, store } = props;
  const { names, delivery } = config;
  const { build, source } = delivery;
  const { iam } = upstream;
  const project = new ImageBuild(scope, "build", {
    build,
    name: names.buildProject,
    roleArn: required(iam.buildRoleArn, "buildRoleArn"),
    keyArn: store.keyArn,
    variables: { REPOSITORY_URI: repositoryUri(props) },
    logRetentionDays: delivery.logRetentionDays,
    builds: source.type !== "ecr",
    // A pushed image comes without files beside it.
    buildspec: source.type === "ecr" ? readBuildspec("buildspec.yml") : undefined,
    network: build.vpc ? createBuildNetwork(scope, names.buildProject, upstream.network) : undefined,
  });
  return project.projectName;
}

function createBuildNetwork(
  scope: Construct,
  projectName: string,
  { vpcId, privateSubnetIds }: CicdUpstream["network"],
): ImageBuildProps["network"] {
  const group = new WorkloadSecurityGroup(scope, "build-network", {
    name: `${projectName}-build`,
    description: `CodeBuild project ${projectName}`,
    vpcId,
  });
  return { vpcId, subnetIds: privateSubnetIds, securityGroupId: group.groupId };
}

/** Minutes that a release may take: the scan of its image is asked for 120 times, five seconds apart. */
const RELEASE_MINUTES = 15;

function createRelease(scope: Construct, props: ReleaseBuildsProps): string {
  const { config, upstream, store } = props;
  const { containerName } = props.services;
  const { names, delivery } = config;
  const project = new PipelineBuild(scope, "release", {
    name: names.releaseProject,
    description: "Checks the image of a release, and adds the definitions of the services",
    roleArn: required(upstream.iam.releaseRoleArn, "releaseRoleArn"),
    keyArn: store.keyArn,
    buildspec: readBuildspec("buildspec.release.yml"),
    timeoutMinutes: RELEASE_MINUTES,
    variables: {
      REPOSITORY_URI: repositoryUri(props),
      CONTAINER_NAME: containerName,
      SCAN_FAIL_ON: delivery.build.scanFailsOn.toUpperCase(),
      DEFINITIONS_URI: containerName && `s3://${store.bucketName}/${DEFINITIONS_FOLDER}`,
    },
    logRetentionDays: delivery.logRetentionDays,
  });
  return project.projectName;
}

/** Where ECS itself replaces the tasks of a delivered service. */
function createDeploy(scope: Construct, { config, upstream, store, services }: ReleaseBuildsProps): string | undefined {
  const { names, delivery } = config;
  const { deployMinutes } = services;
  if (deployMinutes === undefined) return undefined;
  const project = new PipelineBuild(scope, "deploy", {
    name: names.deployProject,
    description: "Registers the task definition of a release, and updates the service",
    roleArn: required(upstream.iam.deployProjectRoleArn, "deployProjectRoleArn"),
    keyArn: store.keyArn,
    buildspec: readBuildspec("buildspec.deploy.yml"),
    timeoutMinutes: deployMinutes,
    logRetentionDays: delivery.logRetentionDays,
  });
  return project.projectName;
}

/** Where images of releases are, without a tag. */
function repositoryUri({ config, upstream, awsScope }: ReleaseBuildsProps): string {
  const { source } = config.delivery;
  if (source.type !== "ecr") return required(upstream.registry, "registry").repositoryUrl;
  return `${awsScope.account}.dkr.ecr.${awsScope.region}.${domainOf(awsScope)}/${source.repositoryName}`;
}
