import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { EcsCapacityProvider } from "@cdktf/provider-aws/lib/ecs-capacity-provider";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { amazonLinuxUserData, imageParameter } from "./instance-image.ts";

export interface InstanceCapacityProps {
  /** Name of the Auto Scaling group, and of the instances. */
  readonly name: string;
  readonly launchTemplateName: string;
  /** Not beginning with aws, ecs or fargate. */
  readonly capacityProviderName: string;
  readonly clusterName: string;
  readonly instanceType: string;
  readonly image: "amazon-linux-2023" | "amazon-linux-2";
  readonly architecture: "x86_64" | "arm64";
  readonly instanceProfileName: string;
  readonly subnetIds: string[];
  readonly securityGroupIds: string[];
  readonly minInstances: number;
  /** Instances to start with; ECS decides from then on. */
  readonly desiredInstances: number;
  readonly maxInstances: number;
  /** Size of the root volume, from 30. */
  readonly rootVolumeGiB: number;
  /** @default no key pair */
  readonly keyPairName?: string;
  /** How full ECS keeps the instances, 1 to 100. */
  readonly targetCapacityPercent: number;
}

/** Instances that ECS adds and removes as tasks need them: launch template, Auto Scaling group, capacity provider. */
export class InstanceCapacity extends Construct {
  readonly capacityProviderName: string;

  constructor(scope: Construct, id: string, props: InstanceCapacityProps) {
    super(scope, id);
    const template = this.createLaunchTemplate(props);
    const group = this.createGroup(props, template);
    this.capacityProviderName = this.createCapacityProvider(props, group);
  }

  private createLaunchTemplate(props: InstanceCapacityProps): LaunchTemplate {
    const tags = { Name: props.name };
    return new LaunchTemplate(this, "launch-template", {
      name: props.launchTemplateName,
      description: `Instances of the ECS cluster ${props.clusterName}`,
      updateDefaultVersion: true,
      // EC2 looks the image up at each launch, so a plan needs no call and new instances get the newest image.
      imageId: `resolve:ssm:${imageParameter(props.image, props.architecture)}`,
      instanceType: props.instanceType,
      keyName: props.keyPairName,
      iamInstanceProfile: { name: props.instanceProfileName },
      vpcSecurityGroupIds: props.securityGroupIds,
      // IMDSv2, and not through the bridge: containers have the role of their task, not that of the instance.
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: { volumeSize: props.rootVolumeGiB, volumeType: "gp3", encrypted: "true", deleteOnTermination: "true" },
        },
      ],
      userData: Buffer.from(amazonLinuxUserData(props.clusterName)).toString("base64"),
      tagSpecifications: [
        { resourceType: "instance", tags },
        { resourceType: "volume", tags },
      ],
    });
  }

  private createGroup(props: InstanceCapacityProps, template: LaunchTemplate): string {
    const group = new AutoscalingGroup(this, "group", {
      name: props.name,
      minSize: props.minInstances,
      desiredCapacity: props.desiredInstances,
      maxSize: props.maxInstances,
      vpcZoneIdentifier: props.subnetIds,
      launchTemplate: { id: template.id, version: Token.asString(template.latestVersion) },
      healthCheckType: "EC2",
      protectFromScaleIn: true, // managed termination protection wants it: ECS lifts it from instances without tasks
      forceDelete: true, // protected instances would keep Terraform waiting when it deletes the group
      tag: [
        { key: "AmazonECSManaged", value: "true", propagateAtLaunch: true },
        { key: "Name", value: props.name, propagateAtLaunch: true },
      ],
      // Managed scaling sets it all the time, so Terraform must not set it back.
      lifecycle: { ignoreChanges: ["desired_capacity"] },
    });
    return group.arn;
  }

  private createCapacityProvider(
    { capacityProviderName, targetCapacityPercent }: InstanceCapacityProps,
    groupArn: string,
  ): string {
    const provider = new EcsCapacityProvider(this, "capacity-provider", {
      name: capacityProviderName,
      autoScalingGroupProvider: {
        autoScalingGroupArn: groupArn,
        managedScaling: { status: "ENABLED", targetCapacity: targetCapacityPercent },
        managedTerminationProtection: "ENABLED",
        managedDraining: "ENABLED",
      },
    });
    return provider.name;
  }
}
