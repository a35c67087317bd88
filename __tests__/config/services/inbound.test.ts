import {
  type Accepted,
  environmentOf,
  onExternal,
  onInstances,
  onManaged,
  problems,
  type Refused,
  service,
  serviceProblems,
} from "../../support/problems.ts";

const FROM = { cidrs: ["10.0.0.0/16"] };
const opening = (...inbound: object[]) => ({ inbound });
const groups = (count: number) => Array.from({ length: count }, (_, index) => `sg-0123456789abcdef${index}`);
const cidrs = (count: number) => Array.from({ length: count }, (_, index) => `10.0.${index}.0/24`);

const REFUSED: Refused[] = [
  [
    "no source",
    opening({ port: 9090 }),
    'services[0].inbound[0]: {"port":9090} lets nothing in: list cidrs, securityGroupIds or prefixListIds',
  ],
  [
    "a range that ends before it begins",
    opening({ ...FROM, port: 9090, toPort: 9000 }),
    "services[0].inbound[0].toPort: 9000 is below port 9090: use that or a higher one, or leave it out",
  ],
  [
    "a network that is none",
    opening({ port: 9090, cidrs: ["10.0.0.0"] }),
    'services[0].inbound[0].cidrs[0]: "10.0.0.0" is not an IPv4 or IPv6 network: write its first address, in the short form, and prefix length, such as 10.0.0.0/16 or 2001:db8::/32',
  ],
  [
    "a group by its name",
    opening({ port: 9090, securityGroupIds: ["web"] }),
    'services[0].inbound[0].securityGroupIds[0]: "web" is not an id: write it as EC2 shows it, such as sg-0123456789abcdef0',
  ],
  [
    "a prefix list by its name",
    opening({ port: 9090, prefixListIds: ["cloudfront"] }),
    'services[0].inbound[0].prefixListIds[0]: "cloudfront" is not a prefix list: write its id as Amazon VPC shows it, such as pl-3b927c52',
  ],
  [
    "everything by a protocol that has no ports",
    opening({ ...FROM, port: 9090, protocol: "icmp" }),
    'services[0].inbound[0].protocol: "icmp" must be one of: tcp, udp',
  ],
  [
    "one opening twice",
    opening({ ...FROM, port: 9090 }, { ...FROM, port: 9090 }),
    'services[0].inbound[1]: {"cidrs":["10.0.0.0/16"],"port":9090} is listed twice: remove one of them',
  ],
  [
    "a group for tasks in bridge mode",
    { ...onInstances, securityGroupIds: groups(1) },
    'services[0].securityGroupIds: ["sg-0123456789abcdef0"] is only for tasks with their own network interface: set networkMode to awsvpc, or leave it out',
  ],
];

test.each(REFUSED)("%s is refused", (_, change, message) => {
  expect(serviceProblems(change)).toEqual([message]);
});

test.each<[what: string, change: object, rule: string]>([
  [
    "an opening in bridge mode",
    { ...onInstances, ...opening({ ...FROM, port: 9090 }) },
    "can't be used in bridge mode, in which Docker chooses the port of the instance: set networkMode to awsvpc or host, or leave it out",
  ],
  [
    "an opening of external instances",
    { ...onExternal, networkMode: "host", ...opening({ ...FROM, port: 9090 }) },
    "is not for external instances, which have no security group: leave it out",
  ],
  [
    "five further groups",
    { securityGroupIds: groups(5) },
    "is too long: a task has up to 5 security groups, with its own one",
  ],
  [
    "four further groups beside that of Service Connect",
    { securityGroupIds: groups(4), serviceConnect: {} },
    "is too long: a task has up to 5 security groups, with its own one and that of Service Connect",
  ],
  [
    "more sources than a group takes",
    { route: { priority: 1 }, ...opening({ port: 9090, cidrs: cidrs(60) }) },
    "makes 61 inbound rules with those of the load balancer, and a security group allows 60: list fewer, larger networks, or request a quota increase and set quotas.securityGroupRules",
  ],
])("%s is refused", (_, change, rule) => {
  const [found, ...others] = serviceProblems(change);
  expect(others).toEqual([]);
  expect(found?.endsWith(` ${rule}`)).toBe(true);
});

test("services in host mode share the rules of their instances", () => {
  const host = (name: string, port: number, change: object = {}) => ({
    ...service,
    ...onInstances,
    name,
    networkMode: "host",
    desiredCount: 1,
    container: { ...onInstances.container, port },
    ...opening({ port, cidrs: cidrs(30) }),
    ...change,
  });
  expect(problems(environmentOf(host("one", 8080), host("two", 8081)))).toEqual([]);
  // That of its port, and that of the ports that Docker chooses.
  expect(problems(environmentOf(host("one", 8080, { route: { priority: 1 } }), host("two", 8081)))).toEqual([
    expect.stringContaining("need 62 inbound rules of their instances, which services in host mode share"),
  ]);
});

const ACCEPTED: Accepted[] = [
  ["a port for a network", opening({ ...FROM, port: 9090 })],
  ["a range for a group", opening({ port: 9090, toPort: 9099, securityGroupIds: groups(1) })],
  ["UDP for a prefix list", opening({ port: 53, protocol: "udp", prefixListIds: ["pl-3b927c52"] })],
  ["a port of an instance", { ...onInstances, networkMode: "host", ...opening({ ...FROM, port: 9090 }) }],
  ["tasks of managed instances", { ...onManaged, ...opening({ ...FROM, port: 9090 }) }],
  ["four further groups", { securityGroupIds: groups(4) }],
  ["60 sources without a route", opening({ port: 9090, cidrs: cidrs(60) })],
];

test.each(ACCEPTED)("%s is fine", (_, change) => {
  expect(serviceProblems(change)).toEqual([]);
});
