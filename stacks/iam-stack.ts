import type { Construct } from "constructs";
import type { Config } from "../config/config.ts";
import { arn, managedPolicyArn } from "../constructs/iam/arn.ts";
import { AutoscalingRole } from "../constructs/iam/autoscaling-role.ts";
import { ExternalInstanceRole } from "../constructs/iam/external-instance-role.ts";
import { InfrastructureRole } from "../constructs/iam/infrastructure-role.ts";
import { InstanceRole } from "../constructs/iam/instance-role.ts";
import { invocationStatements } from "../constructs/iam/invocation.ts";
import { ManagedInstanceRoles } from "../constructs/iam/managed-instance-roles.ts";
import { ServiceRole } from "../constructs/iam/service-role.ts";
import { BaseStack } from "./base-stack.ts";
import { createDeliveryRoles, type DeliveryRoles } from "./delivery-roles.ts";
import { createTaskRoles, type TaskRoles } from "./task-roles.ts";

/** What other stacks know of the roles. */
export interface IamOutputs extends DeliveryRoles, TaskRoles {
  readonly instanceRoleArn: string;
  readonly instanceProfileName: string;
  /** Of instances that AWS manages; there only where the cluster has any. */
  readonly managedInstancesRoleArn?: string;
  readonly managedInstanceRoleArn?: string;
  readonly managedInstanceProfileArn?: string;
  /** Of servers of one's own; there only where the cluster takes any. */
  readonly externalInstanceRoleArn?: string;
  readonly externalInstanceRoleName?: string;
  /** ECS itself, to manage targets of load balancers, disks of tasks, and to call hooks. */
  readonly ecsRoleArn: string;
  readonly autoscalingRoleArn: string;
  readonly codeDeployRoleArn: string;
}

/** Every role. ARNs of what comes later are written from agreed names, so nothing points backwards. */
export class IamStack extends BaseStack {
  readonly outputs: IamOutputs;

  constructor(scope: Construct, id: string, config: Config) {
    super(scope, id, config);
    const instance = this.createInstanceRole();
    const tasks = createTaskRoles(this, config, this.place);
    const delivery = createDeliveryRoles(this, config, this.place, tasks);
    this.outputs = this.publish<IamOutputs>({
      instanceRoleArn: instance.roleArn,
      instanceProfileName: instance.profileName,
      ...this.createManagedInstanceRoles(),
      ...this.createExternalInstanceRole(),
      ecsRoleArn: this.createEcsRole(),
      ...tasks,
      autoscalingRoleArn: this.createAutoscalingRole(),
      codeDeployRoleArn: this.createCodeDeployRole(),
      ...delivery,
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
      logGroupPrefix: `/ecs/${this.config.name}/`,
      place: this.place,
    });
  }

  private createManagedInstanceRoles() {
    const { names, ec2Cluster } = this.config;
    if (ec2Cluster.managedInstances === undefined) return {};
    const roles = new ManagedInstanceRoles(this, "managed-instances", {
      infrastructureRoleName: names.managedInstancesRole,
      instanceRoleName: names.managedInstanceRole,
      instanceProfileName: names.managedInstanceProfile,
      place: this.place,
    });
    return {
      managedInstancesRoleArn: roles.infrastructureRoleArn,
      managedInstanceRoleArn: roles.instanceRoleArn,
      managedInstanceProfileArn: roles.instanceProfileArn,
    };
  }

  private createExternalInstanceRole() {
    const { names, ec2Cluster } = this.config;
    if (ec2Cluster.externalInstances === undefined) return {};
    const props = { name: names.externalInstanceRole, clusterName: names.ec2Cluster, place: this.place };
    const role = new ExternalInstanceRole(this, "external-instances", props);
    return { externalInstanceRoleArn: role.arn, externalInstanceRoleName: role.name };
  }

  private createEcsRole(): string {
    const { services, names } = this.config;
    const role = new InfrastructureRole(this, "ecs", {
      name: names.ecsRole,
      hookArns: services.flatMap(({ deployment }) => deployment.hooks.map(({ lambdaArn }) => lambdaArn)),
      disks: services.some(({ volumes }) => volumes.some(({ type }) => type === "ebs")),
      place: this.place,
    });
    return role.arn;
  }

  private createAutoscalingRole(): string {
    const { autoscalingRole, ec2Cluster, fargateCluster } = this.config.names;
    const props = { name: autoscalingRole, clusterNames: [ec2Cluster, fargateCluster], place: this.place };
    return new AutoscalingRole(this, "autoscaling", props).arn;
  }

  private createCodeDeployRole(): string {
    const { services, names } = this.config;
    const hooks = services.flatMap(({ deployment }) => Object.values(deployment.codeDeployHooks));
    const role = new ServiceRole(this, "codedeploy", {
      name: names.codeDeployRole,
      description: "CodeDeploy, to shift traffic between the tasks of a service",
      service: "codedeploy.amazonaws.com",
      onBehalfOf: this.place.account,
      statements: invocationStatements(hooks),
      managedPolicyArns: [managedPolicyArn(this.place, "AWSCodeDeployRoleForECS")],
    });
    return role.arn;
  }
}
