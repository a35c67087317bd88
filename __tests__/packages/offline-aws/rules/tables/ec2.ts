import type { ObjectValue } from "../../../../../packages/offline-aws/protocol/values.ts";
import type { RefusalTable, Written } from "../../../../support/refusable.ts";

const subnet =
  (change: ObjectValue): Written =>
  (at) => ({ vpc_id: at.vpc ?? null, cidr_block: "10.0.9.0/24", availability_zone: "us-east-1a", ...change });

const ingress =
  (change: ObjectValue): Written =>
  (at) => ({
    security_group_id: at.group ?? null,
    ip_protocol: "tcp",
    from_port: 80,
    to_port: 80,
    cidr_ipv4: "0.0.0.0/0",
    ...change,
  });

const endpoint =
  (change: ObjectValue | Written): Written =>
  (at) => ({
    vpc_id: at.vpc ?? null,
    service_name: "com.amazonaws.us-east-1.ecr.api",
    vpc_endpoint_type: "Interface",
    subnet_ids: [at.subnetA ?? null],
    ...(typeof change === "function" ? change(at) : change),
  });

const block = (change: ObjectValue = {}) => ({
  protocol: "tcp",
  from_port: 80,
  to_port: 80,
  cidr_blocks: ["0.0.0.0/0"],
  ...change,
});
const INGRESS = "aws_vpc_security_group_ingress_rule";

export const VPC: RefusalTable = {
  subject: "VPC",
  mistakes: [
    [
      "a VPC that is too large",
      "aws_vpc",
      () => ({ cidr_block: "10.0.0.0/8" }),
      "validate",
      /between 16 and 28 significant bits, got: 8/,
    ],
    [
      "a VPC in the middle of a block",
      "aws_vpc",
      () => ({ cidr_block: "10.0.0.1/16" }),
      "validate",
      /valid network Value/,
    ],
    [
      "outside the VPC",
      "aws_subnet",
      subnet({ cidr_block: "192.168.0.0/24" }),
      "apply",
      /InvalidSubnet.Range: The CIDR '192.168.0.0\/24' is invalid/,
    ],
    ["too small", "aws_subnet", subnet({ cidr_block: "10.0.9.0/29" }), "apply", /InvalidSubnet.Range/],
    ["an overlap", "aws_subnet", subnet({ cidr_block: "10.0.0.128/25" }), "apply", /InvalidSubnet.Conflict/],
    [
      "a zone of another region",
      "aws_subnet",
      subnet({ availability_zone: "eu-west-1a" }),
      "apply",
      /InvalidParameterValue: Value \(eu-west-1a\)/,
    ],
    ["an unknown VPC", "aws_subnet", subnet({ vpc_id: "vpc-0123456789abcdef0" }), "apply", /InvalidVpcID.NotFound/],
    [
      "a second internet gateway",
      "aws_internet_gateway",
      (at) => ({ vpc_id: at.vpc ?? null }),
      "apply",
      /already has an internet gateway attached/,
    ],
    [
      "a gateway of another VPC",
      "aws_route",
      (at) => ({
        route_table_id: at.table ?? null,
        destination_cidr_block: "0.0.0.0/0",
        gateway_id: at.otherGateway ?? null,
      }),
      "apply",
      /belong to different networks/,
    ],
    [
      "a gateway of another VPC in a table",
      "aws_route_table",
      (at) => ({ vpc_id: at.vpc ?? null, route: [{ cidr_block: "0.0.0.0/0", gateway_id: at.otherGateway ?? null }] }),
      "apply",
      /belong to different networks/,
    ],
    [
      "the route that each VPC has",
      "aws_route",
      (at) => ({
        route_table_id: at.table ?? null,
        destination_cidr_block: "10.0.0.0/16",
        gateway_id: at.gateway ?? null,
      }),
      "apply",
      /RouteAlreadyExists/,
    ],
    [
      "a table of another VPC",
      "aws_route_table_association",
      (at) => ({ route_table_id: at.table ?? null, subnet_id: at.otherSubnet ?? null }),
      "apply",
      /belong to different networks/,
    ],
    [
      "a public NAT gateway without an address",
      "aws_nat_gateway",
      (at) => ({ subnet_id: at.subnetA ?? null }),
      "apply",
      /MissingParameter/,
    ],
    [
      "a private NAT gateway with an address",
      "aws_nat_gateway",
      (at) => ({
        subnet_id: at.subnetA ?? null,
        connectivity_type: "private",
        allocation_id: "eipalloc-0123456789abcdef0",
      }),
      "plan",
      /^allocation_id is not supported with connectivity_type = "private"/,
    ],
    [
      "a private NAT gateway with more addresses",
      "aws_nat_gateway",
      (at) => ({
        subnet_id: at.subnetA ?? null,
        connectivity_type: "private",
        secondary_allocation_ids: ["eipalloc-0123456789abcdef0"],
      }),
      "plan",
      /^secondary_allocation_ids is not supported with connectivity_type = "private"/,
    ],
    [
      "a public NAT gateway with a number of private addresses",
      "aws_nat_gateway",
      (at) => ({
        subnet_id: at.subnetA ?? null,
        allocation_id: "eipalloc-0123456789abcdef0",
        secondary_private_ip_address_count: 2,
      }),
      "plan",
      /^secondary_private_ip_address_count is not supported with connectivity_type = "public"/,
    ],
    [
      "a VPC as its peer",
      "aws_vpc_peering_connection",
      (at) => ({ vpc_id: at.vpc ?? null, peer_vpc_id: at.vpc ?? null }),
      "apply",
      /itself/,
    ],
    [
      "a role that flow logs lack",
      "aws_flow_log",
      (at) => ({
        vpc_id: at.vpc ?? null,
        traffic_type: "ALL",
        log_destination: "arn:aws:logs:us-east-1:123456789012:log-group:x",
      }),
      "apply",
      /DeliverLogsPermissionArn/,
    ],
    [
      "an endpoint of another region",
      "aws_vpc_endpoint",
      endpoint({ service_name: "com.amazonaws.eu-west-1.s3" }),
      "apply",
      /InvalidServiceName/,
    ],
    [
      "two subnets of a zone",
      "aws_vpc_endpoint",
      endpoint((at) => ({ subnet_ids: [at.subnetA ?? null, at.subnetA2 ?? null] })),
      "apply",
      /DuplicateSubnetsInSameZone/,
    ],
    [
      "an endpoint in a subnet of another VPC",
      "aws_vpc_endpoint",
      endpoint((at) => ({ subnet_ids: [at.otherSubnet ?? null] })),
      "apply",
      /does not belong to/,
    ],
    [
      "a gateway to ECR",
      "aws_vpc_endpoint",
      endpoint({ vpc_endpoint_type: "Gateway", subnet_ids: [] }),
      "apply",
      /does not match available service types/,
    ],
    [
      "an entry beyond 32766",
      "aws_network_acl",
      (at) => ({
        vpc_id: at.vpc ?? null,
        ingress: [
          { rule_no: 40_000, protocol: "-1", action: "allow", cidr_block: "0.0.0.0/0", from_port: 0, to_port: 0 },
        ],
      }),
      "apply",
      /ruleNumber/,
    ],
    [
      "an entry twice",
      "aws_network_acl",
      (at) => ({
        vpc_id: at.vpc ?? null,
        ingress: [1, 2].map((net) => ({
          rule_no: 100,
          protocol: "-1",
          action: "allow",
          cidr_block: `10.${net}.0.0/16`,
          from_port: 0,
          to_port: 0,
        })),
      }),
      "apply",
      /NetworkAclEntryAlreadyExists/,
    ],
    [
      "an image that is none",
      "aws_launch_template",
      () => ({ name: "tried", image_id: "ubuntu" }),
      "apply",
      /InvalidAMIID.Malformed/,
    ],
    [
      "a type of machine that is none",
      "aws_launch_template",
      () => ({ name: "tried", instance_type: "large" }),
      "apply",
      /for InstanceType/,
    ],
    [
      "user data that is plain text",
      "aws_launch_template",
      () => ({ name: "tried", user_data: "#!/bin/sh" }),
      "apply",
      /InvalidUserData.Malformed/,
    ],
    [
      "a tag of AWS",
      "aws_vpc",
      () => ({ cidr_block: "10.2.0.0/16", tags: { "aws:x": "y" } }),
      "apply",
      /reserved for internal use/,
    ],
  ],
  accepted: [
    ["a subnet", "aws_subnet", subnet({})],
    [
      "a route to its gateway",
      "aws_route",
      (at) => ({
        route_table_id: at.table ?? null,
        destination_cidr_block: "0.0.0.0/0",
        gateway_id: at.gateway ?? null,
      }),
    ],
    ["a peer", "aws_vpc_peering_connection", (at) => ({ vpc_id: at.vpc ?? null, peer_vpc_id: at.otherVpc ?? null })],
    ["an endpoint", "aws_vpc_endpoint", endpoint({})],
    ["the default group of a VPC", "aws_vpc_endpoint", endpoint({ service_name: "com.amazonaws.us-east-1.logs" })],
    ["base64", "aws_launch_template", () => ({ name: "tried", user_data: "IyEvYmluL3No" })],
  ],
};

export const SECURITY_GROUP: RefusalTable = {
  subject: "security group",
  mistakes: [
    ["ports the wrong way", INGRESS, ingress({ from_port: 90 }), "apply", /Invalid TCP\/UDP port range \(90:80\)/],
    [
      "ports the wrong way in a group",
      "aws_security_group",
      (at) => ({ name: "tried", vpc_id: at.vpc ?? null, ingress: [block({ from_port: 90 })] }),
      "apply",
      /port range/,
    ],
    ["no ports", INGRESS, ingress({ from_port: null, to_port: null }), "apply", /Must specify both from and to ports/],
    ["ports of all protocols", INGRESS, ingress({ ip_protocol: "-1" }), "apply", /all protocols and specific ports/],
    ["an unknown protocol", INGRESS, ingress({ ip_protocol: "http" }), "apply", /protocol/],
    ["an address that is not a network", INGRESS, ingress({ cidr_ipv4: "10.0.0.1/8" }), "validate", /network address/],
    [
      "a group of another VPC",
      INGRESS,
      (at) => ({ ...ingress({ cidr_ipv4: null })(at), referenced_security_group_id: at.otherGroup ?? null }),
      "apply",
      /belong to different networks/,
    ],
    [
      "a name of AWS",
      "aws_security_group",
      (at) => ({ name: "sg-web", vpc_id: at.vpc ?? null }),
      "validate",
      /cannot begin with sg-/,
    ],
    [
      "61 rules",
      "aws_security_group",
      (at) => ({
        name: "tried",
        vpc_id: at.vpc ?? null,
        ingress: [block({ cidr_blocks: Array.from({ length: 61 }, (_, index) => `10.0.0.${index}/32`) })],
      }),
      "apply",
      /RulesPerSecurityGroupLimitExceeded/,
    ],
  ],
  accepted: [
    ["a rule", INGRESS, ingress({})],
    [
      "a group with rules",
      "aws_security_group",
      (at) => ({
        name: "tried",
        vpc_id: at.vpc ?? null,
        ingress: [block()],
        egress: [{ protocol: "-1", from_port: 0, to_port: 0, cidr_blocks: ["0.0.0.0/0"] }],
      }),
    ],
    ["all protocols", INGRESS, ingress({ ip_protocol: "-1", from_port: null, to_port: null })],
  ],
};
