import { Construct } from "constructs";
import { PipelineBuild, type PipelineBuildProps } from "./pipeline-build.ts";
import { SourceTrigger } from "./source-trigger.ts";

export interface ScheduledBuildProps extends Omit<PipelineBuildProps, "keyArn"> {
  /** Rule of EventBridge that starts it, 1 to 64 characters, unique in account and region. */
  readonly ruleName: string;
  /** `cron(…)` or `rate(…)`, in UTC. */
  readonly schedule: string;
  /** Role of EventBridge that may start it. */
  readonly eventRoleArn: string;
}

/** A CodeBuild project without a source, which the clock starts. */
export class ScheduledBuild extends Construct {
  readonly projectArn: string;

  constructor(scope: Construct, id: string, { ruleName, schedule, eventRoleArn, ...build }: ScheduledBuildProps) {
    super(scope, id);
    const project = new PipelineBuild(this, "build", build);
    new SourceTrigger(this, "trigger", {
      name: ruleName,
      event: { description: build.description, schedule },
      targetArn: project.projectArn,
      targetId: "build",
      roleArn: eventRoleArn,
    });
    this.projectArn = project.projectArn;
  }
}
