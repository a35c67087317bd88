import { demo } from "../../../config/environments/demo.ts";
import { parseConfig } from "../../../config/load.ts";
import { type Accepted, problems, type Refused } from "../../support/problems.ts";

const withBalancer = (loadBalancer: object) => ({ ...demo, fargateCluster: { loadBalancer } });

const certificate = (id: number, region = "us-east-1") => `arn:aws:acm:${region}:${demo.account}:certificate/${id}`;

const REFUSED: Refused[] = [
  [
    "the port of HTTPS for plain HTTP",
    { port: 443, domain: { name: "shop.example.com", hostedZoneId: "Z0123" } },
    "fargateCluster.loadBalancer.port: 443 is the HTTPS port, which the domain opens already: leave it out",
  ],
  [
    "a port",
    { port: 70000 },
    "fargateCluster.loadBalancer.port: 70000 is out of range: use a whole number from 1 to 65535",
  ],
  [
    "whom it answers",
    { allowedCidrs: ["203.0.113.7"] },
    'fargateCluster.loadBalancer.allowedCidrs[0]: "203.0.113.7" is not an IPv4 or IPv6 network: write its first address, in the short form, and prefix length, such as 10.0.0.0/16 or 2001:db8::/32',
  ],
  [
    "a long silence",
    { idleTimeoutSeconds: 4001 },
    "fargateCluster.loadBalancer.idleTimeoutSeconds: 4001 is out of range: use a whole number from 1 to 4000 seconds",
  ],
  [
    "a name with capitals",
    { domain: { name: "Shop.example.com", hostedZoneId: "Z0123" } },
    'fargateCluster.loadBalancer.domain.name: "Shop.example.com" is not a host name: use two or more labels of up to 63 lower-case letters, digits and inner hyphens, with dots between them and only letters in the last, such as shop.example.com',
  ],
  [
    "a zone by its name",
    { domain: { name: "shop.example.com", hostedZoneId: "example.com" } },
    'fargateCluster.loadBalancer.domain.hostedZoneId: "example.com" is not a hosted zone id: write it as Route 53 shows it, Z…, without /hostedzone/ before it',
  ],
  [
    "a name without a zone or a certificate",
    { domain: { name: "shop.example.com" } },
    'fargateCluster.loadBalancer.domain: {"name":"shop.example.com"} has neither a hosted zone nor a certificate: add hostedZoneId, so that one is created, or the ARN of an existing one to certificateArns',
  ],
  [
    "a further name without a zone or a certificate",
    { domains: [{ name: "*.example.com" }] },
    'fargateCluster.loadBalancer.domains[0]: {"name":"*.example.com"} has neither a hosted zone nor a certificate: add hostedZoneId, so that one is created, or the ARN of an existing one to certificateArns',
  ],
  [
    "a wildcard as the name that people are shown",
    { domain: { name: "*.example.com", hostedZoneId: "Z0123" } },
    'fargateCluster.loadBalancer.domain.name: "*.example.com" is a wildcard, which URLs can\'t have: write one host name here, and list the wildcard in domains',
  ],
  [
    "a wildcard in the middle",
    { domains: [{ name: "a.*.example.com", hostedZoneId: "Z0123" }] },
    'fargateCluster.loadBalancer.domains[0].name: "a.*.example.com" is not a host name: use two or more labels of up to 63 lower-case letters, digits and inner hyphens, with dots between them and only letters in the last, such as shop.example.org or *.example.org',
  ],
  [
    "a name twice",
    {
      domain: { name: "shop.example.com", hostedZoneId: "Z0123" },
      domains: [{ name: "shop.example.com", hostedZoneId: "Z0124" }],
    },
    'fargateCluster.loadBalancer.domains[0].name: "shop.example.com" is listed twice: give each name once',
  ],
  [
    "a name that no certificate takes",
    { domains: [{ name: `${"a".repeat(60)}.example.com`, hostedZoneId: "Z0123" }] },
    `fargateCluster.loadBalancer.domains[0].name: "${"a".repeat(60)}.example.com" is too long for a certificate, which allows 64 characters: add an existing one to certificateArns`,
  ],
  [
    "something else for a certificate",
    { certificateArns: ["arn:aws:iam::123456789012:role/shop"] },
    'fargateCluster.loadBalancer.certificateArns[0]: "arn:aws:iam::123456789012:role/shop" is not the ARN of a certificate: write it as ACM shows it, arn:aws:acm:REGION:ACCOUNT:certificate/…',
  ],
  [
    "a certificate of another region",
    { certificateArns: [certificate(1, "eu-west-1")] },
    `fargateCluster.loadBalancer.certificateArns[0]: "${certificate(1, "eu-west-1")}" is not of account 123456789012 and region us-east-1, as its listener is: request or import the certificate there`,
  ],
  [
    "the port of HTTPS for plain HTTP beside a certificate",
    { port: 443, certificateArns: [certificate(1)] },
    "fargateCluster.loadBalancer.port: 443 is the HTTPS port, which a certificate opens already: leave it out",
  ],
  [
    "too many names",
    { domains: Array.from({ length: 27 }, (_, index) => ({ name: `a${index}.example.com`, hostedZoneId: "Z0123" })) },
    'fargateCluster.loadBalancer.domains: [{"name":"a0.example.com","hostedZoneId":"Z0123"},{"name":"a1.example.com","h… makes 27 certificates: a load balancer allows 25 besides its default certificate, so use certificates that cover several names, such as *.example.com, or request a quota increase and set quotas.loadBalancerCertificates',
  ],
  [
    "a prefix list by its name",
    { allowedPrefixListIds: ["com.amazonaws.global.cloudfront.origin-facing"] },
    'fargateCluster.loadBalancer.allowedPrefixListIds[0]: "com.amazonaws.global.cloudfront.origin-facing" is not a prefix list: write its id as Amazon VPC shows it, such as pl-3b927c52',
  ],
  [
    "too many security groups",
    { securityGroupIds: Array.from({ length: 16 }, (_, index) => `sg-${10000000 + index}`) },
    'fargateCluster.loadBalancer.securityGroupIds: ["sg-10000000","sg-10000001","sg-10000002","sg-10000003","sg-10000004","sg-10… makes 17 security groups with the load balancer\'s own, and a network interface allows 5: list fewer, or request a quota increase and set quotas.securityGroups',
  ],
  [
    "an old TLS policy",
    { tlsPolicy: "ELBSecurityPolicy-2016-08" },
    expect.stringMatching(/^fargateCluster\.loadBalancer\.tlsPolicy: "ELBSecurityPolicy-2016-08" must be one of: /),
  ],
  [
    "HSTS without HTTPS",
    { responseHeaders: { strictTransportSecurity: "max-age=31536000" } },
    'fargateCluster.loadBalancer.responseHeaders.strictTransportSecurity: "max-age=31536000" is only for HTTPS: add a domain or certificateArns, or leave it out',
  ],
  [
    "HSTS without an age",
    { certificateArns: [certificate(1)], responseHeaders: { strictTransportSecurity: "includeSubDomains" } },
    'fargateCluster.loadBalancer.responseHeaders.strictTransportSecurity: "includeSubDomains" is not a policy: write max-age in seconds, followed by includeSubDomains and preload if wanted, such as max-age=31536000; includeSubDomains',
  ],
  [
    "connection logs without access logs",
    { accessLogDays: null, connectionLogs: true },
    "fargateCluster.loadBalancer.connectionLogs: true requires access logs: set accessLogDays, or leave it out",
  ],
  [
    "a short keep-alive",
    { keepAliveSeconds: 59 },
    "fargateCluster.loadBalancer.keepAliveSeconds: 59 is out of range: use a whole number from 60 to 604800 seconds",
  ],
  [
    "certificates of clients without HTTPS",
    { mutualTls: { mode: "passthrough" } },
    'fargateCluster.loadBalancer.mutualTls: {"mode":"passthrough"} needs HTTPS: add a domain or certificateArns',
  ],
  [
    "certificates of clients without a trust store",
    { certificateArns: [certificate(1)], mutualTls: { mode: "verify" } },
    'fargateCluster.loadBalancer.mutualTls.mode: "verify" needs certificate authorities: add trustStoreArn',
  ],
  [
    "an expiry that is not checked",
    { certificateArns: [certificate(1)], mutualTls: { mode: "passthrough", ignoreExpiry: true } },
    "fargateCluster.loadBalancer.mutualTls.ignoreExpiry: true is for mode verify, as passthrough checks no certificate: leave it out, or use verify",
  ],
  [
    "a log for no days",
    { accessLogDays: 0 },
    "fargateCluster.loadBalancer.accessLogDays: 0 is out of range: use a whole number from 1 to 3650 days",
  ],
  [
    "rules that AWS does not have",
    { waf: { managedRuleGroups: ["CommonRuleSet"] } },
    'fargateCluster.loadBalancer.waf.managedRuleGroups[0]: "CommonRuleSet" must be one of: AWSManagedRulesAdminProtectionRuleSet, AWSManagedRulesAmazonIpReputationList, AWSManagedRulesAnonymousIpList, AWSManagedRulesCommonRuleSet, AWSManagedRulesKnownBadInputsRuleSet, AWSManagedRulesLinuxRuleSet, AWSManagedRulesPHPRuleSet, AWSManagedRulesSQLiRuleSet, AWSManagedRulesUnixRuleSet, AWSManagedRulesWindowsRuleSet, AWSManagedRulesWordPressRuleSet; did you mean "AWSManagedRulesCommonRuleSet"?',
  ],
  [
    "an action that rule groups do not have",
    { waf: { managedRuleActions: { AWSManagedRulesCommonRuleSet: "allow" } } },
    'fargateCluster.loadBalancer.waf.managedRuleActions.AWSManagedRulesCommonRuleSet: "allow" must be one of: block, count, off',
  ],
  [
    "an action of a rule group that is not asked",
    { waf: { managedRuleActions: { AWSManagedRulesPHPRuleSet: "count" } } },
    'fargateCluster.loadBalancer.waf.managedRuleActions.AWSManagedRulesPHPRuleSet: "count" is for a rule group that managedRuleGroups does not list: add it there, or leave this out',
  ],
  [
    "few requests",
    { waf: { requestsPer5Minutes: 9 } },
    "fargateCluster.loadBalancer.waf.requestsPer5Minutes: 9 is out of range: use a whole number from 10 to 2000000000 requests",
  ],
];

test.each(REFUSED)("%s is refused", (_, change, message) => {
  expect(problems(withBalancer(change))).toEqual([message]);
});

const ACCEPTED: Accepted[] = [
  ["no log", { accessLogDays: null }],
  ["a host name of two letters and a country", { domain: { name: "a.b.io", hostedZoneId: "Z0123" } }],
  ["DNS elsewhere", { domain: { name: "a.example.com" }, certificateArns: [certificate(1)] }],
  ["a certificate of IAM", { certificateArns: [`arn:aws:iam::${demo.account}:server-certificate/shop`] }],
  [
    "a long name with an existing certificate",
    { domain: { name: `${"a".repeat(60)}.example.com`, hostedZoneId: "Z0123" }, certificateArns: [certificate(1)] },
  ],
  ["26 certificates", { certificateArns: Array.from({ length: 26 }, (_, index) => certificate(index)) }],
  ["only known callers", { allowedCidrs: ["203.0.113.7/32"] }],
];

test.each(ACCEPTED)("%s is fine", (_, change) => {
  expect(problems(withBalancer(change))).toEqual([]);
});

test("a name leads to one load balancer", () => {
  const loadBalancer = { domains: [{ name: "a.example.com", hostedZoneId: "Z0123" }] };
  const both = { ...demo, ec2Cluster: { ...demo.ec2Cluster, loadBalancer }, fargateCluster: { loadBalancer } };
  expect(problems(both)).toEqual([
    'fargateCluster.loadBalancer.domains[0].name: "a.example.com" is also a name of ec2Cluster.loadBalancer in the same zone: give each load balancer its own',
  ]);
});

test("a certificate is created for names with a zone, for the first one only where none is given", () => {
  const zone = { hostedZoneId: "Z0123" };
  const created = (loadBalancer: object) => {
    const { domain, domains = [] } = parseConfig(withBalancer(loadBalancer), "test").fargateCluster?.loadBalancer ?? {};
    return [domain, ...domains].map((each) => each?.createsCertificate);
  };
  const names = { domain: { name: "a.example.com", ...zone }, domains: [{ name: "b.example.com", ...zone }] };
  expect(created(names)).toEqual([true, true]);
  expect(created({ ...names, certificateArns: [certificate(1)] })).toEqual([false, true]);
  expect(created({ domains: [{ name: "b.example.com" }], certificateArns: [certificate(1)] })).toEqual([
    undefined,
    false,
  ]);
});

test("two listeners may verify certificates of clients", () => {
  const trustStoreArn = `arn:aws:elasticloadbalancing:us-east-1:${demo.account}:truststore/partners/0123456789abcdef`;
  const loadBalancer = { certificateArns: [certificate(1)], mutualTls: { mode: "verify", trustStoreArn } };
  const [routed] = demo.services.filter(({ name }) => name === "ecs-demo-service-blue-green");
  const at = (...ports: number[]) =>
    ports.map((port) => ({
      ...routed,
      name: `at-${port}`,
      taskFamily: `at-${port}`,
      route: { port, priority: 1 },
      deployment: undefined,
    }));
  const found = (...ports: number[]) =>
    problems({ ...withBalancer(loadBalancer), services: at(...ports), delivery: { services: [] } });
  expect(found(8080)).toEqual([]);
  expect(found(8080, 8081)).toEqual([
    'fargateCluster.loadBalancer.mutualTls.mode: "verify" makes 3 listeners verify certificates, and a load balancer allows 2: use passthrough, or fewer ports of routes and tests',
  ]);
});

test("with a prefix list it answers no other callers, unless they are listed", () => {
  const cidrs = (loadBalancer: object) =>
    parseConfig(withBalancer(loadBalancer), "test").fargateCluster?.loadBalancer?.allowedCidrs;
  expect(cidrs({ allowedPrefixListIds: ["pl-a3a144ca"] })).toEqual([]);
  expect(cidrs({ allowedPrefixListIds: ["pl-a3a144ca"], allowedCidrs: ["10.0.0.0/8"] })).toEqual(["10.0.0.0/8"]);
});

test("by default it answers all addresses at port 80, and logs requests for three months", () => {
  expect(parseConfig(withBalancer({}), "test").fargateCluster).toMatchObject({
    containerInsights: "enabled",
    execLogRetentionDays: 90,
    loadBalancer: {
      port: 80,
      allowedCidrs: ["0.0.0.0/0"],
      idleTimeoutSeconds: 60,
      deletionProtection: false,
      accessLogDays: 90,
    },
  });
});

test("a firewall asks for known bad inputs, anonymous addresses and the common rules by default", () => {
  expect(parseConfig(withBalancer({ waf: {} }), "test").fargateCluster?.loadBalancer?.waf).toEqual({
    managedRuleGroups: [
      "AWSManagedRulesKnownBadInputsRuleSet",
      "AWSManagedRulesAnonymousIpList",
      "AWSManagedRulesCommonRuleSet",
    ],
    managedRuleActions: {},
    largeBodies: "count",
    logRetentionDays: 30,
  });
});

test.each([
  [{ containerInsights: "on" }, 'fargateCluster.containerInsights: "on" must be one of: enabled, enhanced, disabled'],
  [
    { execLogRetentionDays: 2 },
    "fargateCluster.execLogRetentionDays: 2 must be one of the retention times of CloudWatch Logs: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days",
  ],
])("a cluster with %j is refused", (fargateCluster, message) => {
  expect(problems({ ...demo, fargateCluster })).toEqual([message]);
});

describe("ports of further listeners", () => {
  const [service] = demo.services.filter(({ name }) => name === "ecs-demo-service-blue-green");
  const withRoute = (route: object, loadBalancer: object) => ({
    ...withBalancer(loadBalancer),
    services: [{ ...service, route: { priority: 1, ...route } }],
    delivery: { services: [] },
  });
  const domain = { name: "shop.example.com", hostedZoneId: "Z0123" };

  test.each([
    [
      { port: 80 },
      {},
      "services[0].route.port: 80 is a port of the load balancer itself (80): use another, or leave it out",
    ],
    [
      { port: 8443 },
      { port: 8443 },
      "services[0].route.port: 8443 is a port of the load balancer itself (8443): use another, or leave it out",
    ],
    [
      { port: 443 },
      { domain },
      "services[0].route.port: 443 is a port of the load balancer itself (80 and 443): use another, or leave it out",
    ],
    [
      {},
      { port: 8000 },
      "services[0].deployment.test.port: 8000 is a port of the load balancer itself (8000): use another",
    ],
  ])("%j is refused on %j", (route, loadBalancer, message) => {
    expect(problems(withRoute(route, loadBalancer))).toEqual([message]);
  });

  test("they come from routes and from deployments, in the order of ports", () => {
    const { fargateCluster, ec2Cluster } = parseConfig(
      withRoute({ port: 8080 }, { allowedCidrs: ["10.0.0.0/8"] }),
      "test",
    );
    expect(fargateCluster?.loadBalancer?.furtherListeners).toEqual([
      { port: 8000, allowedCidrs: ["203.0.113.0/24"] },
      { port: 8080, allowedCidrs: ["10.0.0.0/8"], allowedPrefixListIds: [] },
    ]);
    expect(ec2Cluster?.loadBalancer).toBeUndefined();
  });

  test("443 is free without a domain", () => {
    expect(problems(withRoute({ port: 443 }, {}))).toEqual([]);
  });
});
