import { Construct } from "constructs";
import type { ServiceConfig } from "../../config/config.ts";
import type { FileSystemConfig } from "../../config/services/volume.ts";
import { type AwsScope, arnOf } from "../iam/arn.ts";
import type { Statement } from "../iam/policy.ts";
import { ServiceRole } from "../iam/service-role.ts";

export interface TaskRoleProps {
  readonly service: ServiceConfig;
  /** Key of shells that exists: the role may decrypt with it. @default one is created, whose policy lets the role */
  readonly shellsKeyArn?: string;
  readonly awsScope: AwsScope;
}

/** Permissions of one service's code: only what the service configures. */
export class TaskRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { service, shellsKeyArn, awsScope }: TaskRoleProps) {
    super(scope, id);
    const { name, taskRole, taskRoleName, exec, execLogGroupName, volumes } = service;
    const fileSystems = volumes.flatMap((volume) => (volume.type === "efs" && volume.iam ? [volume] : []));
    const role = new ServiceRole(this, "task", {
      name: taskRoleName,
      description: `Tasks of the service ${name}`,
      service: "ecs-tasks.amazonaws.com",
      onBehalfOf: { account: awsScope.account, arns: [arnOf(awsScope, "ecs", "*")] },
      managedPolicyArns: taskRole.managedPolicyArns,
      statements: [
        ...taskRole.statements,
        ...(exec ? execStatements(execLogGroupName, shellsKeyArn, awsScope) : []),
        ...fileSystems.map((each, index) => mountStatement(each, index, awsScope)),
      ],
    });
    this.arn = role.arn;
  }
}

/** What the agent of ECS Exec in a container calls (ECS developer guide, using ECS Exec). Its channels have no ARN. */
function execStatements(logGroupName: string, keyArn: string | undefined, awsScope: AwsScope): Statement[] {
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
      resources: [arnOf(awsScope, "logs", `log-group:${logGroupName}:*`)],
    },
    ...(keyArn === undefined ? [] : [{ sid: "ExecKey", actions: ["kms:Decrypt"], resources: [keyArn] }]),
  ];
}

function mountStatement(
  { fileSystemId, accessPointId }: FileSystemConfig,
  index: number,
  awsScope: AwsScope,
): Statement {
  return {
    sid: `Mount${index + 1}`,
    actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
    resources: [arnOf(awsScope, "elasticfilesystem", `file-system/${fileSystemId}`)],
    ...(accessPointId && {
      conditions: {
        StringEquals: {
          "elasticfilesystem:AccessPointArn": arnOf(awsScope, "elasticfilesystem", `access-point/${accessPointId}`),
        },
      },
    }),
  };
}
