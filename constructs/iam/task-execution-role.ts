import { Construct } from "constructs";
import { arn, type Place } from "./arn.ts";
import { imagePullStatements } from "./image-pull.ts";
import { ServiceRole } from "./service-role.ts";

export interface TaskExecutionRoleProps {
  readonly name: string;
  /** ARN of the repository that tasks are pulled from. Public images need no permission. */
  readonly repositoryArn: string;
  /** Names of the log groups that containers write to. */
  readonly logGroupNames: readonly string[];
  readonly place: Place;
}

/** What ECS does to start a task: pull its image and write its logs. The task itself has a role of its own. */
export class TaskExecutionRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: TaskExecutionRoleProps) {
    super(scope, id);
    const logGroups = props.logGroupNames.map((name) => arn(props.place, "logs", `log-group:${name}:*`));
    const role = new ServiceRole(this, "execution", {
      name: props.name,
      description: "ECS, to start tasks: pull images, write logs",
      service: "ecs-tasks.amazonaws.com",
      onBehalfOf: props.place.account,
      statements: [
        ...imagePullStatements(props.repositoryArn),
        ...(logGroups.length > 0
          ? [{ sid: "Logs", actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: logGroups }]
          : []),
      ],
    });
    this.arn = role.arn;
  }
}
