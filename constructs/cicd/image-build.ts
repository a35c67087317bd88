import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { Construct } from "constructs";

/** Build machines of AWS with Docker, by architecture (CodeBuild user guide, Docker images). */
const MACHINES = {
  x86_64: { type: "LINUX_CONTAINER", image: "aws/codebuild/amazonlinux-x86_64-standard:5.0" },
  arm64: { type: "ARM_CONTAINER", image: "aws/codebuild/amazonlinux-aarch64-standard:3.0" },
} as const;

export interface ImageBuildProps {
  /** 2 to 150 characters, unique in account and region. */
  readonly name: string;
  readonly roleArn: string;
  /** Key that encrypts the artifacts. */
  readonly keyArn: string;
  readonly size: "small" | "medium" | "large";
  readonly architecture: "x86_64" | "arm64";
  /** 5 to 480. */
  readonly timeoutMinutes: number;
  /** Settings that `buildspec.yml` reads, by name. Nothing secret. */
  readonly variables: Readonly<Record<string, string>>;
  readonly logRetentionDays: number;
  /** Whether it builds images; otherwise it only describes those that others push. */
  readonly builds: boolean;
  /** Text of the build specification. @default the source's own `buildspec.yml` */
  readonly buildspec?: string;
  /** Where it runs, with access to what is only there. @default in CodeBuild's own network */
  readonly network?: { readonly vpcId: string; readonly subnetIds: string[]; readonly securityGroupId: string };
}

/** A CodeBuild project that a pipeline starts, for a source whose `buildspec.yml` builds an image. */
export class ImageBuild extends Construct {
  readonly projectName: string;

  constructor(scope: Construct, id: string, props: ImageBuildProps) {
    super(scope, id);
    const { network } = props;
    const logs = new CloudwatchLogGroup(this, "logs", {
      name: `/aws/codebuild/${props.name}`,
      retentionInDays: props.logRetentionDays,
    });
    const project = new CodebuildProject(this, "project", {
      name: props.name,
      description: "Builds the image and describes the release to the pipeline",
      serviceRole: props.roleArn,
      encryptionKey: props.keyArn,
      buildTimeout: props.timeoutMinutes,
      source: { type: "CODEPIPELINE", buildspec: props.buildspec ?? "buildspec.yml" },
      artifacts: { type: "CODEPIPELINE" },
      environment: {
        ...MACHINES[props.architecture],
        computeType: `BUILD_GENERAL1_${props.size.toUpperCase()}`,
        privilegedMode: props.builds, // docker build starts a Docker engine inside the build
        environmentVariable: Object.entries(props.variables).map(([name, value]) => ({
          name,
          value,
          type: "PLAINTEXT",
        })),
      },
      ...(props.builds && !network && { cache: { type: "LOCAL", modes: ["LOCAL_DOCKER_LAYER_CACHE"] } }),
      ...(network && {
        vpcConfig: { vpcId: network.vpcId, subnets: network.subnetIds, securityGroupIds: [network.securityGroupId] },
      }),
      logsConfig: { cloudwatchLogs: { groupName: logs.name, status: "ENABLED" } },
    });
    this.projectName = project.name;
  }
}
