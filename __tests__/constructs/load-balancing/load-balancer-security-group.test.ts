import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { LoadBalancerSecurityGroup } from "../../../constructs/load-balancing/load-balancer-security-group.ts";
import { reference } from "../../support/reference.ts";
import { Template } from "../../support/template.ts";

const template = Template.of(
  (scope) =>
    new LoadBalancerSecurityGroup(scope, "ports", {
      name: "shop",
      vpcId: "vpc-1",
      ports: [
        { port: 80, allowedCidrs: ["0.0.0.0/0", "::/0"] },
        { port: 9000, allowedCidrs: ["10.0.0.0/8", "192.0.2.0/24"], allowedPrefixListIds: ["pl-a3a144ca"] },
      ],
    }),
);

test("the group says whose it is", () => {
  expect(template.one(SecurityGroup)).toMatchObject({
    name: "shop-alb",
    description: "Load balancer shop: who may reach it",
    vpc_id: "vpc-1",
    tags: { Name: "shop-alb" },
  });
});

test("each port is open to those who may use it, and no other is", () => {
  const rules = template
    .all(VpcSecurityGroupIngressRule)
    .map((rule) => [rule.from_port, rule.to_port, rule.cidr_ipv4 ?? rule.cidr_ipv6 ?? rule.prefix_list_id]);
  expect(rules.sort()).toEqual([
    [80, 80, "0.0.0.0/0"],
    [80, 80, "::/0"],
    [9000, 9000, "10.0.0.0/8"],
    [9000, 9000, "192.0.2.0/24"],
    [9000, 9000, "pl-a3a144ca"],
  ]);
});

test("a rule is for TCP, and says what it is for", () => {
  expect(template.one(VpcSecurityGroupIngressRule, { cidr_ipv4: "10.0.0.0/8" })).toMatchObject({
    security_group_id: reference(SecurityGroup, "security-group", "id"),
    ip_protocol: "tcp",
    description: "Port 9000 from 10.0.0.0/8",
  });
});
