import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import type { ServiceConfig } from "../../../config/config.ts";
import type { ApplicationRouteConfig } from "../../../config/services/route.ts";
import { ServiceTarget } from "../../../constructs/load-balancing/service-target.ts";
import { reference } from "../../support/reference.ts";
import { deployments, route, service } from "../../support/service-props.ts";
import { Template } from "../../support/template.ts";

const target = (
  change: Partial<ApplicationRouteConfig> = {},
  ofService: Partial<ServiceConfig> = {},
  testListenerArn?: string,
) =>
  Template.of(
    (scope) =>
      new ServiceTarget(scope, "target", {
        service: { ...service, ...ofService },
        route: { ...route, ...change },
        vpcId: "vpc-1",
        listenerArn: "arn:listener",
        testListenerArn,
      }),
  );

const rule = (...change: Parameters<typeof target>) => target(...change).one(LbListenerRule);
const group = (...change: Parameters<typeof target>) => target(...change).one(LbTargetGroup);

/** A deployment by whom it shifts, with two target groups. */
const SHIFTED = {
  CodeDeploy: { deployment: deployments.codeDeploy, targetGroupNames: ["web-1", "web-2"] },
  ECS: { deployment: deployments.blueGreen, targetGroupNames: ["web-1", "web-2"] },
};

const FIRST = reference(LbTargetGroup, "target-group", "arn");
const SECOND = reference(LbTargetGroup, "second-target-group", "arn");

const path = (...values: string[]) => ({ path_pattern: { values } });
const host = (...values: string[]) => ({ host_header: { values } });
const header = (http_header_name: string, ...values: string[]) => ({ http_header: { http_header_name, values } });

test.each([
  ["every path", {}, [path("*")]],
  ["some paths", { paths: ["/shop/*", "/shop"] }, [path("/shop/*", "/shop")]],
  ["every path of hosts", { hosts: ["a.example.com", "b.example.com"] }, [host("a.example.com", "b.example.com")]],
  ["a path of a host", { paths: ["/shop"], hosts: ["a.example.com"] }, [path("/shop"), host("a.example.com")]],
  ["every path with a header", { headers: { "X-Beta": ["on", "yes"] } }, [header("X-Beta", "on", "yes")]],
  [
    "a path with headers, by name",
    { paths: ["/shop"], headers: { "X-B": ["2"], "X-A": ["1"] } },
    [path("/shop"), header("X-A", "1"), header("X-B", "2")],
  ],
  [
    "every path of a host with a header",
    { hosts: ["a.example.com"], headers: { "X-A": ["1"] } },
    [host("a.example.com"), header("X-A", "1")],
  ],
  ["every path beside another", { paths: ["*", "/shop"], hosts: ["a"] }, [path("*", "/shop"), host("a")]],
])("requests for %s are the service's", (_, props, expected) => {
  expect(rule(props).condition).toEqual(expected);
});

test("the rule has its place at the listener", () => {
  expect(rule()).toMatchObject({ listener_arn: "arn:listener", priority: 7 });
});

test("with one group all requests go to it", () => {
  expect(rule().action).toEqual([{ type: "forward", target_group_arn: FIRST }]);
  expect(rule().lifecycle).toEqual({ create_before_destroy: true });
});

test("CodeDeploy finds the rule with the first group alone", () => {
  expect(rule({}, SHIFTED.CodeDeploy).action).toEqual([{ type: "forward", target_group_arn: FIRST }]);
});

test("ECS finds both groups in the rule, the second without a share", () => {
  expect(rule({}, SHIFTED.ECS).action).toEqual([
    {
      type: "forward",
      forward: {
        target_group: [
          { arn: FIRST, weight: 100 },
          { arn: SECOND, weight: 0 },
        ],
      },
    },
  ]);
});

test.each(["CodeDeploy", "ECS"] as const)("what %s moves Terraform does not move back", (shiftedBy) => {
  expect(rule({}, SHIFTED[shiftedBy]).lifecycle).toEqual({ create_before_destroy: true, ignore_changes: ["action"] });
});

test.each(["CodeDeploy", "ECS"] as const)("for %s tests have a rule like the other, at their listener", (shiftedBy) => {
  const template = target({}, SHIFTED[shiftedBy], "arn:tests");
  const { listener_arn: _, ...rest } = template.one(LbListenerRule, { listener_arn: "arn:listener" });
  expect(template.one(LbListenerRule, { listener_arn: "arn:tests" })).toMatchObject(rest);
});

test("two groups are alike except for their names", () => {
  const [first, second] = target({}, SHIFTED.ECS).all(LbTargetGroup);
  expect([first?.name, second?.name].sort()).toEqual(["web-1", "web-2"]);
  expect({ ...first, name: "" }).toEqual({ ...second, name: "" });
});

test.each([
  ["ip", "awsvpc"],
  ["instance", "bridge"],
] as const)("each %s gets plain HTTP at the container's port in the network mode %s", (targetType, networkMode) => {
  expect(group({}, { networkMode })).toMatchObject({
    name: "web",
    vpc_id: "vpc-1",
    port: 8080,
    protocol: "HTTP",
    target_type: targetType,
    deregistration_delay: "30",
  });
});

test("tasks are checked as configured", () => {
  expect(group().health_check).toEqual({
    path: "/healthz",
    protocol: "HTTP",
    matcher: "200-299",
    interval: 6,
    timeout: 5,
    healthy_threshold: 2,
    unhealthy_threshold: 3,
  });
});

test.each([
  ["HTTP2", "HTTP2"],
  ["gRPC", "GRPC"],
] as const)("tasks may be asked in %s", (protocol, version) => {
  expect(group({ protocol }).protocol_version).toBe(version);
  expect(group()).not.toHaveProperty("protocol_version");
});

test("requests and checks may be encrypted on their way to the tasks", () => {
  expect(group({ targetProtocol: "HTTPS" })).toMatchObject({ protocol: "HTTPS", health_check: { protocol: "HTTPS" } });
});

test("a new task may get more and more requests", () => {
  expect(group({ slowStartSeconds: 60 }).slow_start).toBe(60);
  expect(group()).not.toHaveProperty("slow_start");
});

test("a caller may stay with a task", () => {
  expect(group({ stickySeconds: 3600 }).stickiness).toEqual({ type: "lb_cookie", cookie_duration: 3600 });
  expect(group()).not.toHaveProperty("stickiness");
});

test("another port of the container does not replace a target group", () => {
  expect(group().lifecycle).toEqual({ create_before_destroy: true, ignore_changes: ["port"] });
});
