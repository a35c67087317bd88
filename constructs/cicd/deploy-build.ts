import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { Construct } from "constructs";
import type { DeliveryConfig } from "../../config/delivery/delivery.ts";
import { buildMachine } from "./build-machine.ts";

const MACHINE = { architecture: "x86_64", size: "small" } as const;

export interface DeployBuildProps extends Pick<DeliveryConfig, "logRetentionDays"> {
  /** 2 to 150 characters, unique in account and region. */
  readonly name: string;
  readonly roleArn: string;
  /** Key that encrypts the artifacts. */
  readonly keyArn: string;
  /** Text of the build specification. It is part of the project, so a commit to the pipeline's source can't change it. */
  readonly buildspec: string;
  /** 5 to 480. Deployments of services take at most 10 minutes less. */
  readonly timeoutMinutes: number;
}

/** A CodeBuild project that deploys releases to services by ECS. The pipeline tells it which service, in each action. */
export class DeployBuild extends Construct {
  readonly projectName: string;

  constructor(scope: Construct, id: string, props: DeployBuildProps) {
    super(scope, id);
    const logs = new CloudwatchLogGroup(this, "logs", {
      name: `/aws/codebuild/${props.name}`,
      retentionInDays: props.logRetentionDays,
    });
    const project = new CodebuildProject(this, "project", {
      name: props.name,
      description: "Registers the task definition of a release, and updates the service",
      serviceRole: props.roleArn,
      encryptionKey: props.keyArn,
      buildTimeout: props.timeoutMinutes,
      source: { type: "CODEPIPELINE", buildspec: props.buildspec },
      artifacts: { type: "CODEPIPELINE" },
      environment: buildMachine(MACHINE),
      logsConfig: { cloudwatchLogs: { groupName: logs.name, status: "ENABLED" } },
    });
    this.projectName = project.name;
  }
}
