import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { MemberSecurityGroup } from "../../../constructs/network/member-security-group.ts";
import { Template } from "../../support/template.ts";

const template = Template.of(
  (scope) =>
    new MemberSecurityGroup(scope, "tasks", {
      name: "shop-tasks",
      description: "Tasks",
      vpcId: "vpc-1",
      loadBalancerGroupId: "sg-balancer",
      ports: [32768, 65535],
    }),
);

test("only the load balancer comes in", () => {
  expect(template.one(VpcSecurityGroupIngressRule)).toMatchObject({
    referenced_security_group_id: "sg-balancer",
    ip_protocol: "tcp",
    from_port: 32768,
    to_port: 65535,
  });
});

test("the load balancer may go there", () => {
  expect(template.one(VpcSecurityGroupEgressRule, { security_group_id: "sg-balancer" })).toMatchObject({
    from_port: 32768,
    to_port: 65535,
  });
});

test("only HTTPS goes out to everybody", () => {
  expect(template.one(VpcSecurityGroupEgressRule, { cidr_ipv4: "0.0.0.0/0" })).toMatchObject({
    ip_protocol: "tcp",
    from_port: 443,
    to_port: 443,
  });
});

test("every rule says what it is for", () => {
  const rules = [...template.all(VpcSecurityGroupIngressRule), ...template.all(VpcSecurityGroupEgressRule)];
  expect(rules.map(({ description }) => description)).not.toContain(undefined);
});
