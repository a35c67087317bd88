import { type AwsRule, blocksOf, knownText, numberOf, repeated } from "../rule.ts";

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const MAX_USER_DATA = 16_384;
const TAGGED_AT_LAUNCH = ["instance", "volume", "network-interface", "spot-instances-request"];

export const LAUNCH_TEMPLATE_RULES: readonly AwsRule[] = [
  {
    name: "launch-template",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RequestLaunchTemplateData.html",
    types: ["aws_launch_template"],
    apply({ planned }) {
      const data = knownText(planned.user_data)?.replace(/\n/g, "");
      if (data !== undefined && !BASE64.test(data))
        return "InvalidUserData.Malformed: Invalid BASE64 encoding of user data.";
      if (data !== undefined && (data.length * 3) / 4 > MAX_USER_DATA + 2)
        return "InvalidParameterValue: User data is limited to 16384 bytes";
      const devices = blocksOf(planned.block_device_mappings);
      const device = repeated(devices.flatMap(({ device_name }) => knownText(device_name) ?? []));
      if (device !== undefined)
        return `InvalidBlockDeviceMapping: The device '${device}' is used in more than one block-device mapping`;
      const size = devices
        .flatMap(({ ebs }) => blocksOf(ebs))
        .find(({ volume_size }) => outside(numberOf(volume_size)));
      return size === undefined ? undefined : "InvalidParameterValue: Volume size must be between 1 and 65536 GiB";
    },
  },
  {
    name: "launch-template-tags",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateTagSpecificationRequest.html",
    types: ["aws_launch_template"],
    apply({ planned }) {
      const type = blocksOf(planned.tag_specifications)
        .flatMap(({ resource_type }) => knownText(resource_type) ?? [])
        .find((each) => !TAGGED_AT_LAUNCH.includes(each));
      return type && `InvalidParameterValue: '${type}' is not a valid taggable resource type for this operation.`;
    },
  },
];

const outside = (size: number | undefined) => size !== undefined && size !== 0 && (size < 1 || size > 65_536);
