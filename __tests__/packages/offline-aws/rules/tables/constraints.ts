import type { ObjectValue } from "../../../../../packages/offline-aws/protocol/values.ts";
import { basedOn as on, type RefusalTable, type Written } from "../../../../support/refusable.ts";

const machine =
  (change: ObjectValue): Written =>
  (at) => ({
    ami: "ami-0123456789abcdef0",
    instance_type: "t3.micro",
    subnet_id: at.subnetA ?? null,
    ...change,
  });
const spot = (options: ObjectValue) =>
  machine({ instance_market_options: [{ market_type: "spot", spot_options: [options] }] });
const volume = on({ availability_zone: "us-east-1a", size: 10 });
const endpoint =
  (change: ObjectValue | Written): Written =>
  (at) => ({
    vpc_id: at.vpc ?? null,
    service_name: "com.amazonaws.us-east-1.s3",
    ...(typeof change === "function" ? change(at) : change),
  });
const ingress =
  (change: ObjectValue): Written =>
  (at) => ({
    security_group_id: at.group ?? null,
    ip_protocol: "tcp",
    from_port: 22,
    to_port: 22,
    cidr_ipv4: "10.9.0.0/16",
    ...change,
  });
const flows =
  (change: ObjectValue): Written =>
  (at) => ({
    vpc_id: at.otherVpc ?? null,
    traffic_type: "ALL",
    log_destination_type: "s3",
    log_destination: "arn:aws:s3:::flows-of-shop",
    ...change,
  });
const network =
  (change: ObjectValue, mapping: ObjectValue): Written =>
  (at) => ({
    name: "constraints",
    load_balancer_type: "network",
    subnet_mapping: [{ subnet_id: at.subnetA ?? null, ...mapping }],
    ...change,
  });
const group =
  (change: ObjectValue): Written =>
  (at) => ({ name: "constraints", port: 80, protocol: "HTTP", vpc_id: at.vpc ?? null, ...change });
const redirect =
  (change: ObjectValue): Written =>
  (at) => ({
    load_balancer_arn: at.lb ?? null,
    port: 8080,
    protocol: "HTTP",
    default_action: [{ type: "redirect", redirect: [{ status_code: "HTTP_301", ...change }] }],
  });
const policy = (statement: ObjectValue) =>
  on({
    name: "constraints",
    policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...statement }] }),
  })();
const routes =
  (...made: ((at: Record<string, string>) => ObjectValue)[]): Written =>
  (at) => ({ vpc_id: at.vpc ?? null, route: made.map((each) => each(at)) });
/** A route, which Terraform wants with all of its attributes. */
const everywhere = {
  carrier_gateway_id: null,
  cidr_block: "0.0.0.0/0",
  core_network_arn: null,
  destination_prefix_list_id: null,
  egress_only_gateway_id: null,
  gateway_id: null,
  ipv6_cidr_block: null,
  local_gateway_id: null,
  nat_gateway_id: null,
  network_interface_id: null,
  transit_gateway_id: null,
  vpc_endpoint_id: null,
  vpc_peering_connection_id: null,
};
const records = (...types: string[]) => [
  { namespace_id: "ns-0123456789abcdef", dns_records: types.map((type) => ({ type, ttl: 10 })) },
];
const discovered = on({ name: "constraints" });

export const CONSTRAINTS: RefusalTable = {
  subject: "constraints of requests",
  mistakes: [
    [
      "a text longer than the API takes",
      "aws_iam_user",
      on({ name: "u".repeat(65) })(),
      "apply",
      /ValidationError: .* at 'userName' failed to satisfy constraint: Member must have length less than or equal to 64/,
    ],
    [
      "a text shorter than the API takes",
      "aws_iam_user",
      on({ name: "u", permissions_boundary: "PowerUserAccess" })(),
      "apply",
      /ValidationError: .* greater than or equal to 20/,
    ],
    [
      "a name longer than groups have",
      "aws_iam_group",
      on({ name: "g".repeat(129) })(),
      "apply",
      /ValidationError: .* at 'groupName' .* less than or equal to 128/,
    ],
    [
      "a list with a text of the wrong length",
      "aws_iam_openid_connect_provider",
      on({ url: "https://id.example.com", client_id_list: ["a"], thumbprint_list: ["abc"] })(),
      "apply",
      /ValidationError: .* at 'thumbprintList' .* 40/,
    ],
    [
      "a tag of what a launch does not create",
      "aws_launch_template",
      on({ name: "constraints", tag_specifications: [{ resource_type: "autoscaling-group", tags: { a: "b" } }] })(),
      "apply",
      /InvalidParameterValue: 'autoscaling-group' is not a valid taggable resource type/,
    ],
    [
      "a suffix for a role that has none",
      "aws_iam_service_linked_role",
      on({ aws_service_name: "ecs.amazonaws.com", custom_suffix: "x" })(),
      "apply",
      /InvalidInput: Custom suffix is not allowed for ecs/,
    ],
    [
      "a comparison without a key",
      "aws_iam_policy",
      policy({ Condition: { StringEquals: "eu" } }),
      "apply",
      /MalformedPolicyDocument: Syntax errors/,
    ],
    [
      "a block of another private range",
      "aws_vpc_ipv4_cidr_block_association",
      (at) => ({ vpc_id: at.vpc ?? null, cidr_block: "192.168.0.0/16" }),
      "apply",
      /InvalidVpc.Range: .* is restricted/,
    ],
    [
      "a zone that can't be",
      "aws_subnet",
      (at) => ({ vpc_id: at.vpc ?? null, cidr_block: "10.0.77.0/24", availability_zone: "us-east-1z" }),
      "apply",
      /InvalidParameterValue: Invalid availability zone: \[us-east-1z\]/,
    ],
    [
      "a region as the zone of a volume",
      "aws_ebs_volume",
      volume({ availability_zone: "us-east-1" }),
      "apply",
      /InvalidZone.NotFound/,
    ],
    [
      "IOPS below those of every gp3",
      "aws_ebs_volume",
      volume({ type: "gp3", iops: 100 }),
      "apply",
      /InvalidParameterValue: Volume iops of 100 is too low; minimum is 3000/,
    ],
    [
      "throughput that the IOPS don't allow",
      "aws_ebs_volume",
      volume({ type: "gp3", throughput: 900 }),
      "apply",
      /Throughput \(MiBps\) to iops ratio of 0.300000 is too high/,
    ],
    [
      "a key for a volume that is not encrypted",
      "aws_ebs_volume",
      volume({
        encrypted: false,
        kms_key_id: "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-4333-a444-555555555555",
      }),
      "apply",
      /InvalidParameterDependency|NotFound/,
    ],
    [
      "IOPS of a gp2 root",
      "aws_instance",
      machine({ root_block_device: [{ volume_type: "gp2", iops: 3000 }] }),
      "plan",
      /iops attribute not supported for volume_type gp2/,
    ],
    [
      "a device twice",
      "aws_instance",
      machine({
        ebs_block_device: [
          { device_name: "/dev/sdf", volume_size: 1 },
          { device_name: "/dev/sdf", volume_size: 2 },
        ],
      }),
      "apply",
      /InvalidBlockDeviceMapping: The device '\/dev\/sdf'/,
    ],
    [
      "a one-time request that stops",
      "aws_instance",
      spot({ spot_instance_type: "one-time", instance_interruption_behavior: "stop" }),
      "apply",
      /InvalidParameterCombination: .*one-time/,
    ],
    [
      "an address that a network interface has",
      "aws_instance",
      machine({ private_ip: "10.0.0.77" }),
      "apply",
      /InvalidIPAddress.InUse: Address 10.0.0.77/,
    ],
    [
      "an IPv6 address in a subnet without",
      "aws_instance",
      machine({ ipv6_address_count: 1 }),
      "apply",
      /InvalidParameterValue: The subnet .* does not have an IPv6 CIDR block/,
    ],
    [
      "a second interface at an index",
      "aws_network_interface_attachment",
      (at) => ({ instance_id: at.instance ?? null, network_interface_id: at.cardA ?? null, device_index: 0 }),
      "apply",
      /InvalidParameterValue: Instance .* already has an interface attached at device index '0'/,
    ],
    [
      "an address outside of the subnet",
      "aws_nat_gateway",
      (at) => ({ subnet_id: at.subnetA ?? null, connectivity_type: "private", private_ip: "10.0.99.9" }),
      "apply",
      /InvalidParameterValue: Address 10.0.99.9 does not fall within/,
    ],
    [
      "partitions of a cluster",
      "aws_placement_group",
      on({ name: "constraints", strategy: "cluster", partition_count: 3 })(),
      "plan",
      /partition_count must not be set when strategy = "cluster"/,
    ],
    [
      "a reserved name",
      "aws_ec2_managed_prefix_list",
      on({ name: "com.amazonaws.mine", address_family: "IPv4", max_entries: 1 })(),
      "apply",
      /InvalidParameterValue: .*com.amazonaws/,
    ],
    [
      "groups of a gateway endpoint",
      "aws_vpc_endpoint",
      endpoint((at) => ({ security_group_ids: [at.group ?? null] })),
      "apply",
      /InvalidParameter: SecurityGroupIds/,
    ],
    [
      "tables of an interface endpoint",
      "aws_vpc_endpoint",
      endpoint((at) => ({
        service_name: "com.amazonaws.us-east-1.ssm",
        vpc_endpoint_type: "Interface",
        route_table_ids: [at.table ?? null],
      })),
      "apply",
      /InvalidParameter: RouteTableIds/,
    ],
    [
      "a service without its part",
      "aws_vpc_endpoint",
      endpoint({ service_name: "com.amazonaws.us-east-1.ecr.docker", vpc_endpoint_type: "Interface" }),
      "apply",
      /InvalidServiceName/,
    ],
    [
      "fields without braces",
      "aws_flow_log",
      flows({ log_format: "version srcaddr" }),
      "apply",
      /InvalidParameter: Invalid log format: version/,
    ],
    [
      "a destination of another service",
      "aws_flow_log",
      flows({ log_destination: "arn:aws:logs:us-east-1:123456789012:log-group:l" }),
      "apply",
      /InvalidParameter: LogDestination/,
    ],
    [
      "a destination twice",
      "aws_route_table",
      routes(
        (at) => ({ ...everywhere, gateway_id: at.gateway ?? null }),
        (at) => ({ ...everywhere, network_interface_id: at.cardA ?? null }),
      ),
      "apply",
      /RouteAlreadyExists/,
    ],
    ["a route to nothing", "aws_route_table", routes(() => everywhere), "apply", /no target specified/],
    [
      "a main table of another VPC",
      "aws_main_route_table_association",
      (at) => ({ vpc_id: at.otherVpc ?? null, route_table_id: at.table ?? null }),
      "apply",
      /InvalidParameterValue: .* belong to different networks/,
    ],
    [
      "a route to an interface of another VPC",
      "aws_route",
      (at) => ({
        route_table_id: at.table ?? null,
        destination_cidr_block: "172.20.0.0/16",
        network_interface_id: at.otherCard ?? null,
      }),
      "apply",
      /InvalidParameterValue: .* network interface .* belong to different networks/,
    ],
    [
      "letters that descriptions don't have",
      "aws_vpc_security_group_ingress_rule",
      ingress({ description: "Büro" }),
      "apply",
      /InvalidParameterValue: Invalid rule description/,
    ],
    [
      "a type that ICMP does not have",
      "aws_vpc_security_group_ingress_rule",
      ingress({ ip_protocol: "icmp", from_port: 300, to_port: 0 }),
      "apply",
      /InvalidParameterValue: ICMP type/,
    ],
    [
      "an Elastic IP address of an internal load balancer",
      "aws_lb",
      (at) => network({ internal: true }, { allocation_id: at.address ?? null })(at),
      "apply",
      /InvalidConfigurationRequest: You cannot specify Elastic IP addresses/,
    ],
    [
      "a private address outside of the subnet",
      "aws_lb",
      network({ internal: true }, { private_ipv4_address: "10.0.99.9" }),
      "apply",
      /InvalidConfigurationRequest: Private IPv4 address '10.0.99.9'/,
    ],
    [
      "a TLS policy without TLS",
      "aws_lb_listener",
      (at) => ({ ...redirect({ port: "443" })(at), ssl_policy: "ELBSecurityPolicy-2016-08" }),
      "apply",
      /ValidationError: An SSL policy cannot be specified for HTTP listeners/,
    ],
    [
      "a redirect to a name of a port",
      "aws_lb_listener",
      redirect({ port: "https" }),
      "apply",
      /InvalidLoadBalancerAction: The redirect port 'https'/,
    ],
    [
      "a balancer as target of HTTP",
      "aws_lb_target_group",
      group({ target_type: "alb" }),
      "apply",
      /ValidationError: Protocol 'HTTP' is not supported for target groups with target type 'alb'/,
    ],
    [
      "a reserved cookie",
      "aws_lb_target_group",
      group({ stickiness: [{ type: "app_cookie", cookie_name: "AWSALBTG" }] }),
      "apply",
      /ValidationError: The cookie name 'AWSALBTG'/,
    ],
    [
      "a rule of a network load balancer",
      "aws_lb_listener_rule",
      on({
        listener_arn:
          "arn:aws:elasticloadbalancing:us-east-1:210987654321:listener/net/a/0123456789abcdef/0123456789abcdef",
        action: [{ type: "fixed-response", fixed_response: [{ content_type: "text/plain" }] }],
        condition: [{ path_pattern: [{ values: ["/a"] }] }],
      })(),
      "apply",
      /InvalidConfigurationRequest: Rules are supported/,
    ],
    [
      "SRV and A records",
      "aws_service_discovery_service",
      discovered({ dns_config: records("SRV", "A") }),
      "apply",
      /InvalidInput: The record types SRV and A can't be combined/,
    ],
    [
      "a name that DNS does not have",
      "aws_service_discovery_service",
      discovered({ name: "web app", dns_config: records("A") }),
      "apply",
      /InvalidInput: .* at 'name'/,
    ],
  ],
  accepted: [
    [
      "a block for containers",
      "aws_vpc_ipv4_cidr_block_association",
      (at) => ({ vpc_id: at.vpc ?? null, cidr_block: "100.64.0.0/16" }),
    ],
    [
      "a Local Zone",
      "aws_subnet",
      (at) => ({ vpc_id: at.vpc ?? null, cidr_block: "10.0.78.0/24", availability_zone: "us-east-1-bos-1a" }),
    ],
    ["a gp3 volume with more of everything", "aws_ebs_volume", volume({ type: "gp3", iops: 4000, throughput: 1000 })],
    [
      "a persistent request that stops",
      "aws_instance",
      spot({ spot_instance_type: "persistent", instance_interruption_behavior: "stop" }),
    ],
    ["A and AAAA records", "aws_service_discovery_service", discovered({ dns_config: records("A", "AAAA") })],
    ["a private address in the subnet", "aws_lb", network({ internal: true }, { private_ipv4_address: "10.0.0.99" })],
  ],
};
