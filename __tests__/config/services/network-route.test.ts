import { demo } from "../../../config/environments/demo.ts";
import { parseConfig } from "../../../config/load.ts";
import {
  type Accepted,
  completed,
  environmentOf,
  onInstances,
  problems,
  type Refused,
  service,
  serviceProblems,
} from "../../support/problems.ts";

const tcp = { type: "network", port: 7000, protocol: "TCP" };
const udp = { type: "network", port: 7000, protocol: "UDP", healthCheck: { port: 8080 } };
const tls = { type: "network", port: 7000, protocol: "TLS" };
const on = (route: object, more: object = {}) => ({ route, ...more });
const at = "services[0].route";
const ALL_AT_ONCE = { type: "codedeploy-blue-green", shift: { type: "all-at-once" } };

// Sources of the rules are beside them.
const REFUSED: Refused[] = [
  ["no port", on({ type: "network", protocol: "TCP" }), `${at}.port: is required: add it`],
  [
    "a protocol of HTTP",
    on({ ...tcp, protocol: "HTTP2" }),
    `${at}.protocol: "HTTP2" must be one of: TCP, UDP, TCP_UDP, TLS`,
  ],
  ["another type", on({ ...tcp, type: "gateway" }), `${at}.type: "gateway" must be one of: application, network`],
  ["a priority", on({ ...tcp, priority: 1 }), `${at}.priority: unknown field; it is a field of type "application"`],
  ["paths", on({ ...tcp, paths: ["/a"] }), `${at}.paths: unknown field; it is a field of type "application"`],
  [
    "authentication",
    on({ ...tcp, authentication: { type: "cognito" } }),
    `${at}.authentication: {"type":"…"} unknown field; it is a field of type "application"`,
  ],
  [
    "UDP without a port to check",
    on({ ...udp, healthCheck: {} }),
    `${at}.healthCheck: {} requires a port, because UDP has no health check: set healthCheck.port to a TCP port of the tasks`,
  ],
  [
    "a path that TCP does not ask for",
    on({ ...tcp, healthCheck: { path: "/healthz" } }),
    `${at}.healthCheck.path: "/healthz" is for checks by HTTP and HTTPS: leave it out, or set healthCheck.protocol`,
  ],
  [
    "codes that TCP does not have",
    on({ ...tcp, healthCheck: { codes: "200" } }),
    `${at}.healthCheck.codes: "200" is for checks by HTTP and HTTPS: leave it out, or set healthCheck.protocol`,
  ],
  [
    "a code beyond HTTP's",
    on({ ...tcp, healthCheck: { protocol: "HTTP", codes: "200-600" } }),
    `${at}.healthCheck.codes: "200-600" has a code out of range: use 200 to 599`,
  ],
  [
    "a check that is slower than its interval",
    on({ ...tcp, healthCheck: { intervalSeconds: 10 } }),
    `${at}.healthCheck.timeoutSeconds: 10 (the default) is not less than intervalSeconds 10: a check must end before the next begins`,
  ],
  [
    "tasks that speak TLS to a listener of TCP",
    on({ ...tcp, targetProtocol: "TLS" }),
    `${at}.targetProtocol: "TLS" is for protocol TLS: leave it out, or use that`,
  ],
  [
    "ALPN without TLS",
    on({ ...tcp, alpn: "HTTP2Only" }),
    `${at}.alpn: "HTTP2Only" is for protocol TLS: leave it out, or use that`,
  ],
  [
    "an idle timeout of UDP",
    on({ ...udp, idleTimeoutSeconds: 600 }),
    `${at}.idleTimeoutSeconds: 600 can't be changed with protocol UDP: leave it out`,
  ],
  [
    "hidden clients of UDP",
    on({ ...udp, preserveClientIp: false }),
    `${at}.preserveClientIp: false can't be false with protocol UDP, whose clients' addresses are always preserved: leave it out`,
  ],
  [
    "connections that stay with two sets of tasks",
    on({ ...tcp, sticky: true }, { deployment: { type: "ecs-blue-green" } }),
    `${at}.sticky: true can't be used with deployment ecs-blue-green, which moves connections between two target groups: use rolling, or leave it out`,
  ],
  [
    "parts that CodeDeploy moves by default",
    on(tcp, { deployment: { type: "codedeploy-blue-green" } }),
    'services[0].deployment.shift: {"type":"canary","percent":10,"minutes":5} (the default) moves connections in parts, which CodeDeploy does not with a route of type network: use { type: "all-at-once" }, or ecs-canary or ecs-linear',
  ],
  [
    "UDP on an old platform",
    on(udp, { platformVersion: "1.3.0" }),
    'services[0].platformVersion: "1.3.0" does not support UDP behind a load balancer: use 1.4.0, or LATEST',
  ],
  [
    "UDP that others call by name",
    on(udp, { serviceConnect: { name: "web" } }),
    'services[0].serviceConnect.name: "web" is for ports of TCP, and that of the route is UDP: leave it out, or use another service for TCP',
  ],
  [
    "UDP in bridge mode",
    on(udp, onInstances),
    `${at}.protocol: "UDP" requires tasks with their own addresses, because in bridge mode health checks don't reach them: set networkMode to "awsvpc"`,
  ],
  [
    "both protocols in bridge mode",
    on({ ...tcp, protocol: "TCP_UDP" }, onInstances),
    `${at}.protocol: "TCP_UDP" requires tasks with their own addresses, because in bridge mode health checks don't reach them: set networkMode to "awsvpc"`,
  ],
  [
    "a port to check that Docker chooses",
    on({ ...tcp, healthCheck: { port: 8080 } }, onInstances),
    `${at}.healthCheck.port: 8080 requires tasks with their own addresses: leave it out, or set networkMode to "awsvpc"`,
  ],
  [
    "scaling on requests",
    on(tcp, { scaling: { minTasks: 1, maxTasks: 2, tracking: [{ metric: "requests", target: 10 }] } }),
    'services[0].scaling.tracking[0].metric: "requests" counts HTTP requests, but the route is of type network: track cpu or memory',
  ],
  [
    "an alarm on responses",
    on(tcp, { alarms: [{ metric: "server-errors", threshold: 1 }] }),
    'services[0].alarms[0].metric: "server-errors" is a metric of HTTP, but the route is of type network: use unhealthy-tasks, cpu or memory',
  ],
  [
    "TLS without a certificate",
    on(tls),
    `${at}.protocol: "TLS" needs a certificate: add a domain or certificateArns to fargateCluster.networkLoadBalancer`,
  ],
  [
    "ECS's own deployments in bridge mode",
    on(tcp, { ...onInstances, deployment: { type: "ecs-blue-green" } }),
    'services[0].deployment.type: "ecs-blue-green" requires tasks with their own addresses: set networkMode to "awsvpc", or use codedeploy-blue-green or rolling',
  ],
  [
    "a test at the port of the route",
    on(tcp, { deployment: { type: "ecs-blue-green", test: { port: 7000, allowedCidrs: [] } } }),
    "services[0].deployment.test.port: 7000 is also the port of the route: use another for tests",
  ],
];

test.each(REFUSED)("%s is refused", (_, change, message) => {
  expect(serviceProblems(change)).toEqual([message]);
});

const ACCEPTED: Accepted[] = [
  ["TCP", on(tcp)],
  ["UDP", on(udp)],
  ["UDP to ports of instances", on(udp, { ...onInstances, networkMode: "host", desiredCount: 1 })],
  ["UDP whose port takes TCP too", on({ ...udp, healthCheck: { port: 80 } })],
  ["both", on({ ...tcp, protocol: "TCP_UDP" })],
  ["TCP in bridge mode", on(tcp, onInstances)],
  ["UDP on instances, with addresses of tasks", on(udp, { ...onInstances, networkMode: "awsvpc" })],
  ["ports of the Application Load Balancer", on({ ...tcp, port: 80 })],
  ["CodeDeploy, all at once", on(tcp, { deployment: ALL_AT_ONCE })],
  ["CodeDeploy in bridge mode", on(tcp, { ...onInstances, deployment: ALL_AT_ONCE })],
  ["ECS in steps", on(udp, { deployment: { type: "ecs-linear" } })],
  ["a code of server errors", on({ ...tcp, healthCheck: { protocol: "HTTPS", codes: "503" } })],
  ["an alarm on unhealthy tasks", on(tcp, { alarms: [{ metric: "unhealthy-tasks", threshold: 1 }] })],
  ["hidden clients of TCP", on({ ...tcp, preserveClientIp: false })],
  ["a route that says it is of HTTP", on({ type: "application", priority: 1 })],
];

test.each(ACCEPTED)("%s is fine", (_, change) => {
  expect(serviceProblems(change)).toEqual([]);
});

test("a port of the Network Load Balancer has one service", () => {
  const both = [
    { ...service, route: tcp },
    { ...service, name: "other", route: udp },
  ];
  expect(problems(environmentOf(...both))).toEqual([
    "services[1].route.port: 7000 is a port of services[0] on the Network Load Balancer of the cluster: give each service its own, or one of them TCP_UDP",
  ]);
  const [first, second] = both;
  expect(problems(environmentOf(first as object, { ...second, ...onInstances, networkMode: "awsvpc" }))).toEqual([]);
});

test("a load balancer takes 50 listeners", () => {
  const services = Array.from({ length: 51 }, (_, index) => ({
    ...service,
    name: `web-${index}`,
    route: { ...tcp, port: 7000 + index },
  }));
  expect(problems(environmentOf(...services))).toEqual([
    expect.stringContaining("need 51 listeners on the Network Load Balancer of the fargate cluster, which allows 50"),
  ]);
});

test("checks wait as long as Elastic Load Balancing lets them, and ask at the root", () => {
  expect(completed(on(tcp)).route?.healthCheck).toMatchObject({ protocol: "TCP", timeoutSeconds: 10 });
  expect(completed(on(tcp)).route?.healthCheck).not.toHaveProperty("path");
  const { healthCheck } = completed(on({ ...tcp, healthCheck: { protocol: "HTTP" } })).route ?? {};
  expect(healthCheck).toMatchObject({ path: "/", timeoutSeconds: 6 });
});

test("another protocol has another target group", () => {
  const nameOf = (route: object, more: object = {}) => completed(on(route, more)).targetGroupNames;
  expect(nameOf(tcp)).toEqual(["ecs-demo-web-tcp"]);
  expect(nameOf(udp)).toEqual(["ecs-demo-web-udp"]);
  expect(nameOf({ ...tcp, protocol: "TCP_UDP" })).toEqual(["ecs-demo-web-tcp-udp"]);
  expect(nameOf(tcp, { deployment: ALL_AT_ONCE })).toEqual(["ecs-demo-web-tcp-1", "ecs-demo-web-tcp-2"]);
});

test.each<[string, object, [string, string, number][]]>([
  ["TCP", tcp, [["tcp", "tcp", 80]]],
  [
    "both protocols",
    { ...tcp, protocol: "TCP_UDP" },
    [
      ["tcp", "tcp", 80],
      ["udp", "udp", 80],
    ],
  ],
  [
    "UDP and its checks",
    udp,
    [
      ["udp", "udp", 80],
      ["health-checks", "tcp", 8080],
    ],
  ],
  [
    "UDP that is checked at the same port",
    { ...udp, healthCheck: { port: 80 } },
    [
      ["udp", "udp", 80],
      ["health-checks", "tcp", 80],
    ],
  ],
  [
    "TCP that is checked elsewhere",
    { ...tcp, healthCheck: { port: 81 } },
    [
      ["tcp", "tcp", 80],
      ["health-checks", "tcp", 81],
    ],
  ],
])("tasks are reached for %s", (_, route, expected) => {
  const found = completed(on(route)).route;
  const openings = found?.type === "network" ? found.openings : [];
  expect(openings.map(({ key, ipProtocol, port }) => [key, ipProtocol, port])).toEqual(expected);
});

test("a cluster whose services have routes of type network only has no Application Load Balancer", () => {
  const { fargateCluster } = parseConfig(
    { ...environmentOf({ ...service, route: tcp }), fargateCluster: undefined },
    "test",
  );
  expect(fargateCluster?.loadBalancer).toBeUndefined();
  expect(fargateCluster?.networkLoadBalancer).toMatchObject({
    name: "ecs-demo-fargate-nlb",
    accessLogDays: null,
    listeners: [{ port: 7000, ipProtocols: ["tcp"], allowedCidrs: ["0.0.0.0/0"] }],
  });
  expect(parseConfig(demo, "demo").fargateCluster?.networkLoadBalancer).toBeUndefined();
});

test("ECS's own deployments take longer behind a Network Load Balancer", () => {
  const rolloutOf = (more: object) =>
    completed(on(tcp, { deployment: { type: "ecs-blue-green", ...more } })).deployment;
  expect(rolloutOf({}).rollout).toMatchObject({ settleMinutes: 20 });
  expect(rolloutOf({ test: { port: 7001, allowedCidrs: [] } }).rollout).toMatchObject({ settleMinutes: 30 });
  expect(
    completed(on({ priority: 1 }, { deployment: { type: "ecs-blue-green" } })).deployment.rollout,
  ).not.toHaveProperty("settleMinutes");
});
