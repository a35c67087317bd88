import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { clusterService, inSubnets, route, testedAt } from "../../support/cluster-service.ts";
import { address, reference } from "../../support/reference.ts";
import { deployments, route as everything, serviceConnect } from "../../support/service-props.ts";
import type { Template } from "../../support/template.ts";

const routed = clusterService({ route });
const GROUP = { name: "web-tasks" };

const listeners = (template: Template) => template.all(LbListenerRule).map(({ listener_arn }) => listener_arn);

describe("without a route", () => {
  const template = clusterService({ networkMode: "awsvpc" }, { host: inSubnets });

  test("there is no load balancer", () => {
    expect(template.all(LbTargetGroup)).toEqual([]);
    expect(template.all(LbListenerRule)).toEqual([]);
    expect(template.one(EcsService)).not.toHaveProperty("load_balancer");
  });

  test("nothing is let in", () => {
    const rules = template.all(VpcSecurityGroupIngressRule);
    expect(rules.filter(({ referenced_security_group_id }) => referenced_security_group_id)).toEqual([]);
  });

  test("there are no listeners", () => {
    clusterService(testedAt(9000), {}, ({ routing }) => expect(routing).toBeUndefined());
  });
});

test("a route is at the listener that services share", () => {
  expect(listeners(routed)).toEqual([reference(LbListener, "http_listener", "arn")]);
});

test("a route may be at its own port", () => {
  const template = clusterService({ route: { ...everything, port: 9000 } });
  expect(listeners(template)).toEqual([reference(LbListener, "listener-9000_listener", "arn")]);
});

test("target groups are in the network, for the container's port", () => {
  expect(routed.one(LbTargetGroup)).toMatchObject({ name: "web", vpc_id: "vpc-1", port: 8080 });
});

test("requests come from the target group at the container's port, once the task had time", () => {
  expect(routed.one(EcsService)).toMatchObject({
    load_balancer: [
      {
        target_group_arn: reference(LbTargetGroup, "target-group", "arn"),
        container_name: "app",
        container_port: 8080,
      },
    ],
    health_check_grace_period_seconds: 45,
  });
});

test("the service waits for its rules, because ECS refuses a target group without one", () => {
  expect(routed.one(EcsService).depends_on).toEqual([address(LbListenerRule, "rule")]);
  expect(clusterService({ ...testedAt(9000), route }).one(EcsService).depends_on).toEqual([
    address(LbListenerRule, "target_rule"),
    address(LbListenerRule, "test-rule"),
  ]);
});

test("new tasks answer first at the port of the tests", () => {
  const template = clusterService({ ...testedAt(9000), route });
  expect(template.one(EcsService).load_balancer).toMatchObject([
    {
      advanced_configuration: {
        alternate_target_group_arn: reference(LbTargetGroup, "second-target-group", "arn"),
        production_listener_rule: reference(LbListenerRule, "target_rule", "arn"),
        test_listener_rule: reference(LbListenerRule, "test-rule", "arn"),
      },
    },
  ]);
});

const FIRST = reference(LbTargetGroup, "target-group", "arn");
const SECOND = reference(LbTargetGroup, "second-target-group", "arn");

test.each([
  ["no controller", deployments.rolling, {}, { target_group_arn: FIRST }],
  ["CodeDeploy", deployments.codeDeploy, { ignore_changes: ["action"] }, { target_group_arn: FIRST }],
  [
    "ECS",
    deployments.blueGreen,
    { ignore_changes: ["action"] },
    {
      forward: {
        target_group: [
          { arn: FIRST, weight: 100 },
          { arn: SECOND, weight: 0 },
        ],
      },
    },
  ],
])("%s moves the rule of its deployment", (_, deployment, lifecycle, action) => {
  const rule = clusterService({ route, deployment, targetGroupNames: ["web-1", "web-2"] }).one(LbListenerRule);
  expect(rule.lifecycle).toEqual({ create_before_destroy: true, ...lifecycle });
  expect(rule.action).toEqual([{ type: "forward", ...action }]);
});

test.each([
  ["bridge", "instance", "bridge"],
  ["awsvpc", "ip", "awsvpc"],
] as const)("in the network mode %s a load balancer knows each %s", (networkMode, target_type, network_mode) => {
  const template = clusterService({ route, networkMode }, networkMode === "awsvpc" ? { host: inSubnets } : {});
  expect(template.one(LbTargetGroup).target_type).toBe(target_type);
  expect(template.one(EcsTaskDefinition).network_mode).toBe(network_mode);
});

describe("with a network of the tasks' own", () => {
  const own = { networkMode: "awsvpc", route } as const;
  const template = clusterService({ ...own, outbound: [{ port: 5432, cidrs: ["10.0.0.0/8"] }] }, { host: inSubnets });

  test("tasks live in the subnets, in a security group of the service", () => {
    expect(template.one(EcsService).network_configuration).toEqual({
      subnets: ["subnet-1"],
      assign_public_ip: false,
      security_groups: [reference(SecurityGroup, "web_security-group", "id")],
    });
    expect(template.one(SecurityGroup, GROUP)).toMatchObject({
      vpc_id: "vpc-1",
      description: "Tasks of the service web",
    });
  });

  test("the load balancer comes in at the container's port", () => {
    const rule = { from_port: 8080, to_port: 8080 };
    expect(template.one(VpcSecurityGroupIngressRule, rule).referenced_security_group_id).toEqual(
      reference(SecurityGroup, "ports_security-group", "id"),
    );
  });

  test("tasks go where they are allowed to", () => {
    expect(template.one(VpcSecurityGroupEgressRule, { cidr_ipv4: "10.0.0.0/8" }).from_port).toBe(5432);
  });

  test("services that find each other share a group", () => {
    const mesh = { namespaceArn: "arn:namespace", securityGroupId: "sg-mesh", rules: [] };
    const found = { ...own, serviceConnect } as const;
    expect(clusterService(found, { host: inSubnets, mesh }).one(EcsService).network_configuration).toMatchObject({
      security_groups: [reference(SecurityGroup, "web_security-group", "id"), "sg-mesh"],
    });
  });

  test("groups that are there already come after their own", () => {
    const made = clusterService({ ...own, securityGroupIds: ["sg-given"] }, { host: inSubnets });
    expect(made.one(EcsService).network_configuration).toMatchObject({
      security_groups: [reference(SecurityGroup, "web_security-group", "id"), "sg-given"],
    });
  });

  test("a service that finds no others is not in that group", () => {
    const mesh = { namespaceArn: "arn:namespace", securityGroupId: "sg-mesh", rules: [] };
    expect(clusterService(own, { host: inSubnets, mesh }).one(EcsService).network_configuration).toMatchObject({
      security_groups: [reference(SecurityGroup, "web_security-group", "id")],
    });
  });
});

test("in the network of their instance tasks have no security group", () => {
  expect(routed.all(SecurityGroup).map(({ name }) => name)).toEqual(["shop-alb"]);
});

test("a port that nothing listens at is refused", () => {
  expect(() => clusterService({ ...testedAt(9001), route })).toThrow("no listener has port 9001");
});
