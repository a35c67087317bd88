import type { Construct } from "constructs";
import type { Config } from "../config/config.ts";
import { arn, managedPolicyArn } from "../constructs/iam/arn.ts";
import { AutoscalingRole } from "../constructs/iam/autoscaling-role.ts";
import { BuildRole } from "../constructs/iam/build-role.ts";
import { InstanceRole } from "../constructs/iam/instance-role.ts";
import { PipelineRole } from "../constructs/iam/pipeline-role.ts";
import { ServiceRole } from "../constructs/iam/service-role.ts";
import { TaskExecutionRole } from "../constructs/iam/task-execution-role.ts";
import { BaseStack } from "./base-stack.ts";

/** What other stacks know of the roles. */
export interface IamOutputs {
  readonly instanceRoleArn: string;
  readonly instanceProfileName: string;
  /** ECS itself, to manage targets of load balancers. */
  readonly ecsRoleArn: string;
  readonly taskExecutionRoleArn: string;
  /** Roles of the services' own code, by the service's name. */
  readonly taskRoleArns: Readonly<Record<string, string>>;
  readonly autoscalingRoleArn: string;
  readonly buildRoleArn: string;
  readonly codeDeployRoleArn: string;
  readonly pipelineRoleArn: string;
  /** EventBridge, to start the pipeline. */
  readonly pipelineEventRoleArn: string;
}

/** Every role. ARNs of what comes later are written from agreed names, so nothing points backwards. */
export class IamStack extends BaseStack {
  readonly outputs: IamOutputs;

  constructor(scope: Construct, id: string, config: Config) {
    super(scope, id, config);
    const instance = this.createInstanceRole();
    const taskExecutionRoleArn = this.createTaskExecutionRole();
    const taskRoleArns = this.createTaskRoles();
    this.outputs = this.publish<IamOutputs>({
      instanceRoleArn: instance.roleArn,
      instanceProfileName: instance.profileName,
      ecsRoleArn: this.createEcsRole(),
      taskExecutionRoleArn,
      taskRoleArns,
      autoscalingRoleArn: this.createAutoscalingRole(),
      buildRoleArn: this.createBuildRole(),
      codeDeployRoleArn: this.createCodeDeployRole(),
      pipelineRoleArn: this.createPipelineRole([taskExecutionRoleArn, ...Object.values(taskRoleArns)]),
      pipelineEventRoleArn: this.createPipelineEventRole(),
    });
  }

  private get repositoryArn(): string {
    return arn(this.place, "ecr", `repository/${this.config.names.imageRepository}`);
  }

  private createInstanceRole(): InstanceRole {
    const { names } = this.config;
    return new InstanceRole(this, "instance", {
      name: names.ec2Role,
      profileName: names.instanceProfile,
      clusterName: names.ec2Cluster,
      repositoryArn: this.repositoryArn,
      place: this.place,
    });
  }

  private createEcsRole(): string {
    const role = new ServiceRole(this, "ecs", {
      name: this.config.names.ecsRole,
      description: "ECS, to manage targets and rules of load balancers",
      service: "ecs.amazonaws.com",
      managedPolicyArns: [managedPolicyArn(this.place, "AmazonECSInfrastructureRolePolicyForLoadBalancers")],
    });
    return role.arn;
  }

  private createTaskExecutionRole(): string {
    const role = new TaskExecutionRole(this, "task-execution", {
      name: this.config.names.taskExecutionRole,
      repositoryArn: this.repositoryArn,
      logGroupNames: this.config.services.map(({ logGroupName }) => logGroupName),
      place: this.place,
    });
    return role.arn;
  }

  private createTaskRoles(): Record<string, string> {
    const roles = this.config.services.map(({ name, taskRoleName }) => {
      const role = new ServiceRole(this, `task/${name}`.replace("/", "-"), {
        name: taskRoleName,
        description: `Tasks of the service ${name}`,
        service: "ecs-tasks.amazonaws.com",
        onBehalfOf: this.place.account,
      });
      return [name, role.arn];
    });
    return Object.fromEntries(roles);
  }

  private createAutoscalingRole(): string {
    const { autoscalingRole, ec2Cluster, fargateCluster } = this.config.names;
    const props = { name: autoscalingRole, clusterNames: [ec2Cluster, fargateCluster], place: this.place };
    return new AutoscalingRole(this, "autoscaling", props).arn;
  }

  private createBuildRole(): string {
    const { names } = this.config;
    const role = new BuildRole(this, "build", {
      name: names.buildRole,
      policyName: names.buildPolicy,
      projectName: names.buildProject,
      sourceRepositoryName: names.sourceRepository,
      artifactBucketName: names.artifactBucket,
      imageRepositoryArn: this.repositoryArn,
      place: this.place,
    });
    return role.arn;
  }

  private createCodeDeployRole(): string {
    const role = new ServiceRole(this, "codedeploy", {
      name: this.config.names.codeDeployRole,
      description: "CodeDeploy, to shift traffic between the tasks of a service",
      service: "codedeploy.amazonaws.com",
      managedPolicyArns: [managedPolicyArn(this.place, "AWSCodeDeployRoleForECS")],
    });
    return role.arn;
  }

  private createPipelineRole(taskRoleArns: string[]): string {
    const { names, services } = this.config;
    const clusters = { ec2: names.ec2Cluster, fargate: names.fargateCluster };
    const role = new PipelineRole(this, "pipeline", {
      name: names.pipelineRole,
      pipelineName: names.pipeline,
      sourceRepositoryName: names.sourceRepository,
      projectName: names.buildProject,
      artifactBucketName: names.artifactBucket,
      services: services
        .filter(({ delivered }) => delivered)
        .map(({ name, cluster, taskFamily }) => ({ serviceName: name, clusterName: clusters[cluster], taskFamily })),
      taskRoleArns,
      place: this.place,
    });
    return role.arn;
  }

  private createPipelineEventRole(): string {
    const { pipeline, pipelineEventRole } = this.config.names;
    const role = new ServiceRole(this, "pipeline-event", {
      name: pipelineEventRole,
      description: `EventBridge, to start the pipeline ${pipeline}`,
      service: "events.amazonaws.com",
      onBehalfOf: this.place.account,
      statements: [
        {
          sid: "StartPipeline",
          actions: ["codepipeline:StartPipelineExecution"],
          resources: [arn(this.place, "codepipeline", pipeline)],
        },
      ],
    });
    return role.arn;
  }
}
