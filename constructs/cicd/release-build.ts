import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { Construct } from "constructs";
import type { DeliveryConfig } from "../../config/delivery/delivery.ts";
import { buildMachine, plainVariables } from "./build-machine.ts";

/** Minutes that a release may take: the scan of its image is asked for 120 times, five seconds apart. */
const TIMEOUT_MINUTES = 15;

const MACHINE = { architecture: "x86_64", size: "small" } as const;

export interface ReleaseBuildProps extends Pick<DeliveryConfig, "logRetentionDays"> {
  /** 2 to 150 characters, unique in account and region. */
  readonly name: string;
  readonly roleArn: string;
  /** Key that encrypts the artifacts. */
  readonly keyArn: string;
  /** Text of the build specification. It is part of the project, so a commit to the pipeline's source can't change it. */
  readonly buildspec: string;
  /** Settings that the build specification reads, by name. Nothing secret. */
  readonly variables: Readonly<Record<string, string>>;
}

/** A CodeBuild project that makes a release of an image: it checks the image, and adds what Terraform says of services. */
export class ReleaseBuild extends Construct {
  readonly projectName: string;

  constructor(scope: Construct, id: string, props: ReleaseBuildProps) {
    super(scope, id);
    const logs = new CloudwatchLogGroup(this, "logs", {
      name: `/aws/codebuild/${props.name}`,
      retentionInDays: props.logRetentionDays,
    });
    const project = new CodebuildProject(this, "project", {
      name: props.name,
      description: "Checks the image of a release, and adds the definitions of the services",
      serviceRole: props.roleArn,
      encryptionKey: props.keyArn,
      buildTimeout: TIMEOUT_MINUTES,
      source: { type: "CODEPIPELINE", buildspec: props.buildspec },
      artifacts: { type: "CODEPIPELINE" },
      environment: { ...buildMachine(MACHINE), environmentVariable: plainVariables(props.variables) },
      logsConfig: { cloudwatchLogs: { groupName: logs.name, status: "ENABLED" } },
    });
    this.projectName = project.name;
  }
}
