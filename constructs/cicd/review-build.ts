import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { Construct } from "constructs";
import type { BuildConfig, DeliveryConfig } from "../../config/delivery/delivery.ts";
import type { InfrastructureConfig } from "../../config/delivery/infrastructure.ts";
import { buildMachine, plainVariables } from "./build-machine.ts";

export interface ReviewBuildProps extends Pick<DeliveryConfig, "logRetentionDays">, Pick<BuildConfig, "architecture"> {
  /** 2 to 150 characters, unique in account and region. */
  readonly name: string;
  /** What it does with the stacks. */
  readonly step: "plan" | "apply";
  /** Name of the stacks' environment, as `config/environments` knows it. */
  readonly environmentName: string;
  /** Text of the build specification. */
  readonly buildspec: string;
  readonly roleArn: string;
  /** Bucket of the pipeline's artifacts and of the reviews, and the key that encrypts it. */
  readonly artifactBucketName: string;
  readonly artifactKeyArn: string;
  readonly infrastructure: Pick<InfrastructureConfig, "size" | "timeoutMinutes">;
  /** Whether Terraform needs a Docker engine, to build an image. */
  readonly docker: boolean;
}

/**
 * A CodeBuild project that plans or applies stacks for a pipeline. What it runs is part of the project and not of the source, so
 * that the comparison of plans with their digest does not come with what is compared.
 */
export class ReviewBuild extends Construct {
  readonly projectName: string;

  constructor(scope: Construct, id: string, props: ReviewBuildProps) {
    super(scope, id);
    const { step, environmentName, architecture, infrastructure } = props;
    const logs = new CloudwatchLogGroup(this, "logs", {
      name: `/aws/codebuild/${props.name}`,
      retentionInDays: props.logRetentionDays,
    });
    const project = new CodebuildProject(this, "project", {
      name: props.name,
      description: step === "plan" ? `Plans the stacks of ${environmentName}` : `Applies what was planned`,
      serviceRole: props.roleArn,
      encryptionKey: props.artifactKeyArn,
      buildTimeout: infrastructure.timeoutMinutes,
      source: { type: "CODEPIPELINE", buildspec: props.buildspec },
      artifacts: { type: "CODEPIPELINE" },
      environment: {
        ...buildMachine({ architecture, size: infrastructure.size }),
        privilegedMode: props.docker, // a Docker engine starts only then
        environmentVariable: plainVariables({
          STEP: step,
          ENVIRONMENT: environmentName,
          REVIEW_BUCKET: props.artifactBucketName,
        }),
      },
      logsConfig: { cloudwatchLogs: { groupName: logs.name, status: "ENABLED" } },
    });
    this.projectName = project.name;
  }
}
