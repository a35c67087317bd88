import { EcsService, type EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface RollingServiceProps {
  readonly name: string;
  readonly clusterArn: string;
  readonly taskDefinitionArn: string;
  /** Tasks to run; to start with, if `scales`. */
  readonly desiredCount: number;
  /** Share of the tasks that must go on running during a deployment, in percent. */
  readonly minimumHealthyPercent: number;
  /** Most tasks at a time, old and new, in percent of the wanted ones. */
  readonly maximumPercent: number;
  /** Whether a failing deployment is given up and rolled back. */
  readonly circuitBreaker: boolean;
  /** Capacity providers and their shares. */
  readonly capacity: readonly { readonly provider: string; readonly weight: number; readonly base?: number }[];
  /** Who decides which task definition runs after the first deployment. */
  readonly taskDefinitionOwner: "terraform" | "pipeline";
  /** Whether something else changes the number of tasks. */
  readonly scales: boolean;
  /** @default no load balancer */
  readonly target?: { readonly targetGroupArn: string; readonly containerName: string; readonly port: number };
  /** Subnets and security groups of tasks with a network of their own. @default the instance's network */
  readonly network?: { readonly subnetIds: string[]; readonly securityGroupIds: string[]; readonly publicIp: boolean };
  /** What has to be there before ECS accepts the service. */
  readonly dependsOn: ITerraformDependable[];
}

/** A service whose tasks are replaced step by step. */
export class RollingService extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: RollingServiceProps) {
    super(scope, id);
    const ignored = ignoredChanges(props);
    const service = new EcsService(this, "service", {
      name: props.name,
      cluster: props.clusterArn,
      taskDefinition: props.taskDefinitionArn,
      schedulingStrategy: "REPLICA",
      desiredCount: props.desiredCount,
      deploymentMinimumHealthyPercent: props.minimumHealthyPercent,
      deploymentMaximumPercent: props.maximumPercent,
      deploymentCircuitBreaker: { enable: props.circuitBreaker, rollback: props.circuitBreaker },
      availabilityZoneRebalancing: props.maximumPercent > 100 ? "ENABLED" : "DISABLED", // ECS refuses it without room to move
      enableEcsManagedTags: true,
      capacityProviderStrategy: props.capacity.map(({ provider, weight, base }) => ({
        capacityProvider: provider,
        weight,
        base,
      })),
      ...placement(props),
      ...(props.target && { loadBalancer: [toLoadBalancer(props.target)] }),
      ...(ignored.length > 0 && { lifecycle: { ignoreChanges: ignored } }),
      dependsOn: props.dependsOn,
    });
    this.name = service.name;
  }
}

/** Tasks on Fargate are spread by themselves; on instances they are spread over zones, then over instances. */
function placement({
  network,
}: RollingServiceProps): Pick<
  EcsServiceConfig,
  "networkConfiguration" | "orderedPlacementStrategy" | "platformVersion"
> {
  if (network === undefined)
    return {
      orderedPlacementStrategy: [
        { type: "spread", field: "attribute:ecs.availability-zone" },
        { type: "spread", field: "instanceId" },
      ],
    };
  const { subnetIds, securityGroupIds, publicIp } = network;
  return {
    networkConfiguration: { subnets: subnetIds, securityGroups: securityGroupIds, assignPublicIp: publicIp },
    platformVersion: "LATEST",
  };
}

const toLoadBalancer = ({ targetGroupArn, containerName, port }: NonNullable<RollingServiceProps["target"]>) => ({
  targetGroupArn,
  containerName,
  containerPort: port,
});

function ignoredChanges({ scales, taskDefinitionOwner }: RollingServiceProps): string[] {
  const ignored: string[] = [];
  // Autoscaling moves it between its limits, so Terraform must not move it back.
  if (scales) ignored.push("desired_count");
  // Each release registers a revision of its own, so Terraform must not go back to the one that it made.
  if (taskDefinitionOwner === "pipeline") ignored.push("task_definition");
  return ignored;
}
