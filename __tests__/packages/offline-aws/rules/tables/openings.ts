import type { ObjectValue } from "../../../../../packages/offline-aws/protocol/values.ts";
import { container, basedOn as on, type RefusalTable } from "../../../../support/refusable.ts";

const CERTIFICATE = "arn:aws:acm:us-west-2:123456789012:certificate/11111111-2222-4333-a444-555555555555";
const task = (change: ObjectValue, ...containers: ObjectValue[]) =>
  on({
    family: "openings",
    cpu: "256",
    memory: "512",
    network_mode: "awsvpc",
    requires_compatibilities: ["FARGATE"],
    container_definitions: container(...containers),
    ...change,
  })();
const balancer =
  (change: (at: Record<string, string>) => ObjectValue) =>
  (at: Record<string, string>): ObjectValue => ({
    name: "openings",
    load_balancer_type: "application",
    internal: true,
    subnets: [at.subnetA ?? null, at.subnetB ?? null],
    ...change(at),
  });
const listener =
  (change: ObjectValue, lb = "lb") =>
  (at: Record<string, string>): ObjectValue => ({
    load_balancer_arn: at[lb] ?? null,
    port: 81,
    default_action: [{ type: "forward", target_group_arn: at.targets ?? null }],
    ...change,
  });
const rule =
  (condition: ObjectValue, actions: ObjectValue[] = []) =>
  (at: Record<string, string>): ObjectValue => ({
    listener_arn: at.listener ?? null,
    priority: 77,
    action: [...actions, { type: "forward", target_group_arn: at.targets ?? null }],
    condition: [condition],
  });
const oidc = {
  type: "authenticate-oidc",
  authenticate_oidc: [
    {
      authorization_endpoint: "https://login.example.com/a",
      client_id: "shop",
      client_secret: "not-a-secret",
      issuer: "https://login.example.com",
      token_endpoint: "https://login.example.com/t",
      user_info_endpoint: "https://login.example.com/u",
    },
  ],
};
const service = (change: ObjectValue) => (at: Record<string, string>) => ({
  name: "openings",
  cluster: at.cluster ?? null,
  task_definition: at.task ?? null,
  launch_type: "FARGATE",
  network_configuration: [{ subnets: [at.subnetA ?? null] }],
  ...change,
});
const paths = { path_pattern: [{ values: ["/openings"] }] };

/** What Fargate runs, and what is open to the internet. */
export const OPENINGS: RefusalTable = {
  subject: "Fargate and the internet",
  mistakes: [
    [
      "Windows on a quarter of a CPU",
      "aws_ecs_task_definition",
      task({ runtime_platform: [{ operating_system_family: "WINDOWS_SERVER_2022_CORE", cpu_architecture: "X86_64" }] }),
      "apply",
      /ClientException: No Fargate configuration exists/,
    ],
    [
      "a capability that Fargate lacks",
      "aws_ecs_task_definition",
      task({}, { linuxParameters: { capabilities: { add: ["NET_ADMIN"] } } }),
      "apply",
      /ClientException: .*NET_ADMIN/,
    ],
    [
      "shared memory on Fargate",
      "aws_ecs_task_definition",
      task({}, { linuxParameters: { sharedMemorySize: 64 } }),
      "apply",
      /ClientException: .*sharedMemorySize/,
    ],
    [
      "hosts of a container on Fargate",
      "aws_ecs_task_definition",
      task({}, { extraHosts: [{ hostname: "db", ipAddress: "10.0.0.9" }] }),
      "apply",
      /ClientException: .*extraHosts/,
    ],
    [
      "a GPU on Fargate",
      "aws_ecs_task_definition",
      task({}, { resourceRequirements: [{ type: "GPU", value: "1" }] }),
      "apply",
      /ClientException: .*GPU/,
    ],
    [
      "IPC of the host on Fargate",
      "aws_ecs_task_definition",
      task({ ipc_mode: "host" }),
      "apply",
      /ClientException: .*ipcMode/,
    ],
    [
      "PIDs of the host on Fargate",
      "aws_ecs_task_definition",
      task({ pid_mode: "host" }),
      "apply",
      /ClientException: .*pidMode/,
    ],
    [
      "eleven containers",
      "aws_ecs_task_definition",
      task({}, ...Array.from({ length: 11 }, (_, index) => ({ name: `c${index}`, portMappings: [] }))),
      "apply",
      /ClientException: Too many containers/,
    ],
    [
      "a platform version that is none",
      "aws_ecs_service",
      service({ platform_version: "2.0.0" }),
      "apply",
      /PlatformUnknownException/,
    ],
    [
      "Service Connect without a namespace",
      "aws_ecs_service",
      service({ service_connect_configuration: [{ enabled: true }] }),
      "apply",
      /InvalidParameterException: .*namespace/,
    ],
    [
      "tasks packed by disk",
      "aws_ecs_service",
      service({ launch_type: "EC2", ordered_placement_strategy: [{ type: "binpack", field: "disk" }] }),
      "apply",
      /Binpack type requires the field attribute/,
    ],
    [
      "members without an expression",
      "aws_ecs_service",
      service({ launch_type: "EC2", placement_constraints: [{ type: "memberOf" }] }),
      "apply",
      /Expression cannot be nil for 'memberOf' type/,
    ],
    [
      "a balancer on the internet without a gateway",
      "aws_lb",
      balancer((at) => ({ internal: false, subnets: [at.closedSubnetA ?? null, at.closedSubnetB ?? null] })),
      "apply",
      /InvalidSubnet: VPC vpc-\S+ has no internet gateway/,
    ],
    [
      "an address of an application load balancer",
      "aws_lb",
      balancer((at) => ({
        internal: false,
        subnets: null,
        subnet_mapping: [
          { subnet_id: at.subnetA ?? null, allocation_id: at.address ?? null },
          { subnet_id: at.subnetB ?? null, allocation_id: null },
        ],
      })),
      "apply",
      /InvalidConfigurationRequest: .*Elastic IP/,
    ],
    [
      "logs to a bucket without a policy",
      "aws_lb",
      balancer((at) => ({ access_logs: [{ bucket: at.bucket ?? null, enabled: true }] })),
      "apply",
      /InvalidConfigurationRequest: Access Denied for bucket: artifacts-of-shop/,
    ],
    [
      "a listener without a protocol",
      "aws_lb_listener",
      listener({}, "nlb"),
      "apply",
      /ValidationError: A listener protocol/,
    ],
    [
      "a certificate of another region",
      "aws_lb_listener",
      listener({ protocol: "HTTPS", certificate_arn: CERTIFICATE }),
      "apply",
      /CertificateNotFound/,
    ],
    [
      "a certificate that waits for its records",
      "aws_lb_listener",
      (at) => listener({ protocol: "HTTPS", certificate_arn: at.certificate ?? null })(at),
      "apply",
      /UnsupportedCertificate/,
    ],
    [
      "a login over HTTP",
      "aws_lb_listener_rule",
      rule(paths, [oidc]),
      "apply",
      /InvalidLoadBalancerAction: .* only on HTTPS listeners/,
    ],
    [
      "the host as a header",
      "aws_lb_listener_rule",
      rule({ http_header: [{ http_header_name: "Host", values: ["a.example.com"] }] }),
      "apply",
      /ValidationError: The host header/,
    ],
    [
      "a target outside the VPC",
      "aws_lb_target_group_attachment",
      (at) => ({ target_group_arn: at.targets ?? null, target_id: "10.9.0.5" }),
      "apply",
      /ValidationError: .*must be 'all'/,
    ],
    [
      "a NAT gateway without an internet gateway",
      "aws_nat_gateway",
      (at) => ({ subnet_id: at.closedSubnetA ?? null, allocation_id: at.address ?? null }),
      "apply",
      /Gateway.NotAttached: Network vpc-\S+ has no Internet gateway attached/,
    ],
    [
      "an address without an internet gateway",
      "aws_eip",
      (at) => ({ domain: "vpc", instance: at.closedInstance ?? null }),
      "apply",
      /Gateway.NotAttached/,
    ],
    [
      "a machine in another zone than its subnet",
      "aws_instance",
      (at) => ({
        ami: "ami-0123456789abcdef0",
        instance_type: "t3.micro",
        subnet_id: at.subnetA ?? null,
        availability_zone: "us-east-1b",
      }),
      "apply",
      /InvalidParameterValue: The availability zone/,
    ],
    [
      "io1 without IOPS",
      "aws_instance",
      (at) => ({
        ami: "ami-0123456789abcdef0",
        instance_type: "t3.micro",
        subnet_id: at.subnetA ?? null,
        root_block_device: [{ volume_type: "io1", volume_size: 100 }],
      }),
      "apply",
      /MissingParameter: .*iops/,
    ],
    [
      "a device that is taken",
      "aws_volume_attachment",
      (at) => ({ device_name: "/dev/sdx", instance_id: at.instance ?? null, volume_id: at.spareVolume ?? null }),
      "apply",
      /InvalidParameterValue: .*already in use/,
    ],
    [
      "a volume that is attached",
      "aws_volume_attachment",
      (at) => ({ device_name: "/dev/sdi", instance_id: at.instance ?? null, volume_id: at.volumeA ?? null }),
      "apply",
      /VolumeInUse/,
    ],
    [
      "a destination with an address in it",
      "aws_route",
      (at) => ({
        route_table_id: at.table ?? null,
        destination_cidr_block: "10.5.0.1/16",
        gateway_id: at.gateway ?? null,
      }),
      "validate",
      /did you mean "10.5.0.0\/16"/,
    ],
    [
      "a peering of other VPCs",
      "aws_route",
      (at) => ({
        route_table_id: at.table ?? null,
        destination_cidr_block: "10.2.0.0/16",
        vpc_peering_connection_id: at.peering ?? null,
      }),
      "apply",
      /InvalidParameterValue: .*belong to different networks/,
    ],
  ],
  accepted: [
    [
      "Windows on a whole CPU",
      "aws_ecs_task_definition",
      task({
        cpu: "1024",
        memory: "2048",
        runtime_platform: [{ operating_system_family: "WINDOWS_SERVER_2022_CORE", cpu_architecture: "X86_64" }],
      }),
    ],
    [
      "tracing on Fargate",
      "aws_ecs_task_definition",
      task({ pid_mode: "task" }, { linuxParameters: { capabilities: { add: ["SYS_PTRACE"], drop: ["ALL"] } } }),
    ],
    ["the newest platform", "aws_ecs_service", service({ platform_version: "LATEST" })],
    [
      "an internal balancer without a gateway",
      "aws_lb",
      balancer((at) => ({ subnets: [at.closedSubnetA ?? null, at.closedSubnetB ?? null] })),
    ],
    ["a header", "aws_lb_listener_rule", rule({ http_header: [{ http_header_name: "X-Shop", values: ["a"] }] })],
    [
      "a target outside the VPC in all zones",
      "aws_lb_target_group_attachment",
      (at) => ({ target_group_arn: at.targets ?? null, target_id: "10.9.0.5", availability_zone: "all" }),
    ],
    [
      "a private NAT gateway",
      "aws_nat_gateway",
      (at) => ({ subnet_id: at.closedSubnetA ?? null, connectivity_type: "private" }),
    ],
  ],
};
