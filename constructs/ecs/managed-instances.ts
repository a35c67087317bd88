import { EcsCapacityProvider } from "@cdktf/provider-aws/lib/ecs-capacity-provider";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ManagedInstancesConfig } from "../../config/clusters/ec2-cluster.ts";

export interface ManagedInstancesProps {
  readonly settings: ManagedInstancesConfig;
  /** Not beginning with aws, ecs or fargate. */
  readonly capacityProviderName: string;
  readonly clusterName: string;
  /** What ECS starts and ends instances with. */
  readonly infrastructureRoleArn: string;
  readonly instanceProfileArn: string;
  readonly subnetIds: string[];
  readonly securityGroupIds: string[];
  /** What has to be there before. @default nothing */
  readonly dependsOn?: ITerraformDependable[];
}

/** Instances that AWS chooses, patches and replaces by itself (ECS Managed Instances). The provider names its cluster. */
export class ManagedInstances extends Construct {
  /** What services have to wait for. */
  readonly provider: EcsCapacityProvider;

  constructor(scope: Construct, id: string, props: ManagedInstancesProps) {
    super(scope, id);
    const { settings } = props;
    this.provider = new EcsCapacityProvider(this, "capacity-provider", {
      name: props.capacityProviderName,
      cluster: props.clusterName,
      dependsOn: props.dependsOn,
      managedInstancesProvider: {
        infrastructureRoleArn: props.infrastructureRoleArn,
        propagateTags: "CAPACITY_PROVIDER",
        instanceLaunchTemplate: {
          ec2InstanceProfileArn: props.instanceProfileArn,
          monitoring: settings.monitoring.toUpperCase(),
          networkConfiguration: { subnets: props.subnetIds, securityGroups: props.securityGroupIds },
          storageConfiguration: { storageSizeGib: settings.storageGiB },
          instanceRequirements: {
            vcpuCount: { min: settings.minVcpus },
            memoryMib: { min: settings.minMemoryMiB },
            ...(settings.allowedInstanceTypes.length > 0 && { allowedInstanceTypes: settings.allowedInstanceTypes }),
          },
        },
      },
    });
  }
}
