import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { Construct } from "constructs";
import type { DeliveryConfig } from "../../config/delivery/delivery.ts";
import { buildMachine, plainVariables } from "./build-machine.ts";

export interface ImageBuildProps extends Pick<DeliveryConfig, "build" | "logRetentionDays"> {
  /** 2 to 150 characters, unique in account and region. */
  readonly name: string;
  readonly roleArn: string;
  /** Key that encrypts the artifacts. */
  readonly keyArn: string;
  /** Settings that `buildspec.yml` reads, by name. Nothing secret. */
  readonly variables: Readonly<Record<string, string>>;
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
      description: "Builds the image and names it to the pipeline",
      serviceRole: props.roleArn,
      encryptionKey: props.keyArn,
      buildTimeout: props.build.timeoutMinutes,
      source: { type: "CODEPIPELINE", buildspec: props.buildspec ?? "buildspec.yml" },
      artifacts: { type: "CODEPIPELINE" },
      environment: {
        ...buildMachine(props.build),
        privilegedMode: props.builds, // docker build starts a Docker engine inside the build
        environmentVariable: plainVariables(props.variables),
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
