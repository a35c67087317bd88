import { Eip } from "@cdktf/provider-aws/lib/eip";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerCertificate } from "@cdktf/provider-aws/lib/lb-listener-certificate";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { ClusterNetworkLoadBalancer } from "../../../config/clusters/network-load-balancer.ts";
import type { ServiceConfig } from "../../../config/config.ts";
import { parseConfig } from "../../../config/load.ts";
import { NetworkLoadBalancer } from "../../../constructs/load-balancing/network-load-balancer.ts";
import { NetworkTarget } from "../../../constructs/load-balancing/network-target.ts";
import { networkUrl } from "../../../constructs/load-balancing/service-url.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { environmentOf, service as plain } from "../../support/problems.ts";
import { reference } from "../../support/reference.ts";
import { Template } from "../../support/template.ts";

const ARN = "arn:aws:acm:us-east-1:123456789012:certificate/";
const NAME = { name: "shop.example.com", hostedZoneId: "Z0123456789EXAMPLE00" };

/** A load balancer as it is configured, and a service that it sends connections to. */
function made(networkLoadBalancer: object = {}, route: object = {}, more: object = {}) {
  const written = { ...plain, route: { type: "network", port: 7000, protocol: "TCP", ...route }, ...more };
  const config = parseConfig({ ...environmentOf(written), fargateCluster: { networkLoadBalancer } }, "test");
  const settings = config.fargateCluster?.networkLoadBalancer as ClusterNetworkLoadBalancer;
  const service = config.services[0] as ServiceConfig;
  if (service.route?.type !== "network") throw new Error("no route");
  const { route: resolved } = service;
  return Template.of((scope) => {
    const loadBalancer = new NetworkLoadBalancer(scope, "balancer", {
      settings,
      vpcId: "vpc-1",
      subnetIds: ["subnet-1", "subnet-2"],
      awsScope,
    });
    new NetworkTarget(scope, "target", { service, route: resolved, vpcId: "vpc-1", loadBalancer });
  });
}

describe("the load balancer", () => {
  test("is of the network, in its subnets, with its own security group, and in all zones", () => {
    const balancer = made().one(Lb);
    expect(balancer).toMatchObject({
      name: "ecs-demo-fargate-nlb",
      load_balancer_type: "network",
      internal: false,
      subnets: ["subnet-1", "subnet-2"],
      security_groups: [reference(SecurityGroup, "ports_security-group", "id")],
      enable_cross_zone_load_balancing: true,
    });
    expect(balancer).not.toHaveProperty("access_logs");
    expect(balancer).not.toHaveProperty("idle_timeout");
  });

  test("opens each port for its protocols", () => {
    const rules = made({ allowedCidrs: ["10.0.0.0/8"] }, { protocol: "TCP_UDP" }).all(VpcSecurityGroupIngressRule);
    expect(rules.map((rule) => [rule.ip_protocol, rule.from_port, rule.to_port, rule.cidr_ipv4]).sort()).toEqual([
      ["tcp", 7000, 7000, "10.0.0.0/8"],
      ["udp", 7000, 7000, "10.0.0.0/8"],
    ]);
  });

  test("has an address in each subnet where they are to stay", () => {
    const template = made({ staticAddresses: true });
    expect(template.all(Eip)).toHaveLength(2);
    const balancer = template.one(Lb);
    expect(balancer).not.toHaveProperty("subnets");
    expect(balancer.subnet_mapping).toEqual([
      { subnet_id: '${element(["subnet-1", "subnet-2"], 0)}', allocation_id: expect.stringContaining("address-1") },
      { subnet_id: '${element(["subnet-1", "subnet-2"], 1)}', allocation_id: expect.stringContaining("address-2") },
    ]);
  });

  test("takes addresses that exist", () => {
    const elasticIpAllocationIds = ["eipalloc-0123456789abcdef1", "eipalloc-0123456789abcdef2"];
    const template = made({ elasticIpAllocationIds });
    expect(template.all(Eip)).toEqual([]);
    const mapping = template.one(Lb).subnet_mapping as { allocation_id: string }[];
    expect(mapping.map(({ allocation_id }) => allocation_id)).toEqual(elasticIpAllocationIds);
  });

  test("writes down connections of TLS, which log delivery does", () => {
    const template = made({ certificateArns: [`${ARN}1`] }, { protocol: "TLS" });
    expect(template.one(Lb).access_logs).toMatchObject({ enabled: true });
    expect(JSON.stringify(template.one(S3BucketPolicy))).toContain("delivery.logs.amazonaws.com");
  });

  test("has a name without a certificate where nothing is TLS", () => {
    const template = made({ domain: NAME });
    expect(template.one(Route53Record)).toMatchObject({ name: NAME.name, type: "A" });
  });
});

describe("a service's target group and listener", () => {
  test("forward connections of TCP to the tasks", () => {
    const template = made();
    expect(template.one(LbTargetGroup)).toMatchObject({
      name: "ecs-demo-web-tcp",
      protocol: "TCP",
      target_type: "ip",
      health_check: { protocol: "TCP", interval: 30, timeout: 10 },
    });
    expect(template.one(LbTargetGroup)).not.toHaveProperty("preserve_client_ip");
    expect(template.one(LbListener)).toMatchObject({
      port: 7000,
      protocol: "TCP",
      default_action: [{ type: "forward", target_group_arn: reference(LbTargetGroup, "target-group", "arn") }],
    });
  });

  test("check tasks of UDP at another port", () => {
    const healthCheck = { protocol: "HTTP", port: 8080, path: "/healthz", codes: "200" };
    const { protocol, health_check } = made({}, { protocol: "UDP", healthCheck }).one(LbTargetGroup);
    expect(protocol).toBe("UDP");
    expect(health_check).toMatchObject({ protocol: "HTTP", port: "8080", path: "/healthz", matcher: "200" });
  });

  test("have what is asked for", () => {
    const template = made(
      {},
      {
        sticky: true,
        proxyProtocol: true,
        preserveClientIp: false,
        connectionTermination: true,
        idleTimeoutSeconds: 900,
      },
    );
    expect(template.one(LbTargetGroup)).toMatchObject({
      stickiness: { type: "source_ip" },
      proxy_protocol_v2: true,
      preserve_client_ip: "false",
      connection_termination: true,
    });
    expect(template.one(LbListener).tcp_idle_timeout_seconds).toBe(900);
  });

  test("decrypt TLS, with further certificates for other names", () => {
    const template = made({ certificateArns: [`${ARN}1`, `${ARN}2`] }, { protocol: "TLS", alpn: "HTTP2Only" });
    expect(template.one(LbListener)).toMatchObject({
      protocol: "TLS",
      certificate_arn: `${ARN}1`,
      ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      alpn_policy: "HTTP2Only",
    });
    expect(template.one(LbListenerCertificate).certificate_arn).toBe(`${ARN}2`);
    expect(template.one(LbTargetGroup).protocol).toBe("TCP");
  });

  test("are two where ECS moves connections between them, which Terraform does not move back", () => {
    const test = { port: 7001, allowedCidrs: [] };
    const listeners = made({}, {}, { deployment: { type: "ecs-canary", test } }).all(LbListener);
    expect(listeners.map(({ port }) => port)).toEqual([7000, 7001]);
    for (const listener of listeners)
      expect(listener).toMatchObject({
        default_action: [
          {
            type: "forward",
            forward: {
              target_group: [
                { arn: reference(LbTargetGroup, "target-group", "arn"), weight: 100 },
                { arn: reference(LbTargetGroup, "second-target-group", "arn"), weight: 0 },
              ],
            },
          },
        ],
        lifecycle: { ignore_changes: ["default_action"] },
      });
  });
});

test.each([
  ["TCP", "tcp://a.io:7000"],
  ["TCP_UDP", "tcp://a.io:7000"],
  ["UDP", "udp://a.io:7000"],
  ["TLS", "tls://a.io:7000"],
] as const)("clients of %s find %s", (protocol, url) => {
  expect(networkUrl({ host: "a.io" }, { protocol, port: 7000 })).toBe(url);
});
