import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { Construct } from "constructs";
import { toJson } from "../json.ts";
import { type ContainerProps, containerDefinition } from "./container-definition.ts";

export interface ServiceTaskProps {
  /** Name of the task definition without its revision. */
  readonly family: string;
  /** What runs the tasks; on EC2 containers share the instance's network, on Fargate each task has its own. */
  readonly launchType: "EC2" | "FARGATE";
  /** CPU units of 1/1024 vCPU. @default none: no limit on EC2 */
  readonly cpuUnits?: number;
  /** @default none: the containers' limits count */
  readonly memoryMiB?: number;
  readonly executionRoleArn: string;
  readonly taskRoleArn: string;
  readonly container: Omit<ContainerProps, "hostPort" | "logGroupName">;
  readonly logGroupName: string;
  /** Days that logs are kept. */
  readonly logRetentionDays: number;
}

/** A task definition with one container, and the log group that it writes to. */
export class ServiceTask extends Construct {
  /** ARN with the revision. */
  readonly taskDefinitionArn: string;

  constructor(scope: Construct, id: string, props: ServiceTaskProps) {
    super(scope, id);
    const { container } = props;
    const logs = new CloudwatchLogGroup(this, "logs", {
      name: props.logGroupName,
      retentionInDays: props.logRetentionDays,
    });
    const fargate = props.launchType === "FARGATE";
    const definition = new EcsTaskDefinition(this, "task-definition", {
      family: props.family,
      requiresCompatibilities: [props.launchType],
      networkMode: fargate ? "awsvpc" : "bridge",
      cpu: props.cpuUnits?.toString(),
      memory: props.memoryMiB?.toString(),
      executionRoleArn: props.executionRoleArn,
      taskRoleArn: props.taskRoleArn,
      runtimePlatform: fargate ? { operatingSystemFamily: "LINUX", cpuArchitecture: "X86_64" } : undefined,
      containerDefinitions: toJson([
        containerDefinition({ ...container, hostPort: fargate ? container.port : 0, logGroupName: props.logGroupName }),
      ]),
      dependsOn: [logs],
      // The service moves on to the new revision before the old one is given up.
      lifecycle: { createBeforeDestroy: true },
    });
    this.taskDefinitionArn = definition.arn;
  }
}
