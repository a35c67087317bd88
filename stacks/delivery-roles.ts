import type { Construct } from "constructs";
import type { Config } from "../config/config.ts";
import { BuildRole } from "../constructs/cicd/build-role.ts";
import { DEFINITIONS_FOLDER } from "../constructs/cicd/definition-files.ts";
import { DeployBuildRole } from "../constructs/cicd/deploy-build-role.ts";
import { DeployRole } from "../constructs/cicd/deploy-role.ts";
import { ARTIFACTS } from "../constructs/cicd/deploy-stage.ts";
import type { DeployedService } from "../constructs/cicd/deploy-statements.ts";
import { ImageCheckRole } from "../constructs/cicd/image-check-role.ts";
import { PipelineRole } from "../constructs/cicd/pipeline-role.ts";
import type { NamedSource } from "../constructs/cicd/pipeline-source.ts";
import { ReleaseRole } from "../constructs/cicd/release-role.ts";
import { type AwsScope, arnOf } from "../constructs/iam/arn.ts";
import { ServiceRole } from "../constructs/iam/service-role.ts";
import { strategyOf } from "../packages/deployments/strategy.ts";
import { type Delivering, isDelivering } from "./delivering.ts";
import { createInfrastructureRoles, type InfrastructureRoles } from "./infrastructure-roles.ts";
import { releasedRepositoryArn } from "./pulled-repositories.ts";
import type { TaskRoles } from "./task-roles.ts";

/** Roles of the delivery, among those of the environment. */
export interface DeliveryRoles extends InfrastructureRoles {
  readonly buildRoleArn?: string;
  /** CodeBuild, to make a release of what was built. */
  readonly releaseRoleArn?: string;
  /** CodeBuild, to deploy a release by ECS; set only if a service is delivered so. */
  readonly deployProjectRoleArn?: string;
  readonly pipelineRoleArn?: string;
  /** CodeBuild, to compare images of running tasks; set only if they are compared. */
  readonly imageCheckRoleArn?: string;
  /** EventBridge, to start the pipeline. */
  readonly pipelineEventRoleArn?: string;
  /** Another environment's pipeline, to deploy here; set only if one does. */
  readonly deployRoleArn?: string;
}

export function createDeliveryRoles(
  scope: Construct,
  config: Config,
  awsScope: AwsScope,
  tasks: TaskRoles,
): DeliveryRoles {
  if (!isDelivering(config)) return {};
  const { releases, infrastructure } = config.delivery;
  return {
    ...(releases && {
      buildRoleArn: createBuildRole(scope, config, awsScope),
      releaseRoleArn: createReleaseRole(scope, config, awsScope),
      deployProjectRoleArn: createDeployProjectRole(scope, config, awsScope, tasks),
      pipelineRoleArn: createPipelineRole(scope, config, awsScope, tasks),
      imageCheckRoleArn: createImageCheckRole(scope, config, awsScope),
    }),
    ...((releases || infrastructure) && { pipelineEventRoleArn: createPipelineEventRole(scope, config, awsScope) }),
    ...createInfrastructureRoles(scope, config, awsScope, roleSource(config)),
    deployRoleArn: createDeployRole(scope, config, awsScope, tasks),
  };
}

function createDeployRole(
  scope: Construct,
  config: Delivering,
  awsScope: AwsScope,
  tasks: TaskRoles,
): string | undefined {
  const { deployedFrom } = config.delivery;
  if (deployedFrom === undefined) return undefined;
  const role = new DeployRole(scope, "deploy", {
    name: config.names.deployRole,
    deployedFrom,
    services: deployedServices(config, deployedFrom.services),
    taskRoleArns: rolesOf(tasks, deployedFrom.services),
    awsScope,
  });
  return role.arn;
}

function createBuildRole(scope: Construct, config: Delivering, awsScope: AwsScope): string {
  const { names, delivery } = config;
  const { source, build } = delivery;
  const role = new BuildRole(scope, "build", {
    name: names.buildRole,
    policyName: names.buildPolicy,
    projectName: names.buildProject,
    sourceRepositoryName: source.type === "codecommit" ? names.sourceRepository : undefined,
    artifacts: { ...artifactPlace(config), reads: ARTIFACTS.source, writes: [ARTIFACTS.build] },
    imageRepositoryArn: releasedRepositoryArn(config, awsScope),
    pushes: source.type !== "ecr",
    inVpc: build.vpc,
    reports: build.reports,
    awsScope,
  });
  return role.arn;
}

function createReleaseRole(scope: Construct, config: Delivering, awsScope: AwsScope): string {
  const role = new ReleaseRole(scope, "release", {
    name: config.names.releaseRole,
    projectName: config.names.releaseProject,
    artifacts: { ...artifactPlace(config), reads: ARTIFACTS.build, writes: [ARTIFACTS.image, ARTIFACTS.definitions] },
    definitionsFolder: DEFINITIONS_FOLDER,
    imageRepositoryArn: releasedRepositoryArn(config, awsScope),
    awsScope,
  });
  return role.arn;
}

function createDeployProjectRole(
  scope: Construct,
  config: Delivering,
  awsScope: AwsScope,
  tasks: TaskRoles,
): string | undefined {
  const { names, delivery } = config;
  const services = deployedServices(config, delivery.services).filter(isByEcs);
  if (services.length === 0) return undefined;
  const role = new DeployBuildRole(scope, "deploy-project", {
    name: names.deployProjectRole,
    projectName: names.deployProject,
    artifacts: { ...artifactPlace(config), reads: ARTIFACTS.definitions, writes: [] },
    services,
    taskRoleArns: rolesOf(tasks, namesOf(services)),
    awsScope,
  });
  return role.arn;
}

const artifactPlace = ({ names, delivery, encryption }: Delivering) => ({
  keyArn: encryption.artifactsKeyArn,
  bucketName: names.artifactBucket,
  keyPrefix: delivery.artifactPrefix,
});

function createPipelineRole(scope: Construct, config: Delivering, awsScope: AwsScope, tasks: TaskRoles): string {
  const { names, delivery } = config;
  const services = deployedServices(config, delivery.services);
  const byCodeDeploy = services.filter((service) => !isByEcs(service));
  const role = new PipelineRole(scope, "pipeline", {
    name: names.pipelineRole,
    pipelineName: names.pipeline,
    source: roleSource(config),
    projectNames: [names.buildProject, names.releaseProject, ...(services.some(isByEcs) ? [names.deployProject] : [])],
    artifactBucketName: names.artifactBucket,
    keyArn: config.encryption.artifactsKeyArn,
    services: byCodeDeploy,
    taskRoleArns: rolesOf(tasks, namesOf(byCodeDeploy)),
    deployRoleArns: delivery.promotions.map(({ roleArn }) => roleArn),
    awsScope,
  });
  return role.arn;
}

function createImageCheckRole(scope: Construct, config: Delivering, awsScope: AwsScope): string | undefined {
  const { names, delivery } = config;
  if (delivery.imageCheckSchedule === undefined) return undefined;
  const role = new ImageCheckRole(scope, "image-check", {
    name: names.imageCheckRole,
    projectName: names.imageCheckProject,
    pipelineName: names.pipeline,
    clusterNames: [...new Set(deployedServices(config, delivery.services).map(({ clusterName }) => clusterName))],
    awsScope,
  });
  return role.arn;
}

function roleSource({ delivery: { source }, names }: Delivering): NamedSource {
  return source.type === "codecommit" ? { ...source, repositoryName: names.sourceRepository } : source;
}

function createPipelineEventRole(scope: Construct, { names, delivery }: Delivering, awsScope: AwsScope): string {
  const triggered = [
    ...(delivery.releases ? [{ pipeline: names.pipeline, rule: names.pipelineTrigger }] : []),
    ...(delivery.infrastructure === undefined
      ? []
      : [{ pipeline: names.infrastructurePipeline, rule: names.infrastructureTrigger }]),
    ...(delivery.infrastructure?.driftSchedule === undefined
      ? []
      : [{ pipeline: names.driftPipeline, rule: names.driftTrigger }]),
  ];
  const compares = delivery.imageCheckSchedule !== undefined;
  const role = new ServiceRole(scope, "pipeline-event", {
    name: names.pipelineEventRole,
    description: `EventBridge, to start the pipeline ${triggered.map(({ pipeline }) => pipeline).join(" and ")}`,
    service: "events.amazonaws.com",
    // As the roles are trusted that EventBridge's console creates for targets.
    onBehalfOf: {
      account: awsScope.account,
      arns: [...triggered.map(({ rule }) => rule), ...(compares ? [names.imageCheckTrigger] : [])].map((rule) =>
        arnOf(awsScope, "events", `rule/${rule}`),
      ),
    },
    statements: [
      {
        sid: "StartPipeline",
        actions: ["codepipeline:StartPipelineExecution"],
        resources: triggered.map(({ pipeline }) => arnOf(awsScope, "codepipeline", pipeline)),
      },
      // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html
      ...(compares
        ? [
            {
              sid: "StartImageCheck",
              actions: ["codebuild:StartBuild"],
              resources: [arnOf(awsScope, "codebuild", `project/${names.imageCheckProject}`)],
            },
          ]
        : []),
    ],
  });
  return role.arn;
}

function deployedServices({ services, names }: Delivering, delivered: readonly string[]): DeployedService[] {
  return services
    .filter(({ name }) => delivered.includes(name))
    .map(({ name, clusterName, taskFamily, deployment, container, sidecars }) => ({
      serviceName: name,
      clusterName,
      taskFamily,
      privileged: [container, ...sidecars].some(({ privileged }) => privileged),
      codeDeployApplication:
        strategyOf(deployment.rollout).controller === "CODE_DEPLOY" ? names.codeDeployApplication : undefined,
    }));
}

/** Whether a build deploys it; CodeDeploy deploys the others. */
const isByEcs = ({ codeDeployApplication }: DeployedService): boolean => codeDeployApplication === undefined;

const namesOf = (services: readonly DeployedService[]): string[] => services.map(({ serviceName }) => serviceName);

/** Roles of certain services, the only ones that a deployment of these passes to tasks. Some may share one that exists. */
const rolesOf = ({ executionRoleArns, taskRoleArns }: TaskRoles, delivered: readonly string[]): string[] => [
  ...new Set(delivered.flatMap((name) => [executionRoleArns[name] as string, taskRoleArns[name] as string])),
];
