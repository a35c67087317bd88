import type { ObjectValue } from "../../../../../packages/offline-aws/protocol/values.ts";
import { basedOn as on, type RefusalTable, type Written } from "../../../../support/refusable.ts";

const volume = on({ availability_zone: "us-east-1a", size: 10 });
const INSTANCE = { ami: "ami-0123456789abcdef0", instance_type: "t3.micro" };
const instance =
  (change: (at: Record<string, string>) => ObjectValue): Written =>
  (at) => ({ ...INSTANCE, subnet_id: at.subnetA ?? null, ...change(at) });
const entries = (...cidrs: string[]) => ({ name: "tried", entry: cidrs.map((cidr) => ({ cidr })) });

export const INSTANCES: RefusalTable = {
  subject: "instances and volumes",
  mistakes: [
    [
      "IOPS of a gp2 volume",
      "aws_ebs_volume",
      volume({ type: "gp2", iops: 3000 }),
      "plan",
      /^'iops' must not be set when 'type' is 'gp2'/,
    ],
    ["no IOPS of an io1 volume", "aws_ebs_volume", volume({ type: "io1" }), "plan", /^'iops' must be set when/],
    [
      "throughput of a gp2 volume",
      "aws_ebs_volume",
      volume({ type: "gp2", throughput: 250 }),
      "plan",
      /^'throughput' must not be set/,
    ],
    [
      "a gp3 volume for several instances",
      "aws_ebs_volume",
      volume({ type: "gp3", multi_attach_enabled: true }),
      "plan",
      /^'multi_attach_enabled' must not be set/,
    ],
    [
      "a zone of another region",
      "aws_ebs_volume",
      volume({ availability_zone: "eu-west-1a" }),
      "apply",
      /InvalidZone.NotFound: The zone 'eu-west-1a'/,
    ],
    ["a small cold volume", "aws_ebs_volume", volume({ type: "sc1" }), "apply", /too small.* minimum is 125GiB/],
    [
      "too many IOPS for the size",
      "aws_ebs_volume",
      volume({ type: "io1", iops: 5000 }),
      "apply",
      /InvalidParameterValue: Iops to volume size ratio/,
    ],
    [
      "a volume of another zone",
      "aws_volume_attachment",
      (at) => ({ device_name: "/dev/sdh", volume_id: at.volumeB ?? null, instance_id: at.instance ?? null }),
      "apply",
      /InvalidVolume.ZoneMismatch/,
    ],
    [
      "a group of another VPC",
      "aws_instance",
      instance((at) => ({ vpc_security_group_ids: [at.otherGroup ?? null] })),
      "apply",
      /InvalidParameter: Security group sg-\w+ and subnet subnet-\w+ belong to different networks/,
    ],
    [
      "a group of another VPC",
      "aws_network_interface",
      (at) => ({ subnet_id: at.subnetA ?? null, security_groups: [at.otherGroup ?? null] }),
      "apply",
      /InvalidParameterValue: .*different networks/,
    ],
    [
      "an address outside the subnet",
      "aws_instance",
      instance(() => ({ private_ip: "10.9.0.10" })),
      "apply",
      /InvalidParameterValue: Address 10.9.0.10 does not fall within/,
    ],
    [
      "an address that EC2 keeps",
      "aws_network_interface",
      (at) => ({ subnet_id: at.subnetA ?? null, private_ips: ["10.0.0.1"] }),
      "apply",
      /reserved address range/,
    ],
    [
      "an instance profile that is missing",
      "aws_instance",
      instance(() => ({ iam_instance_profile: "ghost" })),
      "apply",
      /InvalidParameterValue: Value \(ghost\) for parameter iamInstanceProfile.name is invalid/,
    ],
    [
      "a text as public key",
      "aws_key_pair",
      () => ({ key_name: "tried", public_key: "not a key" }),
      "apply",
      /InvalidKey.Format/,
    ],
    [
      "more entries than allowed",
      "aws_ec2_managed_prefix_list",
      () => ({ ...entries("10.0.0.0/16", "10.1.0.0/16"), address_family: "IPv4", max_entries: 1 }),
      "apply",
      /PrefixListMaxEntriesExceeded/,
    ],
    [
      "an entry of the other family",
      "aws_ec2_managed_prefix_list",
      () => ({ ...entries("2001:db8::/32"), address_family: "IPv4", max_entries: 1 }),
      "apply",
      /does not match the address family/,
    ],
    [
      "two subnets of a zone",
      "aws_ec2_transit_gateway_vpc_attachment",
      (at) => ({
        transit_gateway_id: "tgw-0123456789abcdef0",
        vpc_id: at.vpc ?? null,
        subnet_ids: [at.subnetA ?? null, at.subnetA2 ?? null],
      }),
      "apply",
      /DuplicateSubnetsInSameZone/,
    ],
    [
      "a subnet of another VPC",
      "aws_ec2_transit_gateway_vpc_attachment",
      (at) => ({
        transit_gateway_id: "tgw-0123456789abcdef0",
        vpc_id: at.vpc ?? null,
        subnet_ids: [at.otherSubnet ?? null],
      }),
      "apply",
      /InvalidSubnetID.NotFound/,
    ],
    [
      "a public number of a system",
      "aws_ec2_transit_gateway",
      () => ({ amazon_side_asn: 1234 }),
      "apply",
      /AmazonSideAsn is invalid/,
    ],
    [
      "characters beyond those of groups",
      "aws_security_group",
      (at) => ({ name: "tried", description: "web <script>", vpc_id: at.vpc ?? null }),
      "apply",
      /InvalidParameterValue: Invalid security group description/,
    ],
    [
      "a subnet of another VPC",
      "aws_network_acl_association",
      (at) => ({ network_acl_id: at.otherAcl ?? null, subnet_id: at.subnetA ?? null }),
      "apply",
      /belong to different networks/,
    ],
  ],
  accepted: [
    ["a gp3 volume with its own numbers", "aws_ebs_volume", volume({ type: "gp3", iops: 5000, throughput: 1250 })],
    ["a volume of the default type", "aws_ebs_volume", volume()],
    [
      "an address and a group of the subnet's VPC",
      "aws_instance",
      instance((at) => ({ private_ip: "10.0.0.10", vpc_security_group_ids: [at.group ?? null] })),
    ],
    [
      "a public key with a comment",
      "aws_key_pair",
      () => ({
        key_name: "tried",
        public_key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl ops@example.com",
      }),
    ],
    [
      "subnets of two zones",
      "aws_ec2_transit_gateway_vpc_attachment",
      (at) => ({
        transit_gateway_id: "tgw-0123456789abcdef0",
        vpc_id: at.vpc ?? null,
        subnet_ids: [at.subnetA ?? null, at.subnetB ?? null],
      }),
    ],
    ["a private number of 32 bits", "aws_ec2_transit_gateway", () => ({ amazon_side_asn: 4_200_000_001 })],
  ],
};
