import { EcsCapacityProvider } from "@cdktf/provider-aws/lib/ecs-capacity-provider";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface ManagedInstancesProps {
  /** Not beginning with aws, ecs or fargate. */
  readonly capacityProviderName: string;
  readonly clusterName: string;
  /** What ECS starts and ends instances with. */
  readonly infrastructureRoleArn: string;
  readonly instanceProfileArn: string;
  readonly subnetIds: string[];
  readonly securityGroupIds: string[];
  readonly minVcpus: number;
  readonly minMemoryMiB: number;
  /** @default any */
  readonly allowedInstanceTypes: readonly string[];
  readonly storageGiB: number;
  readonly monitoring: "basic" | "detailed";
  /** What has to be there before. @default nothing */
  readonly dependsOn?: ITerraformDependable[];
}

/** Instances that AWS chooses, patches and replaces by itself (ECS Managed Instances). The provider names its cluster. */
export class ManagedInstances extends Construct {
  /** What services have to wait for. */
  readonly provider: EcsCapacityProvider;

  constructor(scope: Construct, id: string, props: ManagedInstancesProps) {
    super(scope, id);
    this.provider = new EcsCapacityProvider(this, "capacity-provider", {
      name: props.capacityProviderName,
      cluster: props.clusterName,
      dependsOn: props.dependsOn,
      managedInstancesProvider: {
        infrastructureRoleArn: props.infrastructureRoleArn,
        propagateTags: "CAPACITY_PROVIDER",
        instanceLaunchTemplate: {
          ec2InstanceProfileArn: props.instanceProfileArn,
          monitoring: props.monitoring.toUpperCase(),
          networkConfiguration: { subnets: props.subnetIds, securityGroups: props.securityGroupIds },
          storageConfiguration: { storageSizeGib: props.storageGiB },
          instanceRequirements: {
            vcpuCount: { min: props.minVcpus },
            memoryMib: { min: props.minMemoryMiB },
            ...(props.allowedInstanceTypes.length > 0 && { allowedInstanceTypes: [...props.allowedInstanceTypes] }),
          },
        },
      },
    });
  }
}
