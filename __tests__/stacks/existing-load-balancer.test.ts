import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { clusterStack, demo } from "../support/outputs.ts";
import { Template } from "../support/template.ts";

const arn = (listener: string) =>
  `arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/shop/50dc6c495c0c9188/${listener}`;
const existing = {
  listenerArn: arn("1"),
  securityGroupId: "sg-0123456789abcdef0",
  dnsName: "shop.example.com",
  protocol: "HTTPS" as const,
  port: 443,
  furtherListenerArns: Object.fromEntries(
    demo.fargateCluster.loadBalancer.furtherListeners.map(({ port }) => [String(port), arn(`0${port}`)]),
  ),
  arnSuffix: "app/shop/50dc6c495c0c9188",
};

const { fargateCluster, services } = demo;
const template = Template.ofStack(
  clusterStack("fargate", {
    ...demo,
    services: services.map((each) => ({
      ...each,
      alarms: [
        { name: "slow", metric: "response-time", threshold: 1, periodSeconds: 60, periods: 1, rollsBack: false },
      ],
    })),
    fargateCluster: { ...fargateCluster, loadBalancer: { ...fargateCluster.loadBalancer, existing } },
  }),
);

test("nothing of an existing load balancer is created", () => {
  expect([Lb, LbListener].flatMap((type) => template.all(type))).toEqual([]);
});

test("rules are on its listeners", () => {
  const listeners = template.all(LbListenerRule).map(({ listener_arn }) => listener_arn);
  const known = [existing.listenerArn, ...Object.values(existing.furtherListenerArns)];
  expect([...new Set(listeners)].sort()).toEqual(known.sort());
});

test("tasks let it in, and its own group is left alone", () => {
  const from = template.all(VpcSecurityGroupIngressRule).map((rule) => rule.referenced_security_group_id);
  expect(from).toContain(existing.securityGroupId);
  const changed = template.all(VpcSecurityGroupEgressRule).map(({ security_group_id }) => security_group_id);
  expect(changed).not.toContain(existing.securityGroupId);
});

test("people are shown its name, and metrics know it by its ARN", () => {
  expect(template.outputs().url).toBe("https://shop.example.com");
  expect(JSON.stringify(template.json)).toContain('"LoadBalancer":"app/shop/50dc6c495c0c9188"');
});
