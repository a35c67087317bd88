import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { Construct } from "constructs";
import type { DeliveryConfig } from "../../config/delivery/delivery.ts";
import { buildMachine, plainVariables } from "./build-machine.ts";

const MACHINE = { architecture: "x86_64", size: "small" } as const;

export interface PipelineBuildProps extends Pick<DeliveryConfig, "logRetentionDays"> {
  /** 2 to 150 characters, unique in account and region. */
  readonly name: string;
  readonly description: string;
  readonly roleArn: string;
  /** Key that encrypts the artifacts. @default no pipeline runs it: it has no source, and no artifacts */
  readonly keyArn?: string;
  /** Text of the build specification. It is part of the project, so a commit to the pipeline's source can't change it. */
  readonly buildspec: string;
  /** 5 to 480. */
  readonly timeoutMinutes: number;
  /** Settings that the build specification reads, by name. Nothing secret. @default those of the pipeline's action alone */
  readonly variables?: Readonly<Record<string, string>>;
}

/** A CodeBuild project, of a pipeline or on its own, that runs an inline buildspec on a small machine, without a Docker engine. */
export class PipelineBuild extends Construct {
  readonly projectName: string;
  readonly projectArn: string;

  constructor(scope: Construct, id: string, props: PipelineBuildProps) {
    super(scope, id);
    const logs = new CloudwatchLogGroup(this, "logs", {
      name: `/aws/codebuild/${props.name}`,
      retentionInDays: props.logRetentionDays,
    });
    const inPipeline = props.keyArn !== undefined;
    const project = new CodebuildProject(this, "project", {
      name: props.name,
      description: props.description,
      serviceRole: props.roleArn,
      encryptionKey: props.keyArn,
      buildTimeout: props.timeoutMinutes,
      source: { type: inPipeline ? "CODEPIPELINE" : "NO_SOURCE", buildspec: props.buildspec },
      artifacts: { type: inPipeline ? "CODEPIPELINE" : "NO_ARTIFACTS" },
      environment: {
        ...buildMachine(MACHINE),
        ...(props.variables && { environmentVariable: plainVariables(props.variables) }),
      },
      logsConfig: { cloudwatchLogs: { groupName: logs.name, status: "ENABLED" } },
    });
    this.projectName = project.name;
    this.projectArn = project.arn;
  }
}
