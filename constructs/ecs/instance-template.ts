import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import type { InstanceSettings } from "../../config/clusters/resolve.ts";
import { functionArgument } from "../json.ts";
import { refuseAt } from "../refusals.ts";
import { imageId, volumesOf } from "./instance-image.ts";
import { userData } from "./instance-user-data.ts";

/** Bytes of user data that EC2 takes (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html). */
const MAX_USER_DATA_BYTES = 16384;

export interface InstanceTemplateProps {
  /** What the instances are like. */
  readonly settings: InstanceSettings;
  readonly launchTemplateName: string;
  /** Name of the instances and their volumes. */
  readonly instanceName: string;
  readonly clusterName: string;
  readonly instanceProfileName: string;
  readonly securityGroupIds: string[];
  /** Tags of what is launched: the provider's default tags don't reach it. */
  readonly tags: Readonly<Record<string, string>>;
  /** Whether containers in bridge mode can ask the instance's metadata service. */
  readonly containersSeeMetadata: boolean;
  /** Whether a container may have all rights on its instance. @default false */
  readonly privileged?: boolean;
  /** KMS key of the volumes. @default the AWS managed key of EBS */
  readonly volumesKeyArn?: string;
}

/** How an instance of a cluster starts. */
export class InstanceTemplate extends Construct {
  readonly template: LaunchTemplate;

  constructor(scope: Construct, id: string, props: InstanceTemplateProps) {
    super(scope, id);
    const { settings } = props;
    const started = userData(settings, props.clusterName, props.privileged);
    const bytes = Buffer.byteLength(started);
    if (bytes > MAX_USER_DATA_BYTES)
      refuseAt(
        this,
        `ec2Cluster.userData: makes ${bytes} bytes with the settings of the agent, and EC2 takes ${MAX_USER_DATA_BYTES}: shorten it, and fetch the rest from a bucket`,
      );
    const tags = { ...props.tags, Name: props.instanceName };
    this.template = new LaunchTemplate(this, "launch-template", {
      name: props.launchTemplateName,
      description: `Instances of the ECS cluster ${props.clusterName}`,
      updateDefaultVersion: true,
      // EC2 looks the image up at each launch, so a plan needs no call and new instances get the newest image.
      imageId: imageId(settings),
      instanceType: settings.instanceTypes[0],
      keyName: settings.keyPairName,
      iamInstanceProfile: { name: props.instanceProfileName },
      vpcSecurityGroupIds: props.securityGroupIds,
      // IMDSv2. Its answers go one hop, which ends before the bridge, so that containers have the role of their task and
      // not that of the instance; a service that needs the metadata of its instance asks for a second hop.
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: props.containersSeeMetadata ? 2 : 1,
      },
      blockDeviceMappings: volumesOf(settings).map(({ device, sizeGiB, volumeType }) => ({
        deviceName: device,
        ebs: {
          volumeSize: sizeGiB,
          volumeType,
          encrypted: "true",
          kmsKeyId: props.volumesKeyArn,
          deleteOnTermination: "true",
        },
      })),
      // Terraform encodes it, because it may be the one that knows the name of the cluster.
      userData: Fn.base64encode(functionArgument(started)),
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
      lifecycle: { createBeforeDestroy: true }, // the group refers to it
    });
  }
}
