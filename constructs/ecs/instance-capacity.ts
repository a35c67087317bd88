import { AutoscalingGroup, type AutoscalingGroupConfig } from "@cdktf/provider-aws/lib/autoscaling-group";
import { EcsCapacityProvider } from "@cdktf/provider-aws/lib/ecs-capacity-provider";
import { Token } from "cdktf";
import { Construct } from "constructs";
import type { Ec2ClusterConfig } from "../../config/clusters/ec2-cluster.ts";
import { InstanceTemplate, type InstanceTemplateProps } from "./instance-template.ts";

export interface InstanceCapacityProps extends InstanceTemplateProps {
  /** Not beginning with aws, ecs or fargate. */
  readonly capacityProviderName: string;
  readonly subnetIds: string[];
}

/** Instances that ECS adds and removes as tasks need them: launch template, Auto Scaling group, capacity provider. */
export class InstanceCapacity extends Construct {
  readonly capacityProviderName: string;

  constructor(scope: Construct, id: string, props: InstanceCapacityProps) {
    super(scope, id);
    const groupArn = this.createGroup(props);
    this.capacityProviderName = this.createCapacityProvider(props, groupArn);
  }

  private createGroup(props: InstanceCapacityProps): string {
    const { settings, instanceName: name } = props;
    const { template } = new InstanceTemplate(this, "template", props);
    const group = new AutoscalingGroup(this, "group", {
      name,
      minSize: settings.instances.min,
      desiredCapacity: settings.instances.desired,
      maxSize: settings.instances.max,
      vpcZoneIdentifier: props.subnetIds,
      ...launch(settings, { id: template.id, version: Token.asString(template.latestVersion) }),
      healthCheckType: "EC2",
      protectFromScaleIn: true, // managed termination protection wants it: ECS lifts it from instances without tasks
      forceDelete: true, // protected instances would keep Terraform waiting when it deletes the group
      ...refresh(settings),
      tag: Object.entries({ ...props.tags, AmazonECSManaged: "true", Name: name }).map(([key, value]) => ({
        key,
        value,
        propagateAtLaunch: true,
      })),
      // Managed scaling sets it all the time, so Terraform must not set it back.
      lifecycle: { ignoreChanges: ["desired_capacity"] },
    });
    return group.arn;
  }

  private createCapacityProvider({ capacityProviderName, settings }: InstanceCapacityProps, groupArn: string): string {
    const provider = new EcsCapacityProvider(this, "capacity-provider", {
      name: capacityProviderName,
      autoScalingGroupProvider: {
        autoScalingGroupArn: groupArn,
        managedScaling: { status: "ENABLED", targetCapacity: settings.targetCapacityPercent },
        managedTerminationProtection: "ENABLED",
        managedDraining: "ENABLED",
      },
    });
    return provider.name;
  }
}

type Launch = Pick<AutoscalingGroupConfig, "launchTemplate" | "mixedInstancesPolicy">;

/** Instances on demand are all alike; with Spot EC2 chooses among types, for price and for how seldom it ends them. */
function launch({ spot, instanceTypes }: Ec2ClusterConfig, template: { id: string; version: string }): Launch {
  if (spot === undefined) return { launchTemplate: template };
  return {
    mixedInstancesPolicy: {
      instancesDistribution: {
        onDemandBaseCapacity: spot.onDemandBase,
        onDemandPercentageAboveBaseCapacity: spot.onDemandPercent,
        spotAllocationStrategy: spot.allocation,
      },
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: template.id, version: template.version },
        override: instanceTypes.map((instanceType) => ({ instanceType })),
      },
    },
  };
}

/** ECS moves the tasks off an instance before it goes, even if it is protected. */
function refresh({ instanceRefresh }: Ec2ClusterConfig): Pick<AutoscalingGroupConfig, "instanceRefresh"> {
  if (instanceRefresh === null) return {};
  const { minHealthyPercent, warmupSeconds } = instanceRefresh;
  return {
    instanceRefresh: {
      strategy: "Rolling",
      preferences: {
        minHealthyPercentage: minHealthyPercent,
        instanceWarmup: String(warmupSeconds),
        scaleInProtectedInstances: "Refresh",
      },
    },
  };
}
