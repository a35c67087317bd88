import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { EcsCapacityProvider } from "@cdktf/provider-aws/lib/ecs-capacity-provider";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { SsmActivation } from "@cdktf/provider-aws/lib/ssm-activation";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { Config } from "../../config/config.ts";
import { parseConfig } from "../../config/load.ts";
import { nonEmpty } from "../support/non-empty.ts";
import { clusterStack, demo, network, showcase } from "../support/outputs.ts";
import { environmentOf, onInstances, service as web } from "../support/problems.ts";
import { Template } from "../support/template.ts";

/** A service in the network of its instance. */
const onHost = {
  ...web,
  ...onInstances,
  networkMode: "host",
  desiredCount: 1,
  container: { ...onInstances.container, port: 8080 },
};

const stack = (config: Config = demo) => Template.ofStack(clusterStack("ec2", config));
const template = stack();
const full = stack(showcase);

const service = (name: string) => full.one(EcsService, { name });
const task = (family: string) => full.one(EcsTaskDefinition, { family });

test("it runs the services of this cluster only", () => {
  expect(template.all(EcsService).map(({ name }) => name)).toEqual(["ecs-demo-ec2-service"]);
});

test("Container Insights is on, as configured", () => {
  expect(template.one(EcsCluster)).toMatchObject({
    name: "ecs-demo-ec2",
    setting: [{ name: "containerInsights", value: "enabled" }],
  });
  expect(full.one(EcsCluster).setting).toEqual([{ name: "containerInsights", value: "enhanced" }]);
});

test("services wait until the cluster has capacity", () => {
  expect(template.one(EcsService).depends_on).toContainEqual(
    expect.stringMatching(/^aws_ecs_cluster_capacity_providers\./),
  );
});

test.each([
  ["public", network.publicSubnetIds],
  ["private", network.privateSubnetIds],
] as const)("instances live in the %s subnets", (subnets, ids) => {
  const config = { ...demo, ec2Cluster: { ...demo.ec2Cluster, subnets } };
  expect(stack(config).one(AutoscalingGroup).vpc_zone_identifier).toEqual(ids);
});

describe("containers", () => {
  const hopLimit = (from: Template) =>
    (from.one(LaunchTemplate).metadata_options as { http_put_response_hop_limit: number }).http_put_response_hop_limit;

  test("can't reach the instance's metadata, unless a service asks for it", () => {
    expect(hopLimit(template)).toBe(1);
    expect(hopLimit(full)).toBe(2);
  });

  test("in bridge mode get their port from Docker, and the instance is the target", () => {
    expect(template.one(EcsTaskDefinition).network_mode).toBe("bridge");
    expect(template.one(LbTargetGroup).target_type).toBe("instance");
    expect(template.one(EcsService)).not.toHaveProperty("network_configuration");
  });

  test("in awsvpc mode have their own addresses, without a public one", () => {
    const services = demo.services.map((each) => ({ ...each, networkMode: "awsvpc" as const }));
    const own = stack({ ...demo, services });
    expect(own.one(LbTargetGroup).target_type).toBe("ip");
    expect(own.one(EcsService).network_configuration).toMatchObject({
      subnets: network.privateSubnetIds,
      assign_public_ip: false,
    });
  });

  test("in awsvpc mode have no public address in public subnets either, which ECS gives on Fargate only", () => {
    const services = demo.services.map((each) => ({ ...each, networkMode: "awsvpc" as const }));
    const without = { ...network, privateSubnetIds: [] };
    const small = Template.ofStack(clusterStack("ec2", { ...demo, services }, { network: without }));
    expect(small.one(EcsService).network_configuration).toMatchObject({
      subnets: network.publicSubnetIds,
      assign_public_ip: false,
    });
  });

  test("in awsvpc mode connect through their own groups, and their instances may not do what they may", () => {
    const [first] = demo.services.filter(({ cluster }) => cluster === "ec2") as [Config["services"][number]];
    const [shared, own] = [
      { ...first, outbound: [{ port: 5432, cidrs: ["10.0.0.0/16"] }] },
      {
        ...first,
        name: "own",
        route: undefined,
        networkMode: "awsvpc" as const,
        securityGroupName: "own-tasks",
        outbound: [{ port: 6379, cidrs: ["10.0.0.0/16"] }],
      },
    ];
    const template = stack({ ...demo, services: [shared, own] });
    const ports = (name: string) =>
      template
        .all(VpcSecurityGroupEgressRule)
        .filter(({ security_group_id }) => template.target(security_group_id).name === name)
        .map(({ to_port }) => to_port);
    expect(ports("ecs-demo-ec2-instances")).toContain(5432);
    expect(ports("ecs-demo-ec2-instances")).not.toContain(6379);
    expect(ports("own-tasks")).toContain(6379);
  });

  test("in bridge mode connect through their instances, which may do what any of them may", () => {
    const services = demo.services.map((each) => ({ ...each, outbound: [{ port: 5432, cidrs: ["10.0.0.0/16"] }] }));
    expect(
      stack({ ...demo, services })
        .all(VpcSecurityGroupEgressRule)
        .map(({ to_port, cidr_ipv4 }) => [to_port, cidr_ipv4]),
    ).toContainEqual([5432, "10.0.0.0/16"]);
  });
});

describe("containers in host mode", () => {
  const services = parseConfig(
    environmentOf(
      { ...onHost, name: "one", route: { priority: 1 } },
      { ...onHost, name: "two", route: { priority: 2, paths: ["/two/*"] } },
      { ...onHost, name: "inner", container: { ...onHost.container, port: 8081 } },
    ),
    "test",
  ).services;
  const made = stack({ ...demo, services } as Config);

  test("listen at ports of their instance, which is the target", () => {
    expect(made.all(EcsTaskDefinition).map(({ network_mode }) => network_mode)).toEqual(["host", "host", "host"]);
    expect(made.all(LbTargetGroup).map(({ target_type }) => target_type)).toEqual(["instance", "instance"]);
    expect(made.all(EcsService).every(({ network_configuration }) => network_configuration === undefined)).toBe(true);
  });

  test("are reached by the load balancer at the ports of routes, each opened once", () => {
    const opened = made.all(VpcSecurityGroupIngressRule).map(({ from_port, to_port }) => [from_port, to_port]);
    expect(opened).toContainEqual([8080, 8080]);
    expect(opened.filter(([from]) => from === 8080)).toHaveLength(1);
    expect(opened.filter(([from]) => from === 8081)).toEqual([]);
  });

  test("start once the load balancer can reach them", () => {
    expect(made.one(EcsService, { name: "one" }).depends_on).toContainEqual(
      expect.stringMatching(/^aws_vpc_security_group_ingress_rule\.host-ports_application-tcp-8080/),
    );
  });
});

test("a Network Load Balancer connects to ports of instances by the protocols of its routes", () => {
  const route = { type: "network", port: 53, protocol: "UDP", healthCheck: { port: 8081 } };
  const opened = stack(parseConfig(environmentOf({ ...onHost, route }), "test"))
    .all(VpcSecurityGroupIngressRule)
    .filter(({ description }) => String(description).endsWith("of instances"))
    .map(({ ip_protocol, from_port, to_port }) => [ip_protocol, from_port, to_port]);
  expect(opened).toEqual([
    ["tcp", 8081, 8081],
    ["udp", 8080, 8080],
  ]);
});

test("the security group of tasks in bridge mode is that of their instances", () => {
  expect(template.outputs()["securityGroupIds-ecs-demo-ec2-service"]).toMatch(
    /^\$\{aws_security_group\.instances_group_.*\.id\}$/,
  );
});

describe("what runs a service", () => {
  test("is the Auto Scaling group, spread over zones first", () => {
    expect(template.one(EcsService)).toMatchObject({
      capacity_provider_strategy: [{ capacity_provider: "capacity-ecs-demo-ec2", weight: 1 }],
      ordered_placement_strategy: [
        { type: "spread", field: "attribute:ecs.availability-zone" },
        { type: "spread", field: "instanceId" },
      ],
    });
    expect(template.one(EcsTaskDefinition).requires_compatibilities).toEqual(["EC2"]);
  });

  test("is each instance for a daemon, for which ECS takes no capacity provider strategy", () => {
    expect(service("collector")).toMatchObject({ scheduling_strategy: "DAEMON", launch_type: "EC2" });
    expect(service("collector")).not.toHaveProperty("capacity_provider_strategy");
    expect(service("collector")).not.toHaveProperty("ordered_placement_strategy");
    expect(service("collector")).not.toHaveProperty("desired_count");
  });

  test("may be instances that AWS manages", () => {
    expect(service("batch").capacity_provider_strategy).toEqual([
      { base: 0, capacity_provider: "capacity-show-managed", weight: 1 },
    ]);
    expect(service("batch").depends_on).toEqual([expect.stringMatching(/^aws_ecs_capacity_provider\.managed_/)]);
    expect(task("show-batch-task-def").requires_compatibilities).toEqual(["MANAGED_INSTANCES"]);
  });

  test("may be external instances", () => {
    expect(service("edge")).toMatchObject({ launch_type: "EXTERNAL" });
    expect(service("edge")).not.toHaveProperty("network_configuration");
    expect(task("show-edge-task-def").requires_compatibilities).toEqual(["EXTERNAL"]);
  });

  test("is placed as configured", () => {
    expect(service("api")).toMatchObject({
      ordered_placement_strategy: [
        { type: "spread", field: "attribute:ecs.availability-zone" },
        { type: "binpack", field: "memory" },
      ],
      placement_constraints: [{ type: "memberOf", expression: "attribute:stack == web" }],
    });
  });
});

test("managed instances belong to their cluster, and not to the list of its capacity providers", () => {
  expect(full.all(EcsCapacityProvider).map(({ cluster }) => cluster ?? null)).toEqual([
    null,
    expect.stringContaining("aws_ecs_cluster."),
  ]);
  expect(full.one(EcsClusterCapacityProviders).capacity_providers).toEqual([
    expect.stringContaining("aws_ecs_capacity_provider.capacity_"),
  ]);
});

test("the command that registers a server is there for people, and in no log", () => {
  expect(full.one(SsmActivation)).toMatchObject({ iam_role: "external", registration_limit: 25 });
  const { registrationCommand } = full.json.output as Record<string, { sensitive?: boolean; value: string }>;
  expect(registrationCommand).toMatchObject({
    sensitive: true,
    value: expect.stringContaining("--cluster ${aws_ecs_cluster.cluster.name} --activation-id"),
  });
});

test("without managed or external instances there is nothing of them", () => {
  expect(template.all(EcsCapacityProvider)).toHaveLength(1);
  expect(template.all(SsmActivation)).toEqual([]);
  expect(template.outputs()).not.toHaveProperty("registrationCommand");
});

test("no service names a version of Fargate, which ECS refuses here", () => {
  for (const each of [...nonEmpty(template.all(EcsService)), ...nonEmpty(full.all(EcsService))])
    expect(each).not.toHaveProperty("platform_version");
});

test("managed instances are attached after the list of capacity providers, which then leaves them alone", () => {
  const managed = full.all(EcsCapacityProvider).find(({ managed_instances_provider }) => managed_instances_provider);
  expect(managed?.depends_on).toEqual([expect.stringMatching(/^aws_ecs_cluster_capacity_providers\./)]);
  expect(full.one(EcsClusterCapacityProviders).lifecycle).toEqual({ ignore_changes: ["capacity_providers"] });
  expect(template.one(EcsClusterCapacityProviders)).not.toHaveProperty("lifecycle");
});
