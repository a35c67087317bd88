import { Construct } from "constructs";
import { ArtifactStore } from "../constructs/cicd/artifact-store.ts";
import { DriftPipeline } from "../constructs/cicd/drift-pipeline.ts";
import { InfrastructurePipeline } from "../constructs/cicd/infrastructure-pipeline.ts";
import { type PipelineSource, sourceEvent } from "../constructs/cicd/pipeline-source.ts";
import { ReviewBuild } from "../constructs/cicd/review-build.ts";
import { SourceConnection } from "../constructs/cicd/source-connection.ts";
import { SourceTrigger } from "../constructs/cicd/source-trigger.ts";
import type { AwsScope } from "../constructs/iam/arn.ts";
import { readBuildspec } from "./build-specification.ts";
import type { Delivering } from "./delivering.ts";
import type { IamOutputs } from "./iam-stack.ts";
import { required } from "./required.ts";

export interface InfrastructureDeliveryProps {
  /** The part of the configuration that says what the pipeline is like. */
  readonly infrastructure: NonNullable<Delivering["delivery"]["infrastructure"]>;
  readonly iam: IamOutputs;
  /** Where releases come from. */
  readonly source: PipelineSource;
  readonly awsScope: AwsScope;
}

/** The pipeline that plans and applies the stacks themselves, from the source of the releases. */
export class InfrastructureDelivery {
  readonly pipeline: InfrastructurePipeline;
  /** Where drift is looked for. */
  readonly drift?: DriftPipeline;
  private readonly scope: Construct;

  constructor(
    stack: Construct,
    private readonly config: Delivering,
    private readonly props: InfrastructureDeliveryProps,
  ) {
    this.scope = new Construct(stack, "infrastructure");
    const source = this.useSource();
    const store = this.createStore();
    const planProjectName = this.createBuild("plan", this.config.names.planProject, this.roles.planRoleArn, store);
    this.pipeline = this.createPipeline(source, store, planProjectName);
    this.createTrigger(source);
    this.drift = this.createDrift(source, store, planProjectName);
  }

  /** A connection has to know of each role that uses it. Tags release images, and change no stack. */
  private useSource(): PipelineSource {
    const { source, infrastructure } = this.props;
    const { names, delivery } = this.config;
    if (source.type !== "connection" || delivery.source.type !== "connection") return source;
    new SourceConnection(this.scope, "source", {
      name: names.connection,
      source: { provider: delivery.source.provider, connectionArn: source.connectionArn },
      roleName: names.infrastructurePipelineRole,
    });
    return { ...source, paths: infrastructure.paths, tags: [] };
  }

  /** Apart from the artifacts of releases: plans hold secrets, and builds of images, which run arbitrary code, read those. */
  private createStore(): ArtifactStore {
    const { names, encryption } = this.config;
    return new ArtifactStore(this.scope, "artifacts", {
      bucketName: names.infrastructureBucket,
      keyAlias: names.infrastructureKey,
      givenKeyArn: encryption.artifactsKeyArn,
      expireDays: this.props.infrastructure.artifactDays,
      expirePrefixes: [""],
      userRoleArns: [this.roles.planRoleArn, this.roles.applyRoleArn, this.roles.pipelineRoleArn],
      readerRoleArns: [],
      awsScope: this.props.awsScope,
    });
  }

  private createPipeline(
    source: PipelineSource,
    store: ArtifactStore,
    planProjectName: string,
  ): InfrastructurePipeline {
    const { names } = this.config;
    const { applyRoleArn, pipelineRoleArn } = this.roles;
    return new InfrastructurePipeline(this.scope, "pipeline", {
      name: names.infrastructurePipeline,
      roleArn: pipelineRoleArn,
      artifactBucketName: store.bucketName,
      artifactKeyArn: store.keyArn,
      source,
      planProjectName,
      applyProjectName: this.createBuild("apply", names.applyProject, applyRoleArn, store),
      asks: this.props.infrastructure.asks,
    });
  }

  private createBuild(step: "plan" | "apply", name: string, roleArn: string, store: ArtifactStore): string {
    const { delivery, registry, environment } = this.config;
    const build = new ReviewBuild(this.scope, step, {
      name,
      step,
      environmentName: environment,
      buildspec: readBuildspec("buildspec.plan.yml"),
      roleArn,
      artifactBucketName: store.bucketName,
      artifactKeyArn: store.keyArn,
      infrastructure: this.props.infrastructure,
      architecture: delivery.build.architecture,
      docker: registry?.firstImage !== undefined,
      logRetentionDays: delivery.logRetentionDays,
    });
    return build.projectName;
  }

  private createDrift(
    source: PipelineSource,
    store: ArtifactStore,
    planProjectName: string,
  ): DriftPipeline | undefined {
    const { driftSchedule: schedule } = this.props.infrastructure;
    if (schedule === undefined) return undefined;
    const { names } = this.config;
    const pipeline = new DriftPipeline(this.scope, "drift", {
      name: names.driftPipeline,
      roleArn: this.roles.pipelineRoleArn,
      artifactBucketName: store.bucketName,
      artifactKeyArn: store.keyArn,
      source,
      planProjectName,
    });
    new SourceTrigger(this.scope, "drift-trigger", {
      name: names.driftTrigger,
      event: { description: "Looks for drift of the stacks", schedule },
      targetArn: pipeline.arn,
      roleArn: required(this.props.iam.pipelineEventRoleArn, "pipelineEventRoleArn"),
    });
    return pipeline;
  }

  private createTrigger(source: PipelineSource): void {
    const event = sourceEvent(source);
    if (event === undefined) return;
    new SourceTrigger(this.scope, "trigger", {
      name: this.config.names.infrastructureTrigger,
      event,
      targetArn: this.pipeline.arn,
      roleArn: required(this.props.iam.pipelineEventRoleArn, "pipelineEventRoleArn"),
    });
  }

  /** The stack of the roles makes them where there is such a pipeline. */
  private get roles() {
    const { planRoleArn, applyRoleArn, infrastructurePipelineRoleArn: pipelineRoleArn } = this.props.iam;
    if (planRoleArn === undefined || applyRoleArn === undefined || pipelineRoleArn === undefined)
      throw new Error("the stack iam has no roles for the infrastructure's pipeline");
    return { planRoleArn, applyRoleArn, pipelineRoleArn };
  }
}
