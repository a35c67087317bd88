/** What a small service on Fargate needs to be reached, as resources of Terraform in JSON, by type and name. */
export type Configuration = Record<string, Record<string, Record<string, unknown>>>;

/** A service `web` behind a load balancer on port 80. `port` is the one of its container, `open` those that the rules let pass. */
export function watchedSystem(
  port: number,
  open: readonly number[],
  service: Record<string, unknown> = {},
): Configuration {
  const rules = (rule: (port: number) => Record<string, unknown>) =>
    Object.fromEntries(
      open.map((each) => [`tasks-${each}`, { ip_protocol: "tcp", from_port: each, to_port: each, ...rule(each) }]),
    );
  const [lb, tasks] = ["${aws_security_group.lb.id}", "${aws_security_group.tasks.id}"];
  const containers = [{ name: "app", image: "nginx", memory: 128, portMappings: [{ containerPort: port }] }];
  return {
    aws_vpc: { main: { cidr_block: "10.0.0.0/16" } },
    aws_subnet: {
      a: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.1.0/24", availability_zone: "us-east-1a" },
      b: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.2.0/24", availability_zone: "us-east-1b" },
    },
    aws_security_group: {
      lb: { name: "lb", vpc_id: "${aws_vpc.main.id}" },
      tasks: { name: "tasks", vpc_id: "${aws_vpc.main.id}" },
    },
    aws_vpc_security_group_ingress_rule: {
      http: { security_group_id: lb, ip_protocol: "tcp", from_port: 80, to_port: 80, cidr_ipv4: "0.0.0.0/0" },
      ...rules(() => ({ security_group_id: tasks, referenced_security_group_id: lb })),
    },
    aws_vpc_security_group_egress_rule: rules(() => ({ security_group_id: lb, referenced_security_group_id: tasks })),
    aws_lb: {
      main: {
        name: "shop",
        internal: true,
        security_groups: [lb],
        subnets: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"],
      },
    },
    aws_lb_target_group: {
      web: { name: "web", port: 80, protocol: "HTTP", target_type: "ip", vpc_id: "${aws_vpc.main.id}" },
    },
    aws_lb_listener: {
      http: {
        load_balancer_arn: "${aws_lb.main.arn}",
        port: 80,
        default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.web.arn}" }],
      },
    },
    aws_ecs_cluster: { main: { name: "shop" } },
    aws_ecs_cluster_capacity_providers: {
      main: { cluster_name: "${aws_ecs_cluster.main.name}", capacity_providers: ["FARGATE"] },
    },
    aws_ecs_task_definition: {
      web: {
        family: "web",
        network_mode: "awsvpc",
        container_definitions: JSON.stringify(containers),
        lifecycle: { create_before_destroy: true },
      },
    },
    aws_ecs_service: {
      web: {
        name: "web",
        cluster: "${aws_ecs_cluster.main.arn}",
        task_definition: "${aws_ecs_task_definition.web.arn}",
        capacity_provider_strategy: [{ capacity_provider: "FARGATE", weight: 1 }],
        network_configuration: [{ subnets: ["${aws_subnet.a.id}"], security_groups: [tasks] }],
        load_balancer: [
          { container_name: "app", container_port: port, target_group_arn: "${aws_lb_target_group.web.arn}" },
        ],
        depends_on: ["aws_lb_listener.http", "aws_ecs_cluster_capacity_providers.main"],
        ...service,
      },
    },
  };
}
