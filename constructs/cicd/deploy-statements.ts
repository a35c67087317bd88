import { type AwsScope, arnOf } from "../iam/arn.ts";
import type { Statement } from "../iam/policy.ts";

/** A service that a pipeline deploys. */
export interface DeployedService {
  readonly clusterName: string;
  readonly serviceName: string;
  readonly taskFamily: string;
  /** Whether a container of it may have root on its host. */
  readonly privileged: boolean;
  /** CodeDeploy's application; the deployment group has the service's name. @default ECS deploys it */
  readonly codeDeployApplication?: string;
}

/** Permissions to deploy services. `taskRoleArns` are the only roles that may be passed to tasks. */
export function deployStatements(
  services: readonly DeployedService[],
  taskRoleArns: readonly string[],
  awsScope: AwsScope,
): Statement[] {
  if (services.length === 0) return [];
  const byEcs = services.filter(({ codeDeployApplication }) => codeDeployApplication === undefined);
  return [
    ...(byEcs.length > 0 ? ecsStatements(byEcs, awsScope) : []),
    ...codeDeployStatements(services, awsScope),
    // The call has no resource that it could be limited to.
    { sid: "Revisions", actions: ["ecs:DescribeTaskDefinition"], resources: ["*"] },
    ...revisionStatements(services, taskRoleArns, awsScope),
  ];
}

/** Permissions to register revisions of the services: those of their families, with their roles. */
export function revisionStatements(
  services: readonly DeployedService[],
  taskRoleArns: readonly string[],
  awsScope: AwsScope,
): Statement[] {
  const revisions = (of: readonly DeployedService[]) =>
    of.map(({ taskFamily }) => arnOf(awsScope, "ecs", `task-definition/${taskFamily}:*`));
  return [
    ...registerStatements(services, revisions),
    {
      sid: "TagRevision",
      actions: ["ecs:TagResource"],
      resources: revisions(services),
      conditions: { StringEquals: { "ecs:CreateAction": "RegisterTaskDefinition" } },
    },
    {
      sid: "PassTaskRoles",
      actions: ["iam:PassRole"],
      resources: taskRoleArns,
      conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
  ];
}

/**
 * Lets a release give a container root on its host only where the environment does (Service Authorization Reference, Amazon
 * ECS: `ecs:privileged` is what the request says, and a request may say nothing).
 */
function registerStatements(
  services: readonly DeployedService[],
  revisions: (of: readonly DeployedService[]) => string[],
): Statement[] {
  const actions = ["ecs:RegisterTaskDefinition"];
  const privileged = services.filter((service) => service.privileged);
  const others = services.filter((service) => !service.privileged);
  return [
    ...(others.length > 0
      ? [
          {
            sid: "Register",
            actions,
            resources: revisions(others),
            conditions: { StringNotEqualsIgnoreCase: { "ecs:privileged": "true" } },
          },
        ]
      : []),
    ...(privileged.length > 0 ? [{ sid: "RegisterPrivileged", actions, resources: revisions(privileged) }] : []),
  ];
}

function ecsStatements(services: readonly DeployedService[], awsScope: AwsScope): Statement[] {
  const clusters = [...new Set(services.map(({ clusterName }) => clusterName))];
  return [
    {
      sid: "Deploy",
      actions: ["ecs:DescribeServices", "ecs:UpdateService"],
      resources: services.map(({ clusterName, serviceName }) =>
        arnOf(awsScope, "ecs", `service/${clusterName}/${serviceName}`),
      ),
    },
    ...taskStatements(clusters, awsScope),
  ];
}

/** Permissions to look at the tasks of clusters. */
export function taskStatements(clusterNames: readonly string[], awsScope: AwsScope): Statement[] {
  const arns = (kind: string, rest = "") =>
    clusterNames.map((name) => arnOf(awsScope, "ecs", `${kind}/${name}${rest}`));
  return [
    { sid: "WatchTasks", actions: ["ecs:DescribeTasks"], resources: arns("task", "/*") },
    {
      sid: "ListTasks",
      actions: ["ecs:ListTasks"],
      resources: ["*"],
      conditions: { ArnEquals: { "ecs:cluster": arns("cluster") } },
    },
  ];
}

function codeDeployStatements(services: readonly DeployedService[], awsScope: AwsScope): Statement[] {
  const byCodeDeploy = services.flatMap(({ codeDeployApplication: application, serviceName }) =>
    application === undefined ? [] : [{ application, serviceName }],
  );
  if (byCodeDeploy.length === 0) return [];
  const applications = [...new Set(byCodeDeploy.map(({ application }) => application))];
  return [
    {
      sid: "StartDeployments",
      actions: ["codedeploy:CreateDeployment", "codedeploy:GetDeployment"],
      resources: byCodeDeploy.map(({ application, serviceName }) =>
        arnOf(awsScope, "codedeploy", `deploymentgroup:${application}/${serviceName}`),
      ),
    },
    {
      sid: "DeployedRevisions",
      actions: [
        "codedeploy:GetApplication",
        "codedeploy:GetApplicationRevision",
        "codedeploy:RegisterApplicationRevision",
      ],
      resources: applications.map((application) => arnOf(awsScope, "codedeploy", `application:${application}`)),
    },
    {
      sid: "DeploymentConfigs",
      actions: ["codedeploy:GetDeploymentConfig"],
      resources: [arnOf(awsScope, "codedeploy", "deploymentconfig:*")],
    },
  ];
}
