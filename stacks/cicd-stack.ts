import { CodecommitRepository } from "@cdktf/provider-aws/lib/codecommit-repository";
import { CodedeployApp } from "@cdktf/provider-aws/lib/codedeploy-app";
import type { Construct } from "constructs";
import type { Config } from "../config/config.ts";
import { ArtifactStore } from "../constructs/cicd/artifact-store.ts";
import { BlueGreenDeployment } from "../constructs/cicd/blue-green-deployment.ts";
import { CommitTrigger } from "../constructs/cicd/commit-trigger.ts";
import { ImageBuild } from "../constructs/cicd/image-build.ts";
import { ReleasePipeline } from "../constructs/cicd/release-pipeline.ts";
import { BaseStack } from "./base-stack.ts";
import type { Ec2ClusterOutputs } from "./ec2-cluster-stack.ts";
import type { FargateClusterOutputs } from "./fargate-cluster-stack.ts";
import type { IamOutputs } from "./iam-stack.ts";
import type { RegistryOutputs } from "./registry-stack.ts";

/** The stacks that the pipeline builds on. */
export interface CicdUpstream {
  readonly iam: IamOutputs;
  readonly registry: RegistryOutputs;
  readonly ec2Cluster: Ec2ClusterOutputs;
  readonly fargateCluster: FargateClusterOutputs;
}

/** What people know of the pipeline. */
export interface CicdOutputs {
  readonly pipelineName: string;
  /** Where to push commits. */
  readonly sourceRepositoryUrl: string;
  readonly buildProjectName: string;
  readonly artifactBucketName: string;
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
    const repository = new CodecommitRepository(this, "source", {
      repositoryName: config.names.sourceRepository,
      description: `Source of ${config.name}`,
    });
    const store = this.createStore();
    const projectName = this.createBuild(store);
    const pipeline = this.createPipeline(repository, store, projectName);
    this.createBlueGreenDeployments();
    this.outputs = this.publish<CicdOutputs>({
      pipelineName: pipeline.name,
      sourceRepositoryUrl: repository.cloneUrlHttp,
      buildProjectName: projectName,
      artifactBucketName: store.bucketName,
    });
  }

  private createStore(): ArtifactStore {
    const { names, delivery } = this.config;
    const { buildRoleArn, pipelineRoleArn } = this.upstream.iam;
    return new ArtifactStore(this, "artifacts", {
      bucketName: names.artifactBucket,
      keyAlias: names.artifactKey,
      expireDays: delivery.artifactDays,
      userRoleArns: [buildRoleArn, pipelineRoleArn],
      place: this.place,
    });
  }

  private createBuild(store: ArtifactStore): string {
    const { names, delivery, services } = this.config;
    // All services that the pipeline deploys have the same container, as far as its name goes.
    const containerName = services.find(({ delivered }) => delivered)?.container.name ?? "";
    const build = new ImageBuild(this, "build", {
      ...delivery.build,
      name: names.buildProject,
      roleArn: this.upstream.iam.buildRoleArn,
      keyArn: store.keyArn,
      variables: { REPOSITORY_URI: this.upstream.registry.repositoryUrl, CONTAINER_NAME: containerName },
      logRetentionDays: delivery.logRetentionDays,
    });
    return build.projectName;
  }

  private createPipeline(repository: CodecommitRepository, store: ArtifactStore, projectName: string): ReleasePipeline {
    const { names, delivery, services } = this.config;
    const { iam, ec2Cluster, fargateCluster } = this.upstream;
    const clusters = { ec2: ec2Cluster.clusterName, fargate: fargateCluster.clusterName };
    const pipeline = new ReleasePipeline(this, "pipeline", {
      name: names.pipeline,
      roleArn: iam.pipelineRoleArn,
      artifactBucketName: store.bucketName,
      artifactKeyArn: store.keyArn,
      repositoryName: repository.repositoryName,
      branch: delivery.branch,
      projectName,
      services: delivery.services.map((serviceName) => {
        const cluster = services.find(({ name }) => name === serviceName)?.cluster ?? "fargate";
        return { serviceName, clusterName: clusters[cluster] };
      }),
    });
    new CommitTrigger(this, "trigger", {
      name: names.pipelineTrigger,
      repositoryArn: repository.arn,
      branch: delivery.branch,
      pipelineArn: pipeline.arn,
      roleArn: iam.pipelineEventRoleArn,
    });
    return pipeline;
  }

  /** CodeDeploy knows each service that it deploys by a deployment group of the service's name. */
  private createBlueGreenDeployments(): void {
    const { services, names } = this.config;
    const { iam, ec2Cluster, fargateCluster } = this.upstream;
    const clusters = { ec2: ec2Cluster, fargate: fargateCluster };
    const byCodeDeploy = services.flatMap(({ deployment, ...service }) =>
      deployment.type === "codedeploy-blue-green" ? [{ ...service, deployment }] : [],
    );
    if (byCodeDeploy.length === 0) return;
    const app = new CodedeployApp(this, "codedeploy", { name: names.codeDeployApplication, computePlatform: "ECS" });
    for (const { name, cluster, deployment, targetGroupNames, alarms } of byCodeDeploy) {
      const { clusterName, productionListenerArns, testListenerArns } = clusters[cluster];
      new BlueGreenDeployment(this, `deployment-${name}`, {
        ...deployment,
        applicationName: app.name,
        name,
        roleArn: iam.codeDeployRoleArn,
        clusterName,
        serviceName: name,
        deploymentConfigName: deployment.configName,
        productionListenerArn: productionListenerArns[name] as string,
        testListenerArn: testListenerArns[name],
        targetGroupNames,
        alarmNames: alarms.flatMap(({ name, rollsBack }) => (rollsBack ? [name] : [])),
      });
    }
  }
}
