import type { ObjectValue } from "../../protocol/values.ts";
import { type AskedChange, type AwsRule, blocksOf, knownText, numberOf, repeated } from "../rule.ts";

/** Volumes of an instance or a template that need a number of IOPS. */
const hasNoIops = ({ volume_type, iops }: ObjectValue) =>
  ["io1", "io2"].includes(String(volume_type)) && (numberOf(iops) ?? 0) === 0;

const volumesOf = (planned: ObjectValue) => [
  ...blocksOf(planned.root_block_device),
  ...blocksOf(planned.ebs_block_device),
  ...blocksOf(planned.block_device_mappings).flatMap(({ ebs }) => blocksOf(ebs)),
];

function attachmentProblem({ planned, prior, others }: AskedChange): string | undefined {
  if (prior !== null) return undefined;
  const attachments = others("aws_volume_attachment");
  const isTaken = attachments.some(
    (each) => each.instance_id === planned.instance_id && each.device_name === planned.device_name,
  );
  if (isTaken)
    return `InvalidParameterValue: Invalid value '${String(planned.device_name)}' for unixDevice. Attachment point ${String(planned.device_name)} is already in use`;
  const volume = others("aws_ebs_volume").find(({ id }) => id === planned.volume_id);
  const isAttached = attachments.some(({ volume_id }) => volume_id === planned.volume_id);
  return isAttached && volume?.multi_attach_enabled !== true
    ? `VolumeInUse: ${String(planned.volume_id)} is already attached to an instance`
    : undefined;
}

export const INSTANCE_RULES: readonly AwsRule[] = [
  {
    name: "zone-of-instance",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Placement.html",
    types: ["aws_instance"],
    apply({ planned, prior, others }) {
      const subnet = others("aws_subnet").find(({ id }) => id === planned.subnet_id);
      const [asked, zone] = [knownText(planned.availability_zone), knownText(subnet?.availability_zone)];
      return prior === null && asked !== undefined && zone !== undefined && asked !== zone
        ? `InvalidParameterValue: The availability zone ${asked} is not that of the subnet ${String(planned.subnet_id)}, ${zone}`
        : undefined;
    },
  },
  {
    name: "iops-of-volumes",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EbsBlockDevice.html",
    types: ["aws_instance", "aws_launch_template"],
    apply: ({ planned, prior }) =>
      prior === null && volumesOf(planned).some(hasNoIops)
        ? "MissingParameter: The request must contain the parameter iops"
        : undefined,
  },
  {
    name: "devices-of-instance",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_BlockDeviceMapping.html",
    types: ["aws_instance"],
    apply({ planned, prior }) {
      const devices = [...blocksOf(planned.ebs_block_device), ...blocksOf(planned.ephemeral_block_device)];
      const device = repeated(devices.flatMap(({ device_name }) => knownText(device_name) ?? []));
      return prior === null && device !== undefined
        ? `InvalidBlockDeviceMapping: The device '${device}' is used in more than one block-device mapping`
        : undefined;
    },
  },
  {
    name: "netbios-node-type",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateDhcpOptions.html",
    types: ["aws_vpc_dhcp_options"],
    apply({ planned }) {
      const type = knownText(planned.netbios_node_type);
      return type === undefined || ["1", "2", "4", "8"].includes(type)
        ? undefined
        : `InvalidParameterValue: Value (${type}) for parameter netbios-node-type is invalid: it must be 1, 2, 4 or 8`;
    },
  },
  {
    name: "attached-volume",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachVolume.html",
    types: ["aws_volume_attachment"],
    apply: attachmentProblem,
  },
];
