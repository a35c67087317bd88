import { Construct } from "constructs";
import { arnOf, type Place } from "../iam/arn.ts";
import type { Statement } from "../iam/policy.ts";
import { ServiceRole } from "../iam/service-role.ts";
import { imagePullStatements, pullThroughStatements } from "./image-pull.ts";

/** What tasks are pulled from, and where they log. */
export interface StartedTasks {
  /** ARNs of the repositories that tasks are pulled from. Public images need no permission. */
  readonly repositoryArns: readonly string[];
  /** First part of the names of repositories that ECR fills from Docker Hub when they are pulled from. @default none */
  readonly pullThroughPrefix?: string;
  /** First part of the names of the log groups that containers write to. */
  readonly logGroupPrefix: string;
}

export interface TaskExecutionRoleProps {
  readonly name: string;
  /** Service whose tasks it starts. @default tasks that belong to no service */
  readonly serviceName?: string;
  readonly tasks: StartedTasks;
  /** ARNs of secrets and parameters that it may read: those that the service names, and no others. */
  readonly secretArns: readonly string[];
  /** Key that they are encrypted with. @default keys of AWS, which take no permission */
  readonly secretsKeyArn?: string;
  readonly place: Place;
}

/** What ECS does to start a task: pull its image, read its secrets, write its logs. The task's code never has this role. */
export class TaskExecutionRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: TaskExecutionRoleProps) {
    super(scope, id);
    const { place, serviceName } = props;
    const { repositoryArns, pullThroughPrefix, logGroupPrefix } = props.tasks;
    const role = new ServiceRole(this, "execution", {
      name: props.name,
      description:
        serviceName === undefined
          ? "ECS, to start tasks of no service: pull images, write logs"
          : `ECS, to start tasks of ${serviceName}: pull images, read its secrets, write logs`,
      service: "ecs-tasks.amazonaws.com",
      onBehalfOf: place.account,
      statements: [
        ...imagePullStatements(repositoryArns),
        ...(pullThroughPrefix === undefined ? [] : pullThroughStatements(pullThroughPrefix, place)),
        {
          sid: "Logs",
          actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
          resources: [arnOf(place, "logs", `log-group:${logGroupPrefix}*`)],
        },
        ...secretStatements(props.secretArns),
        ...(props.secretsKeyArn === undefined || props.secretArns.length === 0
          ? []
          : [{ sid: "SecretsKey", actions: ["kms:Decrypt"], resources: [props.secretsKeyArn] }]),
      ],
    });
    this.arn = role.arn;
  }
}

/** Lets a role read exactly the secrets and parameters that are named; a part of a secret is read with the whole. */
export function secretStatements(secretArns: readonly string[]): Statement[] {
  const of = (service: string) =>
    [...new Set(secretArns.filter((each) => each.split(":")[2] === service).map(withoutPart))].sort();
  const secrets = of("secretsmanager");
  const parameters = of("ssm");
  return [
    ...(secrets.length > 0 ? [{ sid: "Secrets", actions: ["secretsmanager:GetSecretValue"], resources: secrets }] : []),
    ...(parameters.length > 0 ? [{ sid: "Parameters", actions: ["ssm:GetParameters"], resources: parameters }] : []),
  ];
}

/** `arn:…:secret:NAME:json-key:stage:version` names a part of the secret `arn:…:secret:NAME`. */
const withoutPart = (secretArn: string) => secretArn.split(":").slice(0, 7).join(":");
