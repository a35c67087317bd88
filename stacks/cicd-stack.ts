import type { Construct } from "constructs";
import { ArtifactStore } from "../constructs/cicd/artifact-store.ts";
import type { DeployStageProps } from "../constructs/cicd/deploy-stage.ts";
import { hotFixCommands } from "../constructs/cicd/hot-fix.ts";
import { type PipelineSource, sourceEvent } from "../constructs/cicd/pipeline-source.ts";
import { ReleasePipeline, type ReleaseProjects } from "../constructs/cicd/release-pipeline.ts";
import { SourceTrigger } from "../constructs/cicd/source-trigger.ts";
import { BaseStack } from "./base-stack.ts";
import type { ClusterUpstream } from "./cluster-stack.ts";
import { type Clusters, DeliveredServices } from "./delivered-services.ts";
import type { Delivering } from "./delivering.ts";
import type { ResultSources } from "./delivery-notifications.ts";
import { createSource, type DeliverySource, type SourceOutputs } from "./delivery-source.ts";
import { createImageCheck } from "./image-check.ts";
import { InfrastructureDelivery } from "./infrastructure-delivery.ts";
import { releasedRepositoryArn } from "./pulled-repositories.ts";
import { createReleaseBuilds } from "./release-builds.ts";
import { required } from "./required.ts";

/** The stacks that a delivery builds on. */
export interface CicdUpstream extends ClusterUpstream {
  readonly clusters: Clusters;
}

/** What people know of a delivery. Each value is set only if the environment has what it names. */
export interface CicdOutputs extends Partial<ReleaseProjects>, SourceOutputs {
  readonly pipelineName?: string;
  /** Pipeline of the stacks themselves. */
  readonly infrastructurePipelineName?: string;
  readonly artifactBucketName?: string;
  readonly artifactKeyArn?: string;
  /** Topic that results are written to. */
  readonly notificationTopicArn?: string;
}

/** A pipeline, and what people have to know of it. */
type Releases = { pipelineArn: string; imageCheckArn?: string } & Omit<CicdOutputs, keyof DeliverySource>;

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
    const { source, ...places } = createSource(this, config) ?? {};
    const { pipelineArn, imageCheckArn, ...releases } = this.createReleases(source, services) ?? {};
    const applicationArn = services.createBlueGreenDeployments();
    const infrastructure = this.createInfrastructure(source);
    this.outputs = this.publish<CicdOutputs>({
      ...places,
      ...releases,
      infrastructurePipelineName: infrastructure?.pipeline.name,
      notificationTopicArn: this.createNotifications({
        pipelineArn,
        applicationArn,
        infrastructureArn: infrastructure?.pipeline.arn,
        driftArn: infrastructure?.drift?.arn,
        imageCheckArn,
      }),
    });
  }

  private createReleases(source: PipelineSource | undefined, services: DeliveredServices): Releases | undefined {
    if (source === undefined || !this.config.delivery.releases) return undefined;
    const { config, upstream, awsScope } = this;
    const store = this.createStore();
    services.createDefinitions(store.bucketName);
    const projects = createReleaseBuilds(this, { config, upstream, store, services, awsScope });
    const pipeline = this.createPipeline(source, store, projects, services.stages(projects));
    this.show("hotFix", this.hotFix(), "Release an earlier image again, without a commit");
    return {
      pipelineArn: pipeline.arn,
      imageCheckArn: createImageCheck(this, { config, iam: upstream.iam, pipelineName: pipeline.name, services }),
      pipelineName: pipeline.name,
      ...projects,
      artifactBucketName: store.bucketName,
      artifactKeyArn: store.keyArn,
    };
  }

  private createStore(): ArtifactStore {
    const { names, delivery } = this.config;
    const { iam } = this.upstream;
    const { artifactAccessLogDays: days } = delivery;
    return new ArtifactStore(this, "artifacts", {
      bucketName: names.artifactBucket,
      keyAlias: names.artifactKey,
      givenKeyArn: this.config.encryption.artifactsKeyArn,
      expireDays: delivery.artifactDays,
      expirePrefixes: [delivery.artifactPrefix],
      userRoleArns: [
        required(iam.buildRoleArn, "buildRoleArn"),
        required(iam.releaseRoleArn, "releaseRoleArn"),
        ...(iam.deployProjectRoleArn === undefined ? [] : [iam.deployProjectRoleArn]),
        required(iam.pipelineRoleArn, "pipelineRoleArn"),
      ],
      readerRoleArns: [...new Set(delivery.promotions.map(({ roleArn }) => roleArn))],
      accessLog: days === undefined ? undefined : { bucketName: names.artifactLogBucket, days },
      awsScope: this.awsScope,
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
      releaseNamespace: delivery.imageCheckSchedule === undefined ? undefined : "Release",
    });
    const event = sourceEvent(source);
    if (event !== undefined)
      new SourceTrigger(this, "trigger", {
        name: names.pipelineTrigger,
        event,
        targetArn: pipeline.arn,
        roleArn: required(iam.pipelineEventRoleArn, "pipelineEventRoleArn"),
      });
    return pipeline;
  }

  private createInfrastructure(source: PipelineSource | undefined): InfrastructureDelivery | undefined {
    const { infrastructure } = this.config.delivery;
    if (infrastructure === undefined || source === undefined) return undefined;
    const { iam } = this.upstream;
    return new InfrastructureDelivery(this, this.config, { infrastructure, iam, source, awsScope: this.awsScope });
  }

  private createNotifications(sources: ResultSources): string | undefined {
    if (this.config.delivery.notifications === undefined) return undefined;
    // Loaded only when needed: the bindings of SNS are slow to load.
    const { createNotifications } =
      require("./delivery-notifications.ts") as typeof import("./delivery-notifications.ts");
    return createNotifications(this, this.config, this.awsScope, { sources, roleArns: this.roleArns });
  }

  /** Roles of the delivery, which only services of AWS take. */
  private get roleArns(): string[] {
    const { iam } = this.upstream;
    const { buildRoleArn, releaseRoleArn, deployProjectRoleArn, pipelineRoleArn, pipelineEventRoleArn } = iam;
    const { planRoleArn, applyRoleArn, infrastructurePipelineRoleArn, deployRoleArn, codeDeployRoleArn } = iam;
    const { imageCheckRoleArn } = iam;
    return [
      ...[buildRoleArn, releaseRoleArn, deployProjectRoleArn, pipelineRoleArn, pipelineEventRoleArn],
      ...[planRoleArn, applyRoleArn, infrastructurePipelineRoleArn, deployRoleArn, codeDeployRoleArn],
      imageCheckRoleArn,
    ].filter((arn) => arn !== undefined);
  }

  private hotFix(): Record<string, string> {
    const { config, awsScope } = this;
    const repositoryArn = releasedRepositoryArn(config, awsScope);
    return hotFixCommands({ awsScope, pipelineName: config.names.pipeline, repositoryArn });
  }
}
