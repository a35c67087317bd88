import type { Construct } from "constructs";
import type { Config } from "../config/config.ts";
import { InfrastructureRole } from "../constructs/ecs/infrastructure-role.ts";
import { arnOf, managedPolicyArn } from "../constructs/iam/arn.ts";
import { invocationStatements } from "../constructs/iam/invocation.ts";
import { ServiceRole } from "../constructs/iam/service-role.ts";
import { AutoscalingRole } from "../constructs/scaling/autoscaling-role.ts";
import { strategyOf } from "../packages/deployments/strategy.ts";
import { BaseStack } from "./base-stack.ts";
import { type CapacityRoles, createCapacityRoles } from "./capacity-roles.ts";
import { createDeliveryRoles, type DeliveryRoles } from "./delivery-roles.ts";
import { createTaskRoles, type TaskRoles } from "./task-roles.ts";

/** What other stacks know of the roles. Those that nothing in the environment needs are not there. */
export interface IamOutputs extends DeliveryRoles, TaskRoles, CapacityRoles {
  /** ECS itself, to manage targets of load balancers, disks of tasks, and to call hooks. */
  readonly ecsRoleArn?: string;
  /** Application Auto Scaling, where `names` asks for it. */
  readonly autoscalingRoleArn?: string;
  readonly codeDeployRoleArn?: string;
}

/** Every role. ARNs of what comes later are written from agreed names, so nothing points backwards. */
export class IamStack extends BaseStack {
  readonly outputs: IamOutputs;

  constructor(scope: Construct, id: string, config: Config) {
    super(scope, id, config);
    const capacity = createCapacityRoles(this, config, this.awsScope);
    const tasks = createTaskRoles(this, config, this.awsScope);
    const delivery = createDeliveryRoles(this, config, this.awsScope, tasks);
    this.outputs = this.publish<IamOutputs>({
      ...capacity,
      ecsRoleArn: this.createEcsRole(),
      ...tasks,
      autoscalingRoleArn: this.createAutoscalingRole(),
      codeDeployRoleArn: this.createCodeDeployRole(),
      ...delivery,
    });
  }

  private createEcsRole(): string | undefined {
    const { services, names, named } = this.config;
    if (!named.includes("ecsRole") && !services.some(({ needsEcsRole }) => needsEcsRole)) return undefined;
    const disks = services.flatMap(({ volumes }) => volumes.flatMap((each) => (each.type === "ebs" ? [each] : [])));
    const role = new InfrastructureRole(this, "ecs", {
      name: names.ecsRole,
      hookArns: services.flatMap(({ deployment }) => deployment.hooks.map(({ lambdaArn }) => lambdaArn)),
      disks: disks.length > 0,
      certificates: services.some(({ serviceConnect }) => serviceConnect?.tls !== undefined),
      certificateKeyArns: services.flatMap(({ serviceConnect }) => serviceConnect?.tls?.keyArn ?? []),
      diskKeyArns: disks.flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []),
      awsScope: this.awsScope,
    });
    return role.arn;
  }

  /** Nothing here uses it, so that it is there only by its name. */
  private createAutoscalingRole(): string | undefined {
    const { names, named, services } = this.config;
    if (!named.includes("autoscalingRole")) return undefined;
    const role = new AutoscalingRole(this, "autoscaling", {
      name: names.autoscalingRole,
      services: services.filter(({ scaling }) => scaling !== undefined),
      awsScope: this.awsScope,
    });
    return role.arn;
  }

  private createCodeDeployRole(): string | undefined {
    const { services, names } = this.config;
    const deployed = services.filter(({ deployment }) => strategyOf(deployment.rollout).controller === "CODE_DEPLOY");
    if (deployed.length === 0) return undefined;
    const role = new ServiceRole(this, "codedeploy", {
      name: names.codeDeployRole,
      description: "CodeDeploy, to shift traffic between the tasks of a service",
      service: "codedeploy.amazonaws.com",
      // https://docs.aws.amazon.com/codedeploy/latest/userguide/security_confused_deputy.html
      onBehalfOf: {
        account: this.awsScope.account,
        arns: [arnOf(this.awsScope, "codedeploy", `deploymentgroup:${names.codeDeployApplication}/*`)],
      },
      statements: invocationStatements(deployed.flatMap(({ deployment }) => Object.values(deployment.codeDeployHooks))),
      managedPolicyArns: [managedPolicyArn(this.awsScope, "AWSCodeDeployRoleForECS")],
    });
    return role.arn;
  }
}
