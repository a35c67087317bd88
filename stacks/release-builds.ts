import type { Construct } from "constructs";
import type { Config } from "../config/config.ts";
import type { ArtifactStore } from "../constructs/cicd/artifact-store.ts";
import { DEFINITIONS_FOLDER } from "../constructs/cicd/definition-files.ts";
import { ImageBuild } from "../constructs/cicd/image-build.ts";
import { ReleaseBuild } from "../constructs/cicd/release-build.ts";
import type { Place } from "../constructs/iam/arn.ts";
import { MemberSecurityGroup } from "../constructs/network/member-security-group.ts";
import { readBuildspec } from "./build-specification.ts";
import type { CicdUpstream } from "./cicd-stack.ts";

/** CodeBuild projects that a release goes through. */
export interface ReleaseBuilds {
  /** Builds the image, as the source says. */
  readonly buildProjectName: string;
  /** Makes a release of the image, as Terraform says. */
  readonly releaseProjectName: string;
}

interface ReleaseBuildsProps {
  readonly config: Config;
  readonly upstream: CicdUpstream;
  readonly store: ArtifactStore;
  /** Name of the container that gets the image; empty without services. */
  readonly containerName: string;
  readonly place: Place;
}

export function createReleaseBuilds(scope: Construct, props: ReleaseBuildsProps): ReleaseBuilds {
  return { buildProjectName: createBuild(scope, props), releaseProjectName: createRelease(scope, props) };
}

function createBuild(scope: Construct, props: ReleaseBuildsProps): string {
  const { config, upstream, store } = props;
  const { names, delivery } = config;
  const { build, source } = delivery;
  const { iam, network } = upstream;
  const project = new ImageBuild(scope, "build", {
    ...build,
    name: names.buildProject,
    roleArn: iam.buildRoleArn,
    keyArn: store.keyArn,
    variables: { REPOSITORY_URI: repositoryUri(props) },
    logRetentionDays: delivery.logRetentionDays,
    builds: source.type !== "ecr",
    // A pushed image comes without files beside it.
    ...(source.type === "ecr" && { buildspec: readBuildspec("buildspec.yml") }),
    ...(build.vpc && {
      network: {
        vpcId: network.vpcId,
        subnetIds: network.privateSubnetIds,
        securityGroupId: new MemberSecurityGroup(scope, "build-network", {
          name: `${names.buildProject}-build`,
          description: `CodeBuild project ${names.buildProject}`,
          vpcId: network.vpcId,
        }).groupId,
      },
    }),
  });
  return project.projectName;
}

function createRelease(scope: Construct, props: ReleaseBuildsProps): string {
  const { config, upstream, store, containerName } = props;
  const { names, delivery } = config;
  const project = new ReleaseBuild(scope, "release", {
    name: names.releaseProject,
    roleArn: upstream.iam.releaseRoleArn,
    keyArn: store.keyArn,
    buildspec: readBuildspec("buildspec.release.yml"),
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

/** Where images of releases are, without a tag. */
function repositoryUri({ config, upstream, place: { account, region } }: ReleaseBuildsProps): string {
  const { source } = config.delivery;
  if (source.type !== "ecr") return upstream.registry.repositoryUrl;
  return `${account}.dkr.ecr.${region}.amazonaws.com/${source.repositoryName}`;
}
