import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { TrafficRule, type TrafficRuleProps } from "../../../constructs/network/traffic-rule.ts";
import { address } from "../../support/reference.ts";
import { Template } from "../../support/template.ts";

const MEMORY = { tfResourceType: "terraform_data" };
const BOTH = [VpcSecurityGroupEgressRule, VpcSecurityGroupIngressRule];

const rule = (props: Partial<TrafficRuleProps> = {}) =>
  Template.of(
    (scope) =>
      new TrafficRule(scope, "traffic", {
        fromGroupId: "sg-1",
        toGroupId: "sg-2",
        description: "One to two",
        ports: [8080, 8081],
        ...props,
      }),
  );

test.each(BOTH)("ports that may move are opened anew before the old ones are closed: %p", (type) => {
  const made = rule({ movable: true });
  expect(made.one(type).lifecycle).toEqual({
    create_before_destroy: true,
    replace_triggered_by: [address(MEMORY, "ports")],
  });
  expect(made.one(MEMORY).input).toBe("8080-8081");
});

test.each(BOTH)("others are changed in place: %p", (type) => {
  expect(rule().one(type).lifecycle).toEqual({ create_before_destroy: true });
  expect(rule().all(MEMORY)).toEqual([]);
});
