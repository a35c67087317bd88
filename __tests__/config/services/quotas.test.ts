import { demo } from "../../../config/environments/demo.ts";
import { onInstances, problems, service } from "../../support/problems.ts";

const networks = (count: number) => Array.from({ length: count }, (_, index) => `10.0.${index}.0/24`);
const ipv6Networks = (count: number) => Array.from({ length: count }, (_, index) => `2001:db8:${index + 1}::/48`);
const dual = { network: { ...demo.network, ipv6: true } };
const domain = { name: "shop.example.com", hostedZoneId: "Z0123456789EXAMPLE00" };

const found = (services: readonly object[], change: object = {}) =>
  problems({
    ...demo,
    services: services.map((each, index) => ({ ...service, name: `s${index}`, ...each })),
    delivery: { services: [] },
    ...change,
  });

const allowing = (count: number, more: object = {}) => ({
  fargateCluster: { loadBalancer: { allowedCidrs: networks(count), ...more } },
});

const routed = (count: number, change: object = {}) =>
  Array.from({ length: count }, (_, index) => ({ ...change, route: { priority: index + 1, paths: [`/${index}`] } }));

const outbound = (count: number) => ({ outbound: [{ port: 5432, cidrs: networks(count) }] });

const TESTED = { type: "ecs-blue-green", test: { port: 8000, allowedCidrs: networks(10) } };

test.each<[what: string, services: object[], change: object, message: string]>([
  ["61 networks", [], allowing(61), "makes 61 inbound rules of the load balancer, at the ports 80,"],
  ["31 networks with a domain", [], allowing(31, { domain }), "makes 62 inbound rules"],
  [
    "61 networks of IPv6",
    [],
    { ...dual, fargateCluster: { loadBalancer: { allowedCidrs: [...networks(3), ...ipv6Networks(61)] } } },
    "makes 61 inbound rules",
  ],
  [
    "60 networks of a task by IPv6",
    [{ outbound: [{ port: 5432, cidrs: [...networks(3), ...ipv6Networks(60)] }] }],
    dual,
    "makes 61 outbound rules with that for HTTPS",
  ],
  ["31 networks at a second port", [{ route: { priority: 1, port: 8080 } }], allowing(31), "makes 62 inbound rules"],
  [
    "those of a test listener",
    [{ route: { priority: 1 }, deployment: TESTED }],
    allowing(51),
    "makes 61 inbound rules of the load balancer, at the ports 80, 8000,",
  ],
  [
    "61 services with a route",
    routed(61),
    {},
    "need 61 outbound rules of the load balancer of the fargate cluster, one for each service with a route",
  ],
  ["60 services with addresses beside instances", routed(60, { ...onInstances, networkMode: "awsvpc" }), {}, "need 61"],
  ["60 networks of a task", [outbound(60)], {}, "makes 61 outbound rules with that for HTTPS"],
  [
    "59 networks of a task, and a file system",
    [{ ...outbound(59), volumes: [{ type: "efs", name: "files", fileSystemId: "fs-0123456789abcdef0" }] }],
    {},
    "makes 61 outbound rules with that for HTTPS",
  ],
  [
    "60 networks of services that share instances",
    [
      { ...onInstances, ...outbound(40) },
      { ...onInstances, outbound: [{ port: 6379, cidrs: networks(20) }] },
    ],
    {},
    "need 61 outbound rules of their instances, which services in bridge and host mode share",
  ],
])("%s are refused", (_, services, change, message) => {
  expect(found(services, change)).toEqual([expect.stringContaining(message)]);
  expect(found(services, change)[0]).toContain("and a security group allows 60: ");
});

test.each<[what: string, services: object[], change: object]>([
  ["networks", [], allowing(70)],
  ["services with addresses", routed(61), {}],
  ["networks of a task", [outbound(65)], {}],
  ["networks of instances", [{ ...onInstances, ...outbound(65) }], {}],
])("more %s are fine where the quota is higher, up to it", (_, services, change) => {
  const raised = (securityGroupRules: number) => ({ ...change, quotas: { securityGroupRules } });
  expect(found(services, raised(70))).toEqual([]);
  const [problem] = found(services, raised(60));
  expect(problem).toMatch(/, or request a quota increase and set quotas\.securityGroupRules$/);
});

test("a load balancer has as many certificates as its quota allows", () => {
  const domains = Array.from({ length: 27 }, (_, index) => ({ name: `a${index}.example.com`, hostedZoneId: "Z0123" }));
  const change = { fargateCluster: { loadBalancer: { domains } } };
  expect(found([], { ...change, quotas: { loadBalancerCertificates: 26 } })).toEqual([]);
  expect(found([], { ...change, quotas: { loadBalancerCertificates: 25 } })).toEqual([
    expect.stringContaining("makes 27 certificates: a load balancer allows 25"),
  ]);
});

test.each([
  ["securityGroupRules", 59, "60 to 1000 rules"],
  ["securityGroupRules", 1001, "60 to 1000 rules"],
  ["loadBalancerCertificates", 24, "25 to 1000 certificates"],
])("quotas.%s %d is refused", (field, value, limits) => {
  expect(found([], { quotas: { [field]: value } })).toEqual([
    `quotas.${field}: ${value} is out of range: use a whole number from ${limits}`,
  ]);
});

test("the path is that of the networks", () => {
  expect(found([], allowing(61))[0]).toMatch(/^fargateCluster\.loadBalancer\.allowedCidrs: \["10\.0\.0\.0\/24"/);
});

test.each<[what: string, services: object[], change: object]>([
  ["60 networks", [], allowing(60)],
  ["30 networks with a domain", [], allowing(30, { domain })],
  ["60 services with a route", routed(60), {}],
  [
    "60 networks of IPv4 and 60 of IPv6, which are counted separately",
    [],
    { ...dual, fargateCluster: { loadBalancer: { allowedCidrs: [...networks(60), ...ipv6Networks(60)] } } },
  ],
  [
    "59 networks of a task by IPv4 and 59 by IPv6",
    [{ outbound: [{ port: 5432, cidrs: [...networks(59), ...ipv6Networks(59)] }] }],
    dual,
  ],
  ["61 services behind instances", routed(61, onInstances), {}],
  ["59 networks of a task", [outbound(59)], {}],
  ["the same networks of services that share instances", [1, 2].map(() => ({ ...onInstances, ...outbound(59) })), {}],
])("%s are fine", (_, services, change) => {
  expect(found(services, change)).toEqual([]);
});
