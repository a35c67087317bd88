import { CodedeployApp } from "@cdktf/provider-aws/lib/codedeploy-app";
import type { Construct } from "constructs";
import type { ServiceConfig } from "../config/config.ts";
import { BlueGreenDeployment } from "../constructs/cicd/blue-green-deployment.ts";
import { DefinitionFiles } from "../constructs/cicd/definition-files.ts";
import type { DeployedServiceProps, DeployStageProps } from "../constructs/cicd/deploy-stage.ts";
import type { ReleaseProjects } from "../constructs/cicd/release-pipeline.ts";
import { strategyOf } from "../packages/deployments/strategy.ts";
import { BUILD_MARGIN_MINUTES, deploymentTimeoutMinutes } from "../packages/deployments/timeout.ts";
import type { ClusterOutputs } from "./cluster-stack.ts";
import type { Delivering } from "./delivering.ts";
import type { IamOutputs } from "./iam-stack.ts";
import { required } from "./required.ts";

/** What the environment's clusters publish, by kind. */
export type Clusters = Readonly<Partial<Record<ServiceConfig["cluster"], ClusterOutputs>>>;

/** The stacks that know what deployments work on. */
interface Upstream {
  readonly iam: IamOutputs;
  readonly clusters: Clusters;
}

/** Services that get releases: what CodeDeploy and the pipeline have to know of them. */
export class DeliveredServices {
  /** Name of the container that gets the image; all of them have the same, and there is none without services. */
  readonly containerName: string;
  /** Minutes that a build may take that deploys one of them by ECS. @default CodeDeploy deploys them all */
  readonly deployMinutes?: number;
  private readonly delivered: readonly ServiceConfig[];

  constructor(
    private readonly scope: Construct,
    private readonly config: Delivering,
    private readonly upstream: Upstream,
  ) {
    const { services, delivery } = config;
    this.delivered = delivery.services.flatMap((name) => services.find((service) => service.name === name) ?? []);
    this.containerName = this.delivered[0]?.container.name ?? "";
    const waits = this.delivered.filter(deploysByBuild).map(waitMinutes);
    if (waits.length > 0) this.deployMinutes = Math.max(...waits) + BUILD_MARGIN_MINUTES;
  }

  /** Where each of them is, as `CLUSTER/SERVICE/STAGE`. */
  get places(): string[] {
    return this.delivered.map(({ clusterName, name, stageName }) => `${clusterName}/${name}/${stageName}`);
  }

  /** What a release is made of besides its image, where the build fetches it. */
  createDefinitions(bucketName: string): void {
    for (const service of this.delivered) {
      const { releaseTaskDefinitions, releaseAppSpecs } = this.clusterOf(service);
      new DefinitionFiles(this.scope, `definitions-${service.name}`, {
        bucketName,
        serviceName: service.name,
        taskDefinition: releaseTaskDefinitions[service.name] as string,
        appSpec: isBlueGreen(service) ? releaseAppSpecs[service.name] : undefined,
      });
    }
  }

  /** CodeDeploy knows each service that it deploys by a deployment group of the service's name. Tells its ARN, if it is needed. */
  createBlueGreenDeployments(): string | undefined {
    const { services, names } = this.config;
    const byCodeDeploy = services.flatMap((service) => {
      const { rollout } = service.deployment;
      return rollout.type === "two-sets" && rollout.shiftedBy === "CodeDeploy" ? [{ service, rollout }] : [];
    });
    if (byCodeDeploy.length === 0) return undefined;
    const app = new CodedeployApp(this.scope, "codedeploy", {
      name: names.codeDeployApplication,
      computePlatform: "ECS",
    });
    for (const { service, rollout } of byCodeDeploy) {
      const { name } = service;
      const { clusterName, productionListenerArns, testListenerArns } = this.clusterOf(service);
      new BlueGreenDeployment(this.scope, `deployment-${name}`, {
        service,
        rollout,
        applicationName: app.name,
        roleArn: required(this.upstream.iam.codeDeployRoleArn, "codeDeployRoleArn"),
        clusterName,
        productionListenerArn: productionListenerArns[name] as string,
        testListenerArn: testListenerArns[name],
      });
    }
    return app.arn;
  }

  /** A stage for each service, then one for each other environment. */
  stages({ deployProjectName }: Pick<ReleaseProjects, "deployProjectName">): DeployStageProps[] {
    const { promotions, rollback } = this.config.delivery;
    return [
      ...this.delivered.map((service) => ({
        name: service.stageName,
        services: [this.toDeployed(service, deployProjectName)],
        rollback,
      })),
      ...promotions.map(({ name, services, clusterName, roleArn, approval }) => ({
        name,
        services: services.map((serviceName) => ({ serviceName, clusterName })),
        roleArn,
        approval: approval ? `Deploy this release to ${name}?` : undefined,
        rollback,
      })),
    ];
  }

  private toDeployed(service: ServiceConfig, deployProjectName: string | undefined): DeployedServiceProps {
    const { name, clusterName } = service;
    const deployed = { serviceName: name, clusterName };
    if (isBlueGreen(service))
      return { ...deployed, codeDeploy: { applicationName: this.config.names.codeDeployApplication, groupName: name } };
    const projectName = required(deployProjectName, "deployProjectName");
    return { ...deployed, deployBuild: { projectName, waitMinutes: waitMinutes(service) } };
  }

  private clusterOf({ cluster }: Pick<ServiceConfig, "cluster">): ClusterOutputs {
    return required(this.upstream.clusters[cluster], cluster);
  }
}

const isBlueGreen = ({ deployment }: ServiceConfig): boolean =>
  strategyOf(deployment.rollout).controller === "CODE_DEPLOY";

/** Whether a build of the pipeline deploys it: what ECS itself replaces. */
export const deploysByBuild = (service: ServiceConfig): boolean => !isBlueGreen(service);

const waitMinutes = ({ deployment }: ServiceConfig): number => deploymentTimeoutMinutes(deployment.rollout);
