import { environmentOf, onInstances, problems, service } from "../../support/problems.ts";

const named = (name: string, change: object = {}) => ({ ...service, name, ...change });
const found = (...services: object[]) => problems(environmentOf(...services));

const alarm = (name: string) => ({ metric: "cpu", threshold: 90, name });
const scaling = (out: string, back: string) => ({
  minTasks: 1,
  maxTasks: 4,
  steps: { out: { cpuPercent: 80, alarmName: out }, in: { cpuPercent: 20, alarmName: back } },
});

const route = (priority: number, port?: number) => ({ route: { priority, port, paths: [`/${priority}/*`] } });
const OFFICE = ["10.0.0.0/8"];
const tested = (port: number, allowedCidrs = OFFICE) => ({
  deployment: { type: "codedeploy-blue-green", test: { port, allowedCidrs } },
});
const groups = (...targetGroupNames: string[]) => ({ deployment: { type: "ecs-blue-green", targetGroupNames } });
const codeDeploy = { deployment: { type: "codedeploy-blue-green" } };

test.each<[what: string, services: object[], message: string]>([
  ["a name twice", [named("a"), named("a")], 'services[1].name: "a" is the name of services[0] too: give each its own'],
  [
    "a name twice, on different clusters",
    [named("a"), named("a", onInstances)],
    'services[1].name: "a" is the name of services[0] too: give each its own',
  ],
  [
    "names that come out alike",
    [named("web"), named("ecs-demo-web")],
    'services[1].name: "ecs-demo-web" produces the same names as services[0], such as ecs-demo-web-task-role: use another',
  ],
  [
    "a task family twice",
    [named("a", { taskFamily: "web" }), named("b", { taskFamily: "web" })],
    'services[1].taskFamily: "web" is the taskFamily of services[0] too: give each its own',
  ],
  [
    "a dashboard twice",
    [named("a", { dashboardName: "web" }), named("b", { dashboardName: "web" })],
    'services[1].dashboardName: "web" is the dashboardName of services[0] too: give each its own',
  ],
  [
    "a Service Connect name twice",
    [named("a", { serviceConnect: { name: "orders" } }), named("b", { serviceConnect: { name: "orders", port: 81 } })],
    'services[1].serviceConnect.name: "orders" is the Service Connect name on the fargate cluster of services[0] too: give each its own',
  ],
  [
    "an alarm of scaling out twice",
    [named("a", { scaling: scaling("busy", "idle") }), named("b", { scaling: scaling("busy", "quiet") })],
    'services[1].scaling.steps.out.alarmName: "busy" is the name of an alarm of services[0] too: give each its own',
  ],
  [
    "an alarm of scaling in twice",
    [named("a", { scaling: scaling("busy", "idle") }), named("b", { scaling: scaling("full", "idle") })],
    'services[1].scaling.steps.in.alarmName: "idle" is the name of an alarm of services[0] too: give each its own',
  ],
  [
    "an alarm twice",
    [named("a", { alarms: [alarm("busy")] }), named("b", { alarms: [alarm("busy")] })],
    'services[1].alarms[0].name: "busy" is the name of an alarm of services[0] too: give each its own',
  ],
  [
    "an alarm twice in a service",
    [named("a", { alarms: [alarm("busy"), alarm("busy")] })],
    'services[0].alarms[1].name: "busy" is the name of an alarm of services[0] too: give each its own',
  ],
  [
    "an alarm with the default name of another",
    [named("a", { alarms: [alarm("ecs-demo-a-memory"), { metric: "memory", threshold: 50 }] })],
    'services[0].alarms[0].name: "ecs-demo-a-memory" is the default name of an alarm of services[0]: use another',
  ],
  [
    "an alarm with the default name of another service's scaling",
    [
      named("a", { alarms: [alarm("ecs-demo-b-scale-in-alarm")] }),
      named("b", { scaling: { ...scaling("out", "in"), steps: { out: { cpuPercent: 80 }, in: { cpuPercent: 20 } } } }),
    ],
    'services[0].alarms[0].name: "ecs-demo-b-scale-in-alarm" is the default name of an alarm of services[1]: use another',
  ],
  [
    "an alarm that scaling has too",
    [named("a", { scaling: scaling("busy", "idle"), alarms: [alarm("idle")] })],
    'services[0].alarms[0].name: "idle" is the name of an alarm of services[0] too: give each its own',
  ],
  [
    "a target group twice",
    [named("a", groups("one", "two")), named("b", groups("three", "two"))],
    'services[1].deployment.targetGroupNames[1]: "two" is the name of a target group of services[0] too: give each its own',
  ],
  [
    "a priority twice",
    [named("a", route(1)), named("b", route(1))],
    "services[1].route.priority: 1 is taken by services[0] on the same listener: give each service its own",
  ],
  [
    "a priority twice at a port",
    [named("a", route(1, 8080)), named("b", route(1, 8080))],
    "services[1].route.priority: 1 is taken by services[0] on the same listener: give each service its own",
  ],
  [
    "a priority twice at a port for tests",
    [named("a", { ...route(1), ...tested(9000) }), named("b", { ...route(1, 8080), ...tested(9000) })],
    "services[1].deployment.test.port: 9000 is a listener where services[0] has route.priority 1 too: give each service its own",
  ],
  [
    "a test at the service's own port",
    [named("a", { ...route(1, 8080), ...tested(8080) })],
    "services[0].deployment.test.port: 8080 is also the port of the route: use another for tests",
  ],
  [
    "a test at the port of another service",
    [named("a", { ...route(1), ...tested(8080) }), named("b", route(2, 8080))],
    "services[0].deployment.test.port: 8080 is the port of services[1].route: use another for tests",
  ],
  [
    "tests at one port for different callers",
    [named("a", { ...route(1), ...tested(9000) }), named("b", { ...route(2), ...tested(9000, ["192.168.0.0/16"]) })],
    'services[1].deployment.test.allowedCidrs: ["192.168.0.0/16"] differs from that of services[0] at the same port: use the same, or another port',
  ],
])("%s is refused", (_, services, message) => {
  expect(found(...services)).toEqual([message]);
});

test.each<[what: string, services: object[]]>([
  ["the same priority on two load balancers", [named("a", route(1)), named("b", { ...onInstances, ...route(1) })]],
  ["the same priority on two listeners", [named("a", route(1)), named("b", route(1, 8080))]],
  [
    "the same port on two load balancers",
    [named("a", { ...route(1), ...tested(8080) }), named("b", { ...onInstances, ...route(1, 8080) })],
  ],
  ["two services at the same separate port", [named("a", route(1, 8080)), named("b", route(2, 8080))]],
  [
    "tests of the same callers at one port, in any order",
    [
      named("a", { ...route(1), ...tested(9000, ["10.0.0.0/8", "192.168.0.0/16"]) }),
      named("b", { ...route(2), ...tested(9000, ["192.168.0.0/16", "10.0.0.0/8"]) }),
    ],
  ],
  [
    "tests of different callers at two ports",
    [named("a", { ...route(1), ...tested(9000) }), named("b", { ...route(2), ...tested(9001, ["192.168.0.0/16"]) })],
  ],
  ["a task family like the name of another service", [named("a", { taskFamily: "b" }), named("b")]],
  ["no services", []],
])("%s are fine", (_, services) => {
  expect(found(...services)).toEqual([]);
});

describe("room on a load balancer", () => {
  const many = (count: number, change: (index: number) => object) =>
    Array.from({ length: count }, (_, index) => named(`s${index}`, change(index)));
  const rest = "put some on the other cluster, or into another environment";

  test.each<[what: string, services: object[], start: string, need: string]>([
    [
      "target groups",
      many(101, (index) => ({ ...onInstances, ...route(index + 1) })),
      '[{"name":"s0","cluster":"ec2","container":{"image":"nginx:1.29","memoryMiB":6…',
      "101 target groups on the load balancer of the ec2 cluster, which allows 100",
    ],
    [
      "two target groups of each",
      many(51, (index) => ({ ...onInstances, ...route(index + 1), ...codeDeploy })),
      '[{"name":"s0","cluster":"ec2","container":{"image":"nginx:1.29","memoryMiB":6…',
      "102 target groups on the load balancer of the ec2 cluster, which allows 100",
    ],
    [
      "listeners",
      many(50, (index) => route(1, 8000 + index)),
      '[{"name":"s0","cluster":"fargate","container":{"image":"nginx:1.29"},"route":…',
      "51 listeners on the load balancer of the fargate cluster, which allows 50",
    ],
  ])("ends with %s", (_, services, start, need) => {
    expect(found(...services)).toEqual([`services: ${start} need ${need}: ${rest}`]);
  });

  test("services without a route take none", () => {
    expect(found(...many(101, () => ({})))).toEqual([]);
  });

  test("each cluster has its own", () => {
    expect(found(...many(101, (index) => ({ ...(index > 50 && onInstances), ...route(index + 1) })))).toEqual([]);
  });
});
