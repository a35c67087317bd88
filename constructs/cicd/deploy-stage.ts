import type { CodepipelineStage, CodepipelineStageAction } from "@cdktf/provider-aws/lib/codepipeline";

import type { DeliveryConfig } from "../../config/delivery/delivery.ts";
import type { PromotionConfig } from "../../config/delivery/promotion.ts";
import { plainVariables } from "./build-machine.ts";

/** What one action hands to the next. Their first 10 characters differ, by which permissions tell them apart. */
export const ARTIFACTS = {
  source: "SourceArtifact",
  build: "BuildArtifact",
  image: "ImageArtifact",
  definitions: "DefinitionArtifact",
} as const;

/** Files of a release, as the action that makes it writes and the deploy actions read them. */
export const FILES = {
  imageDefinitions: "imagedefinitions.json",
  taskDefinition: "taskdef.json",
  appSpec: "appspec.yaml",
} as const;

/** What CodePipeline calls an action that runs a build. */
export const CODE_BUILD = { category: "Build", owner: "AWS", provider: "CodeBuild", version: "1" };

/** Placeholder of the image in a task definition. */
export const IMAGE_PLACEHOLDER = "IMAGE1_NAME";

/** A service that gets the release. */
export interface DeployedServiceProps {
  readonly serviceName: string;
  readonly clusterName: string;
  /** CodeDeploy's names for it. @default CodeDeploy does not deploy it */
  readonly codeDeploy?: { readonly applicationName: string; readonly groupName: string };
  /**
   * Build that deploys it by ECS, and minutes that this waits for it: with the definition of the release.
   * @default CodePipeline's own action for ECS, which copies the revision that runs and changes only the image
   */
  readonly deployBuild?: { readonly projectName: string; readonly waitMinutes: number };
}

/** Services that get the release together, one after the other. */
export interface DeployStageProps
  extends Pick<PromotionConfig, "name">,
    Partial<Pick<PromotionConfig, "roleArn">>,
    Pick<DeliveryConfig, "rollback"> {
  readonly services: readonly DeployedServiceProps[];
  /** Text of the manual approval before it. @default no approval */
  readonly approval?: string;
}

/** Stages that deploy a release, in the form of CodePipeline. The approval has its own stage: rejecting it rolls nothing back. */
export function deployStages({ name, services, roleArn, approval, rollback }: DeployStageProps): CodepipelineStage[] {
  const deploy = {
    name,
    action: services.map((service, index) => ({
      ...deployAction(service),
      runOrder: index + 1,
      roleArn,
    })),
    ...(rollback && { onFailure: { result: "ROLLBACK" } }),
  };
  return approval === undefined ? [deploy] : [approvalStage(`Approve-${name}`, approval), deploy];
}

/** Asks a person, who has a week to answer (CodePipeline quotas). */
export function approvalStage(name: string, message: string): CodepipelineStage {
  const action = {
    name: "Approval",
    category: "Approval",
    owner: "AWS",
    provider: "Manual",
    version: "1",
    configuration: { CustomData: message },
  };
  return { name, action: [action] };
}

function deployAction(service: DeployedServiceProps): CodepipelineStageAction {
  if (service.codeDeploy) return codeDeployAction(service, service.codeDeploy);
  return service.deployBuild ? buildAction(service, service.deployBuild) : ecsAction(service);
}

/** The build puts the image into the definition of the release, and ECS deploys that: rolling, or by its own strategies. */
function buildAction(
  { serviceName, clusterName }: DeployedServiceProps,
  { projectName, waitMinutes }: NonNullable<DeployedServiceProps["deployBuild"]>,
): CodepipelineStageAction {
  const variables = plainVariables({
    CLUSTER: clusterName,
    SERVICE: serviceName,
    WAIT_MINUTES: waitMinutes.toString(),
  });
  return {
    ...CODE_BUILD,
    name: actionName(serviceName),
    inputArtifacts: [ARTIFACTS.definitions],
    configuration: { ProjectName: projectName, EnvironmentVariables: JSON.stringify(variables) },
  };
}

/**
 * ECS puts the image into the task definition that the service runs, and deploys that (CodePipeline user guide, Amazon ECS
 * deploy action reference): what Terraform has defined since then does not arrive.
 */
function ecsAction({ serviceName, clusterName }: DeployedServiceProps): CodepipelineStageAction {
  return {
    name: actionName(serviceName),
    category: "Deploy",
    owner: "AWS",
    provider: "ECS",
    version: "1",
    inputArtifacts: [ARTIFACTS.image],
    configuration: { ClusterName: clusterName, ServiceName: serviceName, FileName: FILES.imageDefinitions },
  };
}

function codeDeployAction(
  { serviceName }: DeployedServiceProps,
  { applicationName, groupName }: NonNullable<DeployedServiceProps["codeDeploy"]>,
): CodepipelineStageAction {
  return {
    name: actionName(serviceName),
    category: "Deploy",
    owner: "AWS",
    provider: "CodeDeployToECS",
    version: "1",
    inputArtifacts: [ARTIFACTS.definitions, ARTIFACTS.image],
    configuration: {
      ApplicationName: applicationName,
      DeploymentGroupName: groupName,
      TaskDefinitionTemplateArtifact: ARTIFACTS.definitions,
      TaskDefinitionTemplatePath: `${serviceName}/${FILES.taskDefinition}`,
      AppSpecTemplateArtifact: ARTIFACTS.definitions,
      AppSpecTemplatePath: `${serviceName}/${FILES.appSpec}`,
      Image1ArtifactName: ARTIFACTS.image,
      Image1ContainerName: IMAGE_PLACEHOLDER,
    },
  };
}

/** Actions have shorter names than services. */
const actionName = (serviceName: string): string => serviceName.slice(0, 100);
