import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { TerraformOutput } from "cdktf";
import {
  PublicLoadBalancer,
  type PublicLoadBalancerProps,
} from "../../../constructs/load-balancing/public-load-balancer.ts";
import { Template } from "../../support/template.ts";

const balancer = (props: Partial<PublicLoadBalancerProps> = {}) =>
  Template.of((scope) => {
    const { url } = new PublicLoadBalancer(scope, "load-balancer", {
      name: "shop",
      vpcId: "vpc-1",
      subnetIds: ["subnet-1", "subnet-2"],
      port: 80,
      allowedCidrs: ["0.0.0.0/0"],
      idleTimeoutSeconds: 30,
      deletionProtection: false,
      ...props,
    });
    new TerraformOutput(scope, "url", { value: url, staticId: true });
  });

const domain = { name: "shop.example.com", hostedZoneId: "Z1" };
const plain = balancer();
const secure = balancer({ domain });

test("it is on the internet, and drops headers that HTTP does not allow", () => {
  expect(plain.one(Lb)).toMatchObject({
    internal: false,
    idle_timeout: 30,
    drop_invalid_header_fields: true,
    enable_deletion_protection: false,
  });
});

test("it answers 503 until a service is there", () => {
  expect(plain.one(LbListener)).toMatchObject({
    port: 80,
    protocol: "HTTP",
    default_action: [{ type: "fixed-response", fixed_response: { status_code: "503" } }],
  });
});

test("with a domain HTTP only redirects", () => {
  expect(secure.one(LbListener, { port: 80 }).default_action).toEqual([
    { type: "redirect", redirect: { port: "443", protocol: "HTTPS", status_code: "HTTP_301" } },
  ]);
});

test("with a domain HTTPS takes TLS 1.2 and 1.3 only, with a certificate that is valid", () => {
  expect(secure.one(LbListener, { port: 443 })).toMatchObject({
    protocol: "HTTPS",
    ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
    certificate_arn: expect.stringContaining("aws_acm_certificate_validation."),
    default_action: [{ type: "fixed-response" }],
  });
});

test("the certificate is validated by DNS, and replaced before it is deleted", () => {
  expect(secure.one(AcmCertificate)).toMatchObject({
    domain_name: "shop.example.com",
    validation_method: "DNS",
    lifecycle: { create_before_destroy: true },
  });
  expect(secure.one(AcmCertificateValidation).validation_record_fqdns).toHaveLength(1);
});

test("the domain leads to the load balancer", () => {
  expect(secure.one(Route53Record, { name: "shop.example.com" })).toMatchObject({
    zone_id: "Z1",
    type: "A",
    alias: { evaluate_target_health: true },
  });
});

test.each([
  [plain, [80]],
  [secure, [443, 80]],
])("only the listeners' ports are open", (template, ports) => {
  expect(
    template
      .all(VpcSecurityGroupIngressRule)
      .map(({ from_port }) => from_port)
      .sort(),
  ).toEqual(ports);
});

test("only those are let in who are allowed", () => {
  const rules = balancer({ allowedCidrs: ["10.0.0.0/8", "192.0.2.0/24"] }).all(VpcSecurityGroupIngressRule);
  expect(rules.map(({ cidr_ipv4 }) => cidr_ipv4).sort()).toEqual(["10.0.0.0/8", "192.0.2.0/24"]);
});

test.each([
  [{}, /^http:\/\/\$\{aws_lb\.[^}]+dns_name\}$/],
  [{ port: 8080 }, /^http:\/\/\$\{aws_lb\.[^}]+dns_name\}:8080$/],
  [{ domain }, /^https:\/\/shop\.example\.com$/],
])("with %j it is reached at %s", (props, expected) => {
  expect(balancer(props).outputs().url).toMatch(expected);
});
