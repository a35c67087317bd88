import { CodecommitRepository } from "@cdktf/provider-aws/lib/codecommit-repository";
import type { Construct } from "constructs";
import { ArtifactStore } from "../constructs/cicd/artifact-store.ts";
import type { DeployStageProps } from "../constructs/cicd/deploy-stage.ts";
import { hotFixCommands } from "../constructs/cicd/hot-fix.ts";
import type { InfrastructurePipeline } from "../constructs/cicd/infrastructure-pipeline.ts";
import { NotificationTopic } from "../constructs/cicd/notification-topic.ts";
import { type PipelineSource, sourceEvent } from "../constructs/cicd/pipeline-source.ts";
import { ReleasePipeline, type ReleaseProjects } from "../constructs/cicd/release-pipeline.ts";
import { ResultNotifications } from "../constructs/cicd/result-notifications.ts";
import { SourceConnection } from "../constructs/cicd/source-connection.ts";
import { SourceTrigger } from "../constructs/cicd/source-trigger.ts";
import { freeId } from "../constructs/free-id.ts";
import { BaseStack } from "./base-stack.ts";
import type { ClusterUpstream } from "./cluster-stack.ts";
import { type Clusters, DeliveredServices } from "./delivered-services.ts";
import type { Delivering } from "./delivering.ts";
import { InfrastructureDelivery } from "./infrastructure-delivery.ts";
import { createReleaseBuilds } from "./release-builds.ts";
import { required } from "./required.ts";

/** The stacks that a delivery builds on. */
export interface CicdUpstream extends ClusterUpstream {
  readonly clusters: Clusters;
}

/** What people know of a delivery. Each value is there only where the environment has what it names. */
export interface CicdOutputs extends Partial<ReleaseProjects> {
  readonly pipelineName?: string;
  /** Pipeline of the stacks themselves. */
  readonly infrastructurePipelineName?: string;
  /** Where to push commits, if the source is CodeCommit. */
  readonly sourceRepositoryUrl?: string;
  /** Connection that a person has to approve once, if the source is behind one. */
  readonly connectionArn?: string;
  readonly artifactBucketName?: string;
  readonly artifactKeyArn?: string;
  /** Topic that results are written to. */
  readonly notificationTopicArn?: string;
}

/** Where releases come from, and what people have to know of it. */
type Source = { source: PipelineSource } & Pick<CicdOutputs, "sourceRepositoryUrl" | "connectionArn">;

/** A pipeline, and what people have to know of it. */
type Releases = { pipelineArn: string } & Omit<CicdOutputs, keyof Source>;

/** From a commit to running tasks. */
export class CicdStack extends BaseStack {
  readonly outputs: CicdOutputs;

  constructor(
    scope: Construct,
    id: string,
    protected override readonly config: Delivering,
    private readonly upstream: CicdUpstream,
  ) {
    super(scope, id, config);
    const services = new DeliveredServices(this, config, upstream);
    const { source, ...places } = this.createSource() ?? {};
    const { pipelineArn, ...releases } = this.createReleases(source, services) ?? {};
    const applicationArn = services.createBlueGreenDeployments();
    const infrastructure = this.createInfrastructure(source);
    this.outputs = this.publish<CicdOutputs>({
      ...places,
      ...releases,
      infrastructurePipelineName: infrastructure?.name,
      notificationTopicArn: this.createNotifications(pipelineArn, applicationArn, infrastructure?.arn),
    });
  }

  private createSource(): Source | undefined {
    const { names, delivery, name } = this.config;
    const { source, releases, infrastructure } = delivery;
    if (!releases && infrastructure === undefined) return undefined;
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
      name: names.connection,
      source,
      roleName,
    });
    return { source: { ...source, connectionArn }, connectionArn };
  }

  private createReleases(source: PipelineSource | undefined, services: DeliveredServices): Releases | undefined {
    if (source === undefined || !this.config.delivery.releases) return undefined;
    const { config, upstream, place } = this;
    const { containerName } = services;
    const store = this.createStore();
    services.createDefinitions(store.bucketName);
    const projects = createReleaseBuilds(this, { config, upstream, store, containerName, place });
    const pipeline = this.createPipeline(source, store, projects, services.stages());
    this.show("hotFix", this.hotFix(), "Release an earlier image again, without a commit");
    return {
      pipelineArn: pipeline.arn,
      pipelineName: pipeline.name,
      ...projects,
      artifactBucketName: store.bucketName,
      artifactKeyArn: store.keyArn,
    };
  }

  private createStore(): ArtifactStore {
    const { names, delivery } = this.config;
    const { iam } = this.upstream;
    return new ArtifactStore(this, "artifacts", {
      bucketName: names.artifactBucket,
      keyAlias: names.artifactKey,
      expireDays: delivery.artifactDays,
      expirePrefixes: [delivery.artifactPrefix],
      userRoleArns: [
        required(iam.buildRoleArn, "buildRoleArn"),
        required(iam.releaseRoleArn, "releaseRoleArn"),
        required(iam.pipelineRoleArn, "pipelineRoleArn"),
      ],
      readerRoleArns: [...new Set(delivery.promotions.map(({ roleArn }) => roleArn))],
      place: this.place,
    });
  }

  private createPipeline(
    source: PipelineSource,
    store: ArtifactStore,
    projects: ReleaseProjects,
    deployments: DeployStageProps[],
  ): ReleasePipeline {
    const { names, delivery } = this.config;
    const { iam } = this.upstream;
    const pipeline = new ReleasePipeline(this, "pipeline", {
      name: names.pipeline,
      roleArn: required(iam.pipelineRoleArn, "pipelineRoleArn"),
      artifactBucketName: store.bucketName,
      artifactKeyArn: store.keyArn,
      source,
      projects,
      approval: delivery.approval,
      executionMode: delivery.executionMode,
      deployments,
    });
    const event = sourceEvent(source);
    if (event !== undefined)
      new SourceTrigger(this, "trigger", {
        name: names.pipelineTrigger,
        event,
        pipelineArn: pipeline.arn,
        roleArn: required(iam.pipelineEventRoleArn, "pipelineEventRoleArn"),
      });
    return pipeline;
  }

  private createInfrastructure(source: PipelineSource | undefined): InfrastructurePipeline | undefined {
    const { infrastructure } = this.config.delivery;
    if (infrastructure === undefined || source === undefined) return undefined;
    const { iam } = this.upstream;
    return new InfrastructureDelivery(this, this.config, { infrastructure, iam, source, place: this.place }).pipeline;
  }

  private createNotifications(
    pipelineArn: string | undefined,
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
    const notify = (id: string, name: string, of: "pipeline" | "deployments", resourceArn: string | undefined) =>
      resourceArn && new ResultNotifications(this, freeId(this, id), { name, resourceArn, of, results, topicArn });
    notify("pipeline-results", names.pipelineNotification, "pipeline", pipelineArn);
    notify("infrastructure-results", names.infrastructureNotification, "pipeline", infrastructureArn);
    notify("deployment-results", names.deploymentNotification, "deployments", applicationArn);
    return topicArn;
  }

  private hotFix(): Record<string, string> {
    const { names, region, delivery } = this.config;
    const repositoryName = delivery.source.type === "ecr" ? delivery.source.repositoryName : names.imageRepository;
    return hotFixCommands({ region, pipelineName: names.pipeline, repositoryName });
  }
}
