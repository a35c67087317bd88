import type { ObjectValue } from "../../packages/offline-aws/protocol/values.ts";
import type { View } from "../../packages/offline-aws/watch/view.ts";

/** Resources by type, as attributes. */
export type Resources = Record<string, ObjectValue[]>;

const arn = (service: string, rest: string) => `arn:aws:${service}:us-east-1:123456789012:${rest}`;
export const GROUP = arn("elasticloadbalancing", "targetgroup/web/1");
export const OTHER_GROUP = arn("elasticloadbalancing", "targetgroup/web-2/2");
export const SERVICE = arn("ecs", "service/shop/web");
const BALANCER = arn("elasticloadbalancing", "loadbalancer/app/shop/1");
export const LISTENER = arn("elasticloadbalancing", "listener/app/shop/1/1");

export const viewOf = (resources: Resources): View => ({ list: (type) => resources[type] ?? [] });

/** Tasks of a service, of a revision with another container port or target group. */
export const service = (changed: ObjectValue = {}, targetGroup = GROUP, port = 80): ObjectValue => ({
  id: SERVICE,
  name: "web",
  cluster: arn("ecs", "cluster/shop"),
  task_definition: arn("ecs", "task-definition/web:1"),
  deployment_controller: [{ type: "ECS" }],
  capacity_provider_strategy: [{ capacity_provider: "FARGATE", weight: 1 }],
  network_configuration: [{ subnets: ["subnet-1"], security_groups: ["sg-tasks"] }],
  load_balancer: [{ container_name: "app", container_port: port, target_group_arn: targetGroup }],
  ...changed,
});

export const forward = (target_group_arn: string): ObjectValue => ({ type: "forward", target_group_arn });

/** A service on Fargate behind a load balancer, with everything that it needs to be reached. */
export const reachable = (): Resources => ({
  aws_ecs_service: [service()],
  aws_ecs_task_definition: [
    {
      arn: arn("ecs", "task-definition/web:1"),
      network_mode: "awsvpc",
      container_definitions: '[{"name":"app","portMappings":[{"containerPort":80}]}]',
      execution_role_arn: "arn:aws:iam::123456789012:role/execution",
      task_role_arn: "arn:aws:iam::123456789012:role/task",
    },
  ],
  aws_iam_role: [{ name: "execution" }, { name: "task" }],
  aws_ecs_cluster_capacity_providers: [{ cluster_name: "shop", capacity_providers: ["FARGATE"] }],
  aws_lb: [{ arn: BALANCER, name: "shop", dns_name: "shop.elb", security_groups: ["sg-lb"], subnets: ["subnet-2"] }],
  aws_lb_listener: [
    { arn: LISTENER, load_balancer_arn: BALANCER, port: 443, default_action: [{ type: "fixed-response" }] },
  ],
  aws_lb_listener_rule: [{ arn: "rule", listener_arn: LISTENER, action: [forward(GROUP)], condition: [] }],
  aws_security_group: [{ id: "sg-lb" }, { id: "sg-tasks" }],
  aws_vpc_security_group_ingress_rule: [
    { security_group_id: "sg-lb", ip_protocol: "tcp", from_port: 443, to_port: 443, cidr_ipv4: "0.0.0.0/0" },
    {
      security_group_id: "sg-tasks",
      ip_protocol: "tcp",
      from_port: 80,
      to_port: 80,
      referenced_security_group_id: "sg-lb",
    },
  ],
  aws_vpc_security_group_egress_rule: [
    {
      security_group_id: "sg-lb",
      ip_protocol: "tcp",
      from_port: 80,
      to_port: 80,
      referenced_security_group_id: "sg-tasks",
    },
  ],
  aws_subnet: [
    { id: "subnet-1", vpc_id: "vpc-1", cidr_block: "10.0.1.0/24" },
    { id: "subnet-2", vpc_id: "vpc-1", cidr_block: "10.0.2.0/24" },
  ],
  aws_route_table_association: [{ subnet_id: "subnet-1", route_table_id: "rtb-1" }],
  aws_route_table: [{ id: "rtb-1" }],
  aws_route: [{ route_table_id: "rtb-1", destination_cidr_block: "0.0.0.0/0", nat_gateway_id: "nat-1" }],
  aws_nat_gateway: [{ id: "nat-1" }],
  aws_route53_record: [{ fqdn: "www.example.com", alias: [{ name: "shop.elb" }] }],
});
