import { Construct } from "constructs";
import { arn, type Place } from "../iam/arn.ts";
import type { Statement } from "../iam/policy.ts";
import { ServiceRole } from "../iam/service-role.ts";

export interface TaskRoleProps {
  readonly name: string;
  readonly serviceName: string;
  /** What the service asks for itself. */
  readonly statements: readonly Statement[];
  readonly managedPolicyArns: readonly string[];
  /** Log group of the shells that may be opened in its tasks. @default none may be opened */
  readonly execLogGroupName?: string;
  /** File systems that its tasks mount, with the access point where there is one. @default none */
  readonly fileSystems?: readonly { readonly fileSystemId: string; readonly accessPointId?: string }[];
  readonly place: Place;
}

/** What the code of one service may do in AWS: nothing but what the service asks for. */
export class TaskRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: TaskRoleProps) {
    super(scope, id);
    const { execLogGroupName, fileSystems = [], place } = props;
    const role = new ServiceRole(this, "task", {
      name: props.name,
      description: `Tasks of the service ${props.serviceName}`,
      service: "ecs-tasks.amazonaws.com",
      onBehalfOf: place.account,
      managedPolicyArns: props.managedPolicyArns,
      statements: [
        ...props.statements,
        ...(execLogGroupName ? execStatements(execLogGroupName, place) : []),
        ...fileSystems.map((each, index) => mountStatement(each, index, place)),
      ],
    });
    this.arn = role.arn;
  }
}

/** What the agent of ECS Exec in a container calls (ECS developer guide, using ECS Exec). Its channels have no ARN. */
function execStatements(logGroupName: string, place: Place): Statement[] {
  return [
    {
      sid: "ExecChannels",
      actions: [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      resources: ["*"],
    },
    { sid: "ExecLogGroups", actions: ["logs:DescribeLogGroups"], resources: ["*"] },
    {
      sid: "ExecLog",
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: [arn(place, "logs", `log-group:${logGroupName}:*`)],
    },
  ];
}

function mountStatement(
  { fileSystemId, accessPointId }: { fileSystemId: string; accessPointId?: string },
  index: number,
  place: Place,
): Statement {
  return {
    sid: `Mount${index + 1}`,
    actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
    resources: [arn(place, "elasticfilesystem", `file-system/${fileSystemId}`)],
    ...(accessPointId && {
      conditions: {
        StringEquals: {
          "elasticfilesystem:AccessPointArn": arn(place, "elasticfilesystem", `access-point/${accessPointId}`),
        },
      },
    }),
  };
}
