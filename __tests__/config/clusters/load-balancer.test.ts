import { demo } from "../../../config/environments/demo.ts";
import { parseConfig } from "../../../config/load.ts";
import { type Accepted, problems, type Refused } from "../../support/problems.ts";

const withBalancer = (loadBalancer: object) => ({ ...demo, fargateCluster: { loadBalancer } });

const REFUSED: Refused[] = [
  [
    "the port of HTTPS for plain HTTP",
    { port: 443, domain: { name: "shop.example.com", hostedZoneId: "Z0123" } },
    "fargateCluster.loadBalancer.port: 443 is that of HTTPS, which the domain opens by itself: leave it out",
  ],
  [
    "a port",
    { port: 70000 },
    "fargateCluster.loadBalancer.port: 70000 is out of range: use a whole number from 1 to 65535",
  ],
  [
    "whom it answers",
    { allowedCidrs: ["203.0.113.7"] },
    'fargateCluster.loadBalancer.allowedCidrs[0]: "203.0.113.7" is not an IPv4 network: write its first address and prefix length, such as 10.0.0.0/16',
  ],
  [
    "a long silence",
    { idleTimeoutSeconds: 4001 },
    "fargateCluster.loadBalancer.idleTimeoutSeconds: 4001 is out of range: use a whole number from 1 to 4000 seconds",
  ],
  [
    "a name with capitals",
    { domain: { name: "Shop.example.com", hostedZoneId: "Z0123" } },
    'fargateCluster.loadBalancer.domain.name: "Shop.example.com" is not a host name: write it in lower case, such as shop.example.com',
  ],
  [
    "a zone by its name",
    { domain: { name: "shop.example.com", hostedZoneId: "example.com" } },
    'fargateCluster.loadBalancer.domain.hostedZoneId: "example.com" is not a hosted zone id: write it as Route 53 shows it, Z…',
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
  ["only known callers", { allowedCidrs: ["203.0.113.7/32"] }],
];

test.each(ACCEPTED)("%s is fine", (_, change) => {
  expect(problems(withBalancer(change))).toEqual([]);
});

test("by default it answers everybody at port 80, and logs requests for three months", () => {
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
    "fargateCluster.execLogRetentionDays: 2 is no retention time of CloudWatch Logs: use one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days",
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
      { port: 8080, allowedCidrs: ["10.0.0.0/8"] },
    ]);
    expect(ec2Cluster?.loadBalancer).toBeUndefined();
  });

  test("443 is free without a domain", () => {
    expect(problems(withRoute({ port: 443 }, {}))).toEqual([]);
  });
});
