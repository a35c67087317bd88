import { type AwsRule, blockOf, isMissing, knownText, textsOf } from "../rule.ts";

export const FILE_SYSTEM_RULES: readonly AwsRule[] = [
  {
    name: "file-system-key",
    // "If you use KmsKeyId, you must set the Encrypted parameter to true."
    source: "https://docs.aws.amazon.com/efs/latest/ug/API_CreateFileSystem.html",
    types: ["aws_efs_file_system"],
    apply: ({ planned, prior }) =>
      prior === null && knownText(planned.kms_key_id) !== undefined && planned.encrypted !== true
        ? "BadRequest: Encrypted must be true where KmsKeyId is specified."
        : undefined,
  },
  {
    name: "file-system-throughput",
    source: "https://docs.aws.amazon.com/efs/latest/ug/API_CreateFileSystem.html",
    types: ["aws_efs_file_system"],
    apply({ planned }) {
      const isProvisioned = planned.throughput_mode === "provisioned";
      if (isProvisioned && isMissing(planned.provisioned_throughput_in_mibps))
        return "BadRequest: ProvisionedThroughputInMibps is required where ThroughputMode is provisioned.";
      if (planned.performance_mode !== "maxIO") return undefined;
      if (planned.throughput_mode === "elastic")
        return "BadRequest: Elastic throughput is available only for file systems that use the General Purpose performance mode.";
      return knownText(planned.availability_zone_name) === undefined
        ? undefined
        : "BadRequest: The Max I/O performance mode is not supported for One Zone file systems.";
    },
  },
  {
    name: "file-system-of",
    source: "https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html",
    types: ["aws_efs_mount_target", "aws_efs_access_point"],
    apply({ planned, others }) {
      const id = knownText(planned.file_system_id);
      return id === undefined || others("aws_efs_file_system").some((system) => system.id === id)
        ? undefined
        : `FileSystemNotFound: File system '${id}' does not exist.`;
    },
  },
  {
    name: "path-of-access-point",
    source: "https://docs.aws.amazon.com/efs/latest/ug/API_RootDirectory.html",
    types: ["aws_efs_access_point"],
    apply({ planned }) {
      const path = knownText(blockOf(planned.root_directory).path);
      return path === undefined || /^\/[^/]*(\/[^/]+){0,3}$/.test(path)
        ? undefined
        : `ValidationException: 1 validation error detected: Value '${path}' at 'rootDirectory.path' failed to satisfy constraint: it must begin with / and have at most four subdirectories`;
    },
  },
  {
    name: "mount-target-of-zone",
    // "You can create only one mount target in each Availability Zone."
    source: "https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html",
    types: ["aws_efs_mount_target"],
    apply({ planned, prior, others }) {
      const zoneOf = (subnet: unknown) =>
        knownText(others("aws_subnet").find(({ id }) => id === subnet)?.availability_zone);
      const zone = zoneOf(planned.subnet_id);
      const twin = others("aws_efs_mount_target").some(
        (each) => each.file_system_id === planned.file_system_id && zoneOf(each.subnet_id) === zone,
      );
      return prior === null && zone !== undefined && twin
        ? "MountTargetConflict: mount target already exists in this AZ"
        : undefined;
    },
  },
  {
    name: "groups-of-mount-target",
    source: "https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html",
    types: ["aws_efs_mount_target"],
    apply({ planned, others }) {
      const vpc = knownText(others("aws_subnet").find(({ id }) => id === planned.subnet_id)?.vpc_id);
      const asked = textsOf(planned.security_groups);
      if (asked.length > 5) return "SecurityGroupLimitExceeded: A mount target can have at most 5 security groups.";
      const stranger = others("aws_security_group").find(
        ({ id, vpc_id }) => asked.includes(String(id)) && vpc !== undefined && vpc_id !== vpc,
      );
      return stranger === undefined
        ? undefined
        : `SecurityGroupNotFound: Security group ${String(stranger.id)} does not exist in the VPC of the subnet`;
    },
  },
];
