import { Construct } from "constructs";
import type { ServiceConfig } from "../../config/config.ts";
import { type AwsScope, arnOf } from "../iam/arn.ts";
import type { Statement } from "../iam/policy.ts";
import { ServiceRole } from "../iam/service-role.ts";
import { imagePullStatements, type PulledRepositories } from "./image-pull.ts";

/** What tasks are pulled from, and where they log. */
export interface StartedTasks extends PulledRepositories {
  /** First part of the names of the log groups that containers write to. */
  readonly logGroupPrefix: string;
}

export interface TaskExecutionRoleProps {
  readonly name: string;
  /** Service whose tasks it starts. @default tasks that belong to no service */
  readonly serviceName?: string;
  readonly tasks: StartedTasks;
  /** What it may read: secrets, parameters and files that the service names, and no others. */
  readonly reads: ServiceConfig["reads"];
  readonly awsScope: AwsScope;
}

/** What ECS does to start a task: pull its image, read its secrets, write its logs. The task's code never has this role. */
export class TaskExecutionRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: TaskExecutionRoleProps) {
    super(scope, id);
    const { awsScope, serviceName } = props;
    const role = new ServiceRole(this, "execution", {
      name: props.name,
      description:
        serviceName === undefined
          ? "ECS, to start tasks of no service: pull images, write logs"
          : `ECS, to start tasks of ${serviceName}: pull images, read its secrets, write logs`,
      service: "ecs-tasks.amazonaws.com",
      onBehalfOf: { account: awsScope.account, arns: [arnOf(awsScope, "ecs", "*")] },
      statements: [
        ...imagePullStatements(props.tasks),
        {
          sid: "Logs",
          actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
          resources: [arnOf(awsScope, "logs", `log-group:${props.tasks.logGroupPrefix}*`)],
        },
        ...readStatements(props.reads),
      ],
    });
    this.arn = role.arn;
  }
}

/** Lets a role read exactly what is named, with the keys that encrypt it; a part of a secret is read with the whole. */
export function readStatements(reads: ServiceConfig["reads"]): Statement[] {
  const of = (service: string, resources: (arn: string) => string[]) =>
    sorted(reads.filter(({ arn }) => serviceOf(arn) === service).flatMap(({ arn }) => resources(arn)));
  const statements: (Statement & { resources: string[] })[] = [
    { sid: "Secrets", actions: ["secretsmanager:GetSecretValue"], resources: of("secretsmanager", secretArns) },
    { sid: "Parameters", actions: ["ssm:GetParameters"], resources: of("ssm", (arn) => [arn]) },
    { sid: "EnvironmentFiles", actions: ["s3:GetObject"], resources: of("s3", (arn) => [arn]) },
    { sid: "Buckets", actions: ["s3:GetBucketLocation"], resources: of("s3", (arn) => [arn.split("/")[0] ?? ""]) },
    keyStatement(reads),
  ];
  return statements.filter(({ resources }) => resources.length > 0);
}

/** Lets a role decrypt with keys, but only what it reads: each service asks for it in the role's name. */
function keyStatement(reads: ServiceConfig["reads"]) {
  const encrypted = reads.flatMap(({ arn, keyArn }) => (keyArn === undefined ? [] : [{ arn, keyArn }]));
  // In China the names of services may end in .cn.
  const services = encrypted.map(({ arn, keyArn }) => `${serviceOf(arn)}.${keyArn.split(":")[3]}.amazonaws.com*`);
  return {
    sid: "Keys",
    actions: ["kms:Decrypt"],
    resources: sorted(encrypted.map(({ keyArn }) => keyArn)),
    conditions: { StringLike: { "kms:ViaService": sorted(services) } },
  };
}

/**
 * `arn:…:secret:NAME:json-key:stage:version` names a part of the secret `arn:…:secret:NAME`. Secrets Manager ends the name
 * in a hyphen and six random characters, and takes an ARN without them; a policy does not (Secrets Manager user guide,
 * IAM permissions reference). Six small letters may be either: `web-secret`.
 */
function secretArns(arn: string): string[] {
  const secretArn = arn.split(":").slice(0, 7).join(":");
  const isWhole = /-[A-Za-z0-9]{6}$/.test(secretArn);
  const isPartial = !isWhole || /-[a-z]{6}$/.test(secretArn);
  return [...(isWhole ? [secretArn] : []), ...(isPartial ? [`${secretArn}-??????`] : [])];
}

const serviceOf = (arn: string) => arn.split(":")[2];

const sorted = (texts: readonly string[]) => [...new Set(texts)].sort();
