import type { ObjectValue } from "../../../../packages/offline-aws/protocol/values.ts";
import { isHealthy, judgeTasks } from "../../../../packages/offline-aws/watch/judge.ts";
import { tasksOf } from "../../../../packages/offline-aws/watch/tasks.ts";
import {
  forward,
  GROUP,
  LISTENER,
  OTHER_GROUP,
  type Resources,
  reachable,
  service,
  viewOf,
} from "../../../support/reachable.ts";

/** What is wrong after a change of the cloud, with tasks that were started before it. */
function problemAfter(change: Resources, before: Resources = {}): string | undefined {
  const cloud = { ...reachable(), ...before };
  const view = viewOf(cloud);
  const tasks = tasksOf(view, cloud.aws_ecs_service?.[0] as ObjectValue);
  const first = judgeTasks(view, tasks, []);
  expect(first.problem).toBeUndefined();
  return judgeTasks(viewOf({ ...cloud, ...change }), tasks, first.doors).problem;
}

const without = (type: string, having: ObjectValue): Resources => ({
  [type]: (reachable()[type] ?? []).filter((each) =>
    Object.entries(having).some(([name, value]) => each[name] !== value),
  ),
});

test.each<[string, Resources, RegExp]>([
  ["rule", { aws_lb_listener_rule: [] }, /^no listener or rule forwards to target group web$/],
  ["listener", { aws_lb_listener: [] }, /no listener or rule forwards/],
  ["load balancer", { aws_lb: [] }, /no listener or rule forwards/],
  [
    "rule's weight",
    {
      aws_lb_listener_rule: [
        {
          arn: "rule",
          listener_arn: LISTENER,
          action: [{ type: "forward", forward: [{ target_group: [{ arn: GROUP, weight: 0 }] }] }],
        },
      ],
    },
    /no listener or rule forwards/,
  ],
  [
    "way into the load balancer",
    without("aws_vpc_security_group_ingress_rule", { security_group_id: "sg-lb" }),
    /of load balancer shop has no inbound rule for port 443/,
  ],
  [
    "way out of the load balancer",
    { aws_vpc_security_group_egress_rule: [] },
    /of load balancer shop has no outbound rule to the tasks on port 80/,
  ],
  [
    "way to the tasks",
    without("aws_vpc_security_group_ingress_rule", { security_group_id: "sg-tasks" }),
    /of the tasks has no inbound rule for load balancer shop on port 80/,
  ],
  ["default route", { aws_route: [] }, /no way out of subnet subnet-1/],
  ["NAT gateway", { aws_nat_gateway: [] }, /no way out of subnet subnet-1/],
  ["route table of the subnet", { aws_route_table_association: [] }, /no way out of subnet subnet-1/],
  ["subnet", { aws_subnet: [] }, /subnet subnet-1 does not exist/],
  ["execution role", { aws_iam_role: [{ name: "task" }] }, /role execution does not exist/],
  ["task role", { aws_iam_role: [{ name: "execution" }] }, /role task does not exist/],
  [
    "capacity provider of the cluster",
    { aws_ecs_cluster_capacity_providers: [] },
    /FARGATE is not associated with cluster shop/,
  ],
  ["record", { aws_route53_record: [] }, /^www.example.com does not resolve/],
])("a service without its %s is not reached", (_what, change, problem) => {
  expect(problemAfter(change)).toMatch(problem);
});

const open = (more: ObjectValue) => ({ ip_protocol: "-1", security_group_id: "sg-tasks", ...more });

test.each<[string, Resources, Resources?]>([
  ["all that it had", {}],
  [
    "a rule by addresses instead of one by groups",
    {
      aws_vpc_security_group_ingress_rule: [
        ...(reachable().aws_vpc_security_group_ingress_rule ?? []).slice(0, 1),
        open({ cidr_ipv4: "10.0.0.0/16" }),
      ],
    },
  ],
  [
    "rules in the security group itself",
    {
      ...without("aws_vpc_security_group_ingress_rule", { security_group_id: "sg-tasks" }),
      aws_security_group: [
        { id: "sg-lb" },
        { id: "sg-tasks", ingress: [{ protocol: "tcp", from_port: 1, to_port: 99, security_groups: ["sg-lb"] }] },
      ],
    },
  ],
  [
    "endpoints instead of a route",
    {
      aws_route: [],
      aws_vpc_endpoint: ["ecr.api", "ecr.dkr", "s3"].map((name) => ({
        vpc_id: "vpc-1",
        service_name: `com.amazonaws.us-east-1.${name}`,
      })),
    },
  ],
  [
    "the listener instead of the rule",
    {
      aws_lb_listener_rule: [],
      aws_lb_listener: [{ ...reachable().aws_lb_listener?.[0], default_action: [forward(GROUP)] }],
    },
  ],
  [
    "another record too",
    {
      aws_route53_record: [
        ...(reachable().aws_route53_record ?? []),
        { fqdn: "shop.example.com", alias: [{ name: "dualstack.shop.elb." }] },
      ],
    },
  ],
  ["no roles, as before", { aws_iam_role: [] }, { aws_iam_role: [] }],
  ["no way out, as before", { aws_route: [] }, { aws_route: [] }],
  ["security groups that are not in this cloud", { aws_security_group: [] }, { aws_security_group: [] }],
])("a service with %s is reached", (_what, ...changes) => {
  expect(problemAfter(...changes)).toBeUndefined();
});

test("a listener that redirects is a door too", () => {
  const cloud = reachable();
  const redirect = { redirect: [{ host: "#{host}", port: "443" }], type: "redirect" };
  const listener = { ...cloud.aws_lb_listener?.[0], arn: "http", port: 80, default_action: [redirect] };
  const aws_vpc_security_group_ingress_rule = [
    ...(cloud.aws_vpc_security_group_ingress_rule ?? []),
    { security_group_id: "sg-lb", ip_protocol: "tcp", from_port: 80, to_port: 80, cidr_ipv4: "0.0.0.0/0" },
  ];
  const view = viewOf({
    ...cloud,
    aws_vpc_security_group_ingress_rule,
    aws_lb_listener: [...(cloud.aws_lb_listener ?? []), listener],
  });
  const doors = judgeTasks(view, tasksOf(view, service()), []).doors.filter(({ record }) => record);
  expect(doors.map(({ port }) => port)).toEqual([443, 80]);
});

test("the listener for tests is not an entrance", () => {
  const advanced = {
    alternate_target_group_arn: OTHER_GROUP,
    production_listener_rule: "production",
    test_listener_rule: "rule",
  };
  const [balanced] = service().load_balancer as ObjectValue[];
  const native = service({ load_balancer: [{ ...balanced, advanced_configuration: [advanced] }] });
  const view = viewOf({ ...reachable(), aws_ecs_service: [native] });
  expect(judgeTasks(view, tasksOf(view, native), []).doors).toEqual([]);
});

describe("tasks on instances", () => {
  const onInstances = (): Resources => ({
    ...reachable(),
    aws_ecs_service: [
      service({ capacity_provider_strategy: [{ capacity_provider: "ec2", weight: 1 }], network_configuration: [] }),
    ],
    aws_ecs_task_definition: [{ ...reachable().aws_ecs_task_definition?.[0], network_mode: "bridge" }],
    aws_ecs_cluster_capacity_providers: [{ cluster_name: "shop", capacity_providers: ["ec2"] }],
    aws_ecs_capacity_provider: [{ name: "ec2", auto_scaling_group_provider: [{ auto_scaling_group_arn: "asg" }] }],
    aws_autoscaling_group: [
      { arn: "asg", name: "shop", max_size: 2, vpc_zone_identifier: ["subnet-1"], launch_template: [{ id: "lt-1" }] },
    ],
    aws_launch_template: [
      { id: "lt-1", vpc_security_group_ids: ["sg-tasks"], iam_instance_profile: [{ name: "profile" }] },
    ],
    aws_iam_instance_profile: [{ name: "profile", role: "instance" }],
    aws_iam_role: [...(reachable().aws_iam_role ?? []), { name: "instance" }],
    ...ports(32768, 65535),
  });
  const ports = (from_port: number, to_port: number): Resources => ({
    aws_vpc_security_group_ingress_rule: (reachable().aws_vpc_security_group_ingress_rule ?? []).map((rule) =>
      rule.security_group_id === "sg-tasks" ? { ...rule, from_port, to_port } : rule,
    ),
    aws_vpc_security_group_egress_rule: (reachable().aws_vpc_security_group_egress_rule ?? []).map((rule) => ({
      ...rule,
      from_port,
      to_port,
    })),
  });

  test.each<[string, Resources, RegExp]>([
    ["the ports that Docker gives", ports(80, 80), /ports 49153-61000/],
    ["their role", { aws_iam_role: reachable().aws_iam_role ?? [] }, /role instance does not exist/],
    ["their capacity provider", { aws_ecs_capacity_provider: [] }, /capacity provider ec2 does not exist/],
    [
      "their Auto Scaling group",
      { aws_autoscaling_group: [] },
      /Auto Scaling group of capacity provider ec2 does not exist/,
    ],
    [
      "instances",
      { aws_autoscaling_group: [{ ...onInstances().aws_autoscaling_group?.[0], max_size: 0 }] },
      /shop has a maximum size of 0/,
    ],
    ["a way out", { aws_route: [] }, /no way out of subnet subnet-1/],
  ])("are not reached without %s", (_what, change, problem) => {
    expect(problemAfter(change, onInstances())).toMatch(problem);
  });

  test("follow their profile to another role", () => {
    const change = {
      aws_iam_instance_profile: [{ name: "profile", role: "successor" }],
      aws_iam_role: [...(reachable().aws_iam_role ?? []), { name: "successor" }],
    };
    expect(problemAfter(change, onInstances())).toBeUndefined();
  });
});

test("tasks are healthy as soon as some rule names their target group, with whatever weight", () => {
  const action = [
    {
      type: "forward",
      forward: [
        {
          target_group: [
            { arn: GROUP, weight: 1 },
            { arn: OTHER_GROUP, weight: 0 },
          ],
        },
      ],
    },
  ];
  const view = viewOf({ ...reachable(), aws_lb_listener_rule: [{ arn: "rule", listener_arn: LISTENER, action }] });
  expect(isHealthy(view, tasksOf(view, service({}, OTHER_GROUP)))).toBe(true);
  expect(isHealthy(viewOf(reachable()), tasksOf(view, service({}, OTHER_GROUP)))).toBe(false);
});

describe("a service behind a Network Load Balancer", () => {
  /** A listener that forwards by itself, and openings for a protocol. */
  const behind = (protocol: string, ...opened: string[]): Resources => {
    const cloud = reachable();
    const rules = (type: string) =>
      (cloud[type] ?? []).flatMap((rule) => opened.map((ip_protocol) => ({ ...rule, ip_protocol })));
    return {
      aws_lb_listener_rule: [],
      aws_lb_listener: (cloud.aws_lb_listener ?? []).map((each) => ({
        ...each,
        protocol,
        default_action: [{ type: "forward", target_group_arn: GROUP }],
      })),
      aws_vpc_security_group_ingress_rule: rules("aws_vpc_security_group_ingress_rule"),
      aws_vpc_security_group_egress_rule: rules("aws_vpc_security_group_egress_rule"),
    };
  };

  test.each([
    ["TCP", ["tcp"]],
    ["TLS", ["tcp"]],
    ["UDP", ["udp"]],
    ["TCP_UDP", ["tcp", "udp"]],
  ])("is reached with %s", (protocol, opened) => {
    expect(problemAfter({}, behind(protocol, ...opened))).toBeUndefined();
  });

  test.each([
    ["UDP", ["udp"], ["tcp"]],
    ["TCP_UDP", ["tcp", "udp"], ["tcp"]],
    ["TCP", ["tcp"], ["udp"]],
  ])("is interrupted where %s is no longer let in", (protocol, opened, left) => {
    expect(problemAfter(behind(protocol, ...left), behind(protocol, ...opened))).toMatch(
      /has no inbound rule for port/,
    );
  });

  test("is interrupted without its listener", () => {
    expect(problemAfter({ aws_lb_listener: [] }, behind("TCP", "tcp"))).toMatch(/no listener or rule forwards/);
  });
});
