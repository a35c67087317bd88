import { CodecommitRepository } from "@cdktf/provider-aws/lib/codecommit-repository";
import type { Construct } from "constructs";
import type { Config } from "../config/config.ts";
import { ArtifactStore } from "../constructs/cicd/artifact-store.ts";
import type { DeployStageProps } from "../constructs/cicd/deploy-stage.ts";
import { hotFixCommands } from "../constructs/cicd/hot-fix.ts";
import type { InfrastructurePipeline } from "../constructs/cicd/infrastructure-pipeline.ts";
import { NotificationTopic } from "../constructs/cicd/notification-topic.ts";
import { type PipelineSourceProps, sourceEvent } from "../constructs/cicd/pipeline-source.ts";
import { ReleasePipeline } from "../constructs/cicd/release-pipeline.ts";
import { ResultNotifications } from "../constructs/cicd/result-notifications.ts";
import { SourceConnection } from "../constructs/cicd/source-connection.ts";
import { SourceTrigger } from "../constructs/cicd/source-trigger.ts";
import { freeId } from "../constructs/free-id.ts";
import { BaseStack } from "./base-stack.ts";
import type { ClusterOutputs } from "./cluster-stack.ts";
import { DeliveredServices } from "./delivered-services.ts";
import type { IamOutputs } from "./iam-stack.ts";
import { InfrastructureDelivery } from "./infrastructure-delivery.ts";
import type { NetworkOutputs } from "./network-stack.ts";
import type { RegistryOutputs } from "./registry-stack.ts";
import { createReleaseBuilds, type ReleaseBuilds } from "./release-builds.ts";

/** The stacks that the pipeline builds on. */
export interface CicdUpstream {
  readonly network: NetworkOutputs;
  readonly iam: IamOutputs;
  readonly registry: RegistryOutputs;
  readonly ec2Cluster: ClusterOutputs;
  readonly fargateCluster: ClusterOutputs;
}

/** What people know of the pipeline. */
export interface CicdOutputs extends ReleaseBuilds {
  readonly pipelineName: string;
  /** Pipeline of the stacks themselves, where there is one. */
  readonly infrastructurePipelineName?: string;
  /** Where to push commits; there only where the source is CodeCommit. */
  readonly sourceRepositoryUrl?: string;
  /** Connection that a person has to approve once; there only where the source is behind one. */
  readonly connectionArn?: string;
  readonly artifactBucketName: string;
  readonly artifactKeyArn: string;
  /** Topic that results are written to, where there is one. */
  readonly notificationTopicArn?: string;
}

/** From a commit to running tasks. */
export class CicdStack extends BaseStack {
  readonly outputs: CicdOutputs;

  constructor(
    scope: Construct,
    id: string,
    config: Config,
    private readonly upstream: CicdUpstream,
  ) {
    super(scope, id, config);
    const { source, ...places } = this.createSource();
    const store = this.createStore();
    const services = new DeliveredServices(this, config, upstream);
    services.createDefinitions(store.bucketName);
    const applicationArn = services.createBlueGreenDeployments();
    const { containerName } = services;
    const projects = createReleaseBuilds(this, { config, upstream, store, containerName, place: this.place });
    const pipeline = this.createPipeline(source, store, projects, services.stages());
    const infrastructure = this.createInfrastructure(source);
    const notificationTopicArn = this.createNotifications(pipeline, applicationArn, infrastructure?.arn);
    this.show("hotFix", this.hotFix(), "Release an earlier image again, without a commit");
    this.outputs = this.publish<CicdOutputs>({
      ...places,
      pipelineName: pipeline.name,
      infrastructurePipelineName: infrastructure?.name,
      ...projects,
      artifactBucketName: store.bucketName,
      artifactKeyArn: store.keyArn,
      notificationTopicArn,
    });
  }

  private createSource(): { source: PipelineSourceProps } & Pick<CicdOutputs, "sourceRepositoryUrl" | "connectionArn"> {
    const { names, delivery, name } = this.config;
    const { source } = delivery;
    if (source.type === "codecommit") {
      const repository = new CodecommitRepository(this, "source", {
        repositoryName: names.sourceRepository,
        description: `Source of ${name}`,
      });
      const { repositoryName, arn: repositoryArn, cloneUrlHttp } = repository;
      return { source: { ...source, repositoryName, repositoryArn }, sourceRepositoryUrl: cloneUrlHttp };
    }
    if (source.type !== "connection") return { source };
    const roleName = names.pipelineRole;
    const { arn: connectionArn } = new SourceConnection(this, "source", {
      ...source,
      name: names.connection,
      roleName,
    });
    return { source: { ...source, connectionArn }, connectionArn };
  }

  private createStore(): ArtifactStore {
    const { names, delivery } = this.config;
    const { buildRoleArn, releaseRoleArn, pipelineRoleArn } = this.upstream.iam;
    return new ArtifactStore(this, "artifacts", {
      bucketName: names.artifactBucket,
      keyAlias: names.artifactKey,
      expireDays: delivery.artifactDays,
      expirePrefixes: [delivery.artifactPrefix],
      userRoleArns: [buildRoleArn, releaseRoleArn, pipelineRoleArn],
      readerRoleArns: [...new Set(delivery.promotions.map(({ roleArn }) => roleArn))],
      place: this.place,
    });
  }

  private createPipeline(
    source: PipelineSourceProps,
    store: ArtifactStore,
    projects: ReleaseBuilds,
    deployments: DeployStageProps[],
  ): ReleasePipeline {
    const { names, delivery } = this.config;
    const { iam } = this.upstream;
    const pipeline = new ReleasePipeline(this, "pipeline", {
      name: names.pipeline,
      roleArn: iam.pipelineRoleArn,
      artifactBucketName: store.bucketName,
      artifactKeyArn: store.keyArn,
      source,
      ...projects,
      approval: delivery.approval?.message,
      executionMode: delivery.executionMode,
      deployments,
    });
    const event = sourceEvent(source);
    if (event !== undefined)
      new SourceTrigger(this, "trigger", {
        ...event,
        name: names.pipelineTrigger,
        pipelineArn: pipeline.arn,
        roleArn: iam.pipelineEventRoleArn,
      });
    return pipeline;
  }

  private createInfrastructure(source: PipelineSourceProps): InfrastructurePipeline | undefined {
    const { infrastructure } = this.config.delivery;
    if (infrastructure === undefined) return undefined;
    const { iam } = this.upstream;
    return new InfrastructureDelivery(this, this.config, { infrastructure, iam, source, place: this.place }).pipeline;
  }

  private createNotifications(
    pipeline: ReleasePipeline,
    applicationArn: string | undefined,
    infrastructureArn: string | undefined,
  ): string | undefined {
    const { names, delivery } = this.config;
    if (delivery.notifications === undefined) return undefined;
    const { topicArn: given, emails, of: results } = delivery.notifications;
    const topicArn =
      given ??
      new NotificationTopic(this, "notifications", {
        name: names.notificationTopic,
        keyAlias: names.notificationKey,
        emails,
        place: this.place,
      }).arn;
    const name = names.pipelineNotification;
    const resourceArn = pipeline.arn;
    new ResultNotifications(this, "pipeline-results", { name, resourceArn, of: "pipeline", results, topicArn });
    if (infrastructureArn !== undefined)
      new ResultNotifications(this, "infrastructure-results", {
        name: names.infrastructureNotification,
        resourceArn: infrastructureArn,
        of: "pipeline",
        results,
        topicArn,
      });
    if (applicationArn !== undefined)
      new ResultNotifications(this, freeId(this, "deployment-results"), {
        name: names.deploymentNotification,
        resourceArn: applicationArn,
        of: "deployments",
        results,
        topicArn,
      });
    return topicArn;
  }

  private hotFix(): Record<string, string> {
    const { names, region, delivery } = this.config;
    const repositoryName = delivery.source.type === "ecr" ? delivery.source.repositoryName : names.imageRepository;
    return hotFixCommands({ region, pipelineName: names.pipeline, repositoryName });
  }
}
