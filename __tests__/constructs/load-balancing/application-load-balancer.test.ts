import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerCertificate } from "@cdktf/provider-aws/lib/lb-listener-certificate";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { TerraformOutput } from "cdktf";
import type { ClusterLoadBalancer } from "../../../config/clusters/resolve.ts";
import { ApplicationLoadBalancer } from "../../../constructs/load-balancing/application-load-balancer.ts";
import { awsScope } from "../../support/aws-scope.ts";
import { address, reference } from "../../support/reference.ts";
import { loadBalancer } from "../../support/service-props.ts";
import { statements, Template } from "../../support/template.ts";

const balancer = (change: Partial<ClusterLoadBalancer> = {}, port?: number, hosts?: string[]) =>
  Template.of((scope) => {
    const made = new ApplicationLoadBalancer(scope, "load-balancer", {
      settings: { ...loadBalancer, ...change },
      vpcId: "vpc-1",
      subnetIds: ["subnet-1", "subnet-2"],
      awsScope,
    });
    const { arn, url } = made.listenerAt(port, hosts);
    for (const [name, value] of Object.entries({ arn, url, group: made.securityGroupId, suffix: made.arnSuffix }))
      new TerraformOutput(scope, name, { value, staticId: true });
  });

/** HTTPS at a name, as it is completed. */
const named = {
  domain: { name: "shop.example.com", hostedZoneId: "Z1", createsCertificate: true },
  secure: true,
};
const EXISTING = "arn:aws:acm:us-east-1:123456789012:certificate/1";
const furtherListeners = [{ port: 9000, allowedCidrs: ["10.0.0.0/8"] }];

const plain = balancer();

test("it is on the internet, and drops headers that HTTP does not allow", () => {
  expect(plain.one(Lb)).toMatchObject({
    name: "shop",
    load_balancer_type: "application",
    internal: false,
    subnets: ["subnet-1", "subnet-2"],
    security_groups: [reference(SecurityGroup, "security-group", "id")],
    idle_timeout: 30,
    drop_invalid_header_fields: true,
  });
});

test.each([true, false])("deletionProtection %s is passed to AWS", (deletionProtection) => {
  expect(balancer({ deletionProtection }).one(Lb).enable_deletion_protection).toBe(deletionProtection);
});

test("others know it by its security group, and metrics by its suffix", () => {
  expect(plain.outputs()).toMatchObject({
    group: reference(SecurityGroup, "security-group", "id"),
    suffix: reference(Lb, "load-balancer", "arn_suffix"),
  });
});

test.each<[Partial<ClusterLoadBalancer>, [number, string, string][]]>([
  [{}, [[80, "HTTP", "fixed-response"]]],
  [{ port: 8080 }, [[8080, "HTTP", "fixed-response"]]],
  [
    { furtherListeners },
    [
      [80, "HTTP", "fixed-response"],
      [9000, "HTTP", "fixed-response"],
    ],
  ],
  [
    named,
    [
      [443, "HTTPS", "fixed-response"],
      [80, "HTTP", "redirect"],
    ],
  ],
  [
    { ...named, furtherListeners },
    [
      [443, "HTTPS", "fixed-response"],
      [80, "HTTP", "redirect"],
      [9000, "HTTPS", "fixed-response"],
    ],
  ],
])("with %j it listens at %j", (props, expected) => {
  const listeners = balancer(props)
    .all(LbListener)
    .map(({ port, protocol, default_action }) => [port, protocol, (default_action as { type: string }[])[0]?.type]);
  expect(listeners.sort()).toEqual(expected);
});

test.each([443, 9000])("at %d it has a certificate that is valid", (port) => {
  expect(balancer({ ...named, furtherListeners }).one(LbListener, { port }).certificate_arn).toMatch(
    /^\$\{aws_acm_certificate_validation\..+\.certificate_arn\}$/,
  );
});

test.each<[Partial<ClusterLoadBalancer>, [number, string][]]>([
  [{}, [[80, "0.0.0.0/0"]]],
  [
    { allowedCidrs: ["192.0.2.0/24"], ...named, furtherListeners },
    [
      [443, "192.0.2.0/24"],
      [80, "192.0.2.0/24"],
      [9000, "10.0.0.0/8"],
    ],
  ],
])("with %j these are let in: %j", (props, expected) => {
  const rules = balancer(props).all(VpcSecurityGroupIngressRule);
  expect(rules.map(({ from_port, cidr_ipv4 }) => [from_port, cidr_ipv4]).sort()).toEqual(expected);
});

test.each<[Partial<ClusterLoadBalancer>, number | undefined, string]>([
  [{}, undefined, "http://HOST"],
  [{ port: 8080 }, undefined, "http://HOST:8080"],
  [{ furtherListeners }, 9000, "http://HOST:9000"],
  [named, undefined, "https://shop.example.com"],
  [{ ...named, furtherListeners }, 9000, "https://shop.example.com:9000"],
])("with %j the listener at %s is reached at %s", (props, port, expected) => {
  const { url } = balancer(props, port).outputs() as { url: string };
  expect(url.replace(/\$\{aws_lb\.[\w-]+\.dns_name\}/, "HOST")).toBe(expected);
});

test.each<[Partial<ClusterLoadBalancer>, number | undefined, string]>([
  [{}, undefined, "http"],
  [named, undefined, "https"],
  [{ furtherListeners }, 9000, "listener-9000"],
])("with %j rules for the port %s are at the listener %s", (props, port, id) => {
  expect(balancer(props, port).outputs().arn).toEqual(reference(LbListener, `${id}_listener`, "arn"));
});

test.each([80, 443, 9001])("at the port %d there is no listener for a service", (port) => {
  expect(() => balancer({ ...named, furtherListeners }, port)).toThrow(`no listener has port ${port}`);
});

test("a domain leads to it", () => {
  expect(balancer(named).one(Route53Record, { type: "A" })).toMatchObject({
    zone_id: "Z1",
    name: "shop.example.com",
    alias: { name: reference(Lb, "load-balancer", "dns_name"), zone_id: reference(Lb, "load-balancer", "zone_id") },
  });
  expect(plain.all(Route53Record)).toEqual([]);
});

test("a dual-stack one has IPv6 addresses at its names too", () => {
  const dual = balancer({ ...named, ipAddressType: "dualstack" });
  expect(dual.one(Lb).ip_address_type).toBe("dualstack");
  const records = dual.all(Route53Record).filter(({ name }) => name === "shop.example.com");
  expect(records.map(({ type }) => type).sort()).toEqual(["A", "AAAA"]);
  expect(records[0]?.alias).toEqual(records[1]?.alias);
  const ipv4 = balancer({ ...named, ipAddressType: "ipv4" });
  expect(ipv4.one(Lb).ip_address_type).toBe("ipv4");
  expect(ipv4.all(Route53Record).filter(({ type }) => type === "AAAA")).toEqual([]);
  expect(plain.one(Lb)).not.toHaveProperty("ip_address_type");
});

test("it calls identity providers by IPv4, as Elastic Load Balancing does", () => {
  const rules = balancer({ authenticates: true, ipAddressType: "dualstack" }).all(VpcSecurityGroupEgressRule);
  expect(rules.map(({ cidr_ipv4, cidr_ipv6 }) => cidr_ipv4 ?? cidr_ipv6)).toEqual(["0.0.0.0/0"]);
});

describe("with several names", () => {
  const several: Partial<ClusterLoadBalancer> = {
    ...named,
    domain: { ...named.domain, createsCertificate: false },
    domains: [
      { name: "shop.example.org", hostedZoneId: "Z2", createsCertificate: true },
      { name: "*.shop.example.org", hostedZoneId: "Z2", createsCertificate: true },
      { name: "shop.example.net", createsCertificate: false },
    ],
    certificateArns: [EXISTING, `${EXISTING}2`],
    furtherListeners,
  };
  const template = balancer(several);

  test("the first existing certificate is the default one of each HTTPS listener", () => {
    for (const port of [443, 9000])
      expect(template.one(LbListener, { port })).toMatchObject({ certificate_arn: EXISTING, protocol: "HTTPS" });
  });

  test("each HTTPS listener has all other certificates too", () => {
    const created = ["shop.example.org", "*.shop.example.org"].map((domain_name) =>
      template.one(AcmCertificate, { domain_name }),
    );
    expect(created).toHaveLength(2);
    const arns = template.all(LbListenerCertificate).map(({ certificate_arn }) => String(certificate_arn));
    expect(arns).toHaveLength(6);
    expect(arns.filter((arn) => arn === `${EXISTING}2`)).toHaveLength(2);
    expect(arns.filter((arn) => arn.startsWith("${aws_acm_certificate_validation."))).toHaveLength(4);
  });

  test("one record validates a name and the wildcard below it", () => {
    const records = template.all(Route53Record).filter(({ type }) => type !== "A");
    expect(records).toHaveLength(1);
    const fqdns = template.all(AcmCertificateValidation).map(({ validation_record_fqdns }) => validation_record_fqdns);
    expect(fqdns[0]).toEqual(fqdns[1]);
  });

  test("names with a zone lead to it, those with DNS elsewhere do not", () => {
    const names = template.all(Route53Record).flatMap(({ type, name }) => (type === "A" ? [name] : []));
    expect(names.sort()).toEqual(["*.shop.example.org", "shop.example.com", "shop.example.org"]);
  });

  test.each([
    [[], "https://shop.example.com"],
    [["shop.example.net"], "https://shop.example.net"],
    [["a.shop.example.org"], "https://a.shop.example.org"],
  ])("a service for hosts %j is reached at %s", (hosts, url) => {
    expect(balancer(several, undefined, hosts).outputs().url).toBe(url);
  });
});

test("with a certificate alone it speaks HTTPS at its own name", () => {
  const template = balancer({ secure: true, certificateArns: [EXISTING] });
  expect(template.outputs().url).toMatch(/^https:\/\/\$\{aws_lb\./);
  expect(template.all(AcmCertificate)).toEqual([]);
});

test("a prefix list is let in where requests are answered, not where they are only redirected", () => {
  const rules = balancer({ ...named, allowedCidrs: [], allowedPrefixListIds: ["pl-1"] }).all(
    VpcSecurityGroupIngressRule,
  );
  expect(rules.map(({ from_port, prefix_list_id }) => [from_port, prefix_list_id])).toEqual([[443, "pl-1"]]);
});

test("it gets further security groups, while its own is what tasks let in", () => {
  const template = balancer({ securityGroupIds: ["sg-1"] });
  const own = reference(SecurityGroup, "security-group", "id");
  expect(template.one(Lb).security_groups).toEqual([own, "sg-1"]);
  expect(template.outputs().group).toEqual(own);
});

test("attributes that AWS sets by itself are left out", () => {
  const names = ["client_keep_alive", "enable_http2", "desync_mitigation_mode", "xff_header_processing_mode"];
  expect(Object.keys(plain.one(Lb)).filter((name) => names.includes(name))).toEqual([]);
  expect(
    balancer({ keepAliveSeconds: 60, http2: false, desyncMitigation: "strictest", forwardedFor: "remove" }).one(Lb),
  ).toMatchObject({
    client_keep_alive: 60,
    enable_http2: false,
    desync_mitigation_mode: "strictest",
    xff_header_processing_mode: "remove",
  });
});

test("connections are written down beside requests, where the bucket lets them in", () => {
  const template = balancer({ accessLogDays: 14, connectionLogs: true });
  expect(template.one(Lb).connection_logs).toMatchObject({ prefix: "connections", enabled: true });
  const { WriteLogs } = statements(template.one(S3BucketPolicy).policy);
  expect(WriteLogs?.Resource).toContainEqual(expect.stringMatching(/\/connections\/AWSLogs\/\d{12}\/\*$/));
});

test("requests are logged if that is configured, once the bucket lets it in", () => {
  const { access_logs, depends_on } = balancer({ accessLogDays: 14 }).one(Lb);
  expect(access_logs).toEqual({ bucket: reference(S3Bucket, "access-log_bucket", "bucket"), enabled: true });
  expect(depends_on).toContainEqual(address(S3BucketPolicy, "access-log_bucket_policy"));
  expect(plain.one(Lb)).not.toHaveProperty("access_logs");
});

test("a firewall is in front of it where one is configured", () => {
  const template = balancer({
    waf: { managedRuleGroups: [], managedRuleActions: {}, largeBodies: "count", logRetentionDays: 30 },
  });
  expect(template.one(Wafv2WebAclAssociation).resource_arn).toEqual(reference(Lb, "load-balancer", "arn"));
  expect(template.one(CloudwatchLogGroup).name).toBe("aws-waf-logs-shop");
  expect(plain.all(Wafv2WebAclAssociation)).toEqual([]);
});
