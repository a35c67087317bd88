import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { parseConfig } from "../../config/load.ts";
import { smallest } from "../../examples/smallest.ts";
import { clusterStack } from "../support/outputs.ts";
import { Template } from "../support/template.ts";

const existing = {
  arn: `arn:aws:elasticloadbalancing:${smallest.region}:${smallest.account}:loadbalancer/net/mqtt/50dc6c495c0c9188`,
  securityGroupId: "sg-0123456789abcdef0",
  dnsName: "mqtt.example.com",
};
const certificate = (id: string) => `arn:aws:acm:${smallest.region}:${smallest.account}:certificate/${id}`;
const template = Template.ofStack(
  clusterStack(
    "fargate",
    parseConfig(
      {
        ...smallest,
        network: {
          vpcId: "vpc-0123456789abcdef0",
          cidr: "10.0.0.0/16",
          zones: smallest.network.zones,
          privateSubnetIds: ["subnet-0123456789abcdef1", "subnet-0123456789abcdef2"],
        },
        fargateCluster: { networkLoadBalancer: { existing, certificateArns: [certificate("1"), certificate("2")] } },
        services: [
          {
            ...smallest.services[0],
            route: { type: "network", port: 8883, protocol: "TLS" },
            alarms: [{ name: "ill", metric: "unhealthy-tasks", threshold: 1, periodSeconds: 60, periods: 1 }],
          },
        ],
      },
      "test",
    ),
  ),
);

test("only listeners of it are created, with the certificates of the environment", () => {
  expect(template.all(Lb)).toEqual([]);
  expect(template.all(LbListener)).toMatchObject([
    { load_balancer_arn: existing.arn, port: 8883, protocol: "TLS", certificate_arn: certificate("1") },
  ]);
  expect(JSON.stringify(template.json)).toContain(certificate("2"));
});

test("tasks let it in, and its own group is left alone", () => {
  const from = template.all(VpcSecurityGroupIngressRule).map((rule) => rule.referenced_security_group_id);
  expect(from).toEqual([existing.securityGroupId]);
  const changed = template.all(VpcSecurityGroupEgressRule).map(({ security_group_id }) => security_group_id);
  expect(changed).not.toContain(existing.securityGroupId);
  expect(template.all(SecurityGroup)).toHaveLength(1);
});

test("people are shown its name, and metrics know it by its ARN", () => {
  expect(Object.values(template.outputs())).toContain("tls://mqtt.example.com:8883");
  expect(JSON.stringify(template.json)).toContain('"LoadBalancer":"net/mqtt/50dc6c495c0c9188"');
});
