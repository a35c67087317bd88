import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { ServiceTarget } from "../../../constructs/load-balancing/service-target.ts";
import { Template } from "../../support/template.ts";

const template = Template.of(
  (scope) =>
    new ServiceTarget(scope, "target", {
      name: "web",
      vpcId: "vpc-1",
      listenerArn: "arn:listener",
      priority: 7,
      paths: ["/shop/*", "/shop"],
      port: 8080,
      targetType: "ip",
      healthCheck: {
        path: "/healthz",
        intervalSeconds: 6,
        timeoutSeconds: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
      deregistrationDelaySeconds: 30,
    }),
);

test("requests for the paths go to the service", () => {
  expect(template.one(LbListenerRule)).toMatchObject({
    listener_arn: "arn:listener",
    priority: 7,
    condition: [{ path_pattern: { values: ["/shop/*", "/shop"] } }],
    action: [{ type: "forward", target_group_arn: expect.stringContaining("aws_lb_target_group.") }],
  });
});

test("tasks are checked as configured", () => {
  expect(template.one(LbTargetGroup)).toMatchObject({
    port: 8080,
    target_type: "ip",
    deregistration_delay: "30",
    health_check: {
      path: "/healthz",
      interval: 6,
      timeout: 5,
      healthy_threshold: 2,
      unhealthy_threshold: 3,
      matcher: "200",
    },
  });
});
