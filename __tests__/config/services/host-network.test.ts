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

const onHost = { ...onInstances, networkMode: "host" };
const containing = (change: object) => ({ ...onHost, container: { ...onInstances.container, ...change } });

const REFUSED: Refused[] = [
  [
    "the network of the host on Fargate",
    { networkMode: "host" },
    'services[0].networkMode: "host" is not for Fargate: use awsvpc, or leave it out',
  ],
  [
    "the network of instances that AWS manages",
    { ...onManaged, networkMode: "host" },
    'services[0].networkMode: "host" is not for managed instances: use awsvpc, or leave it out',
  ],
  [
    "Service Connect without memory of the task",
    { ...onHost, serviceConnect: {} },
    "services[0].serviceConnect: {} is not for networkMode host: use bridge or awsvpc, or leave it out",
  ],
  [
    "Service Connect",
    { ...onHost, memoryMiB: 512, serviceConnect: {} },
    "services[0].serviceConnect: {} is not for networkMode host: use bridge or awsvpc, or leave it out",
  ],
  [
    "an application protocol",
    containing({ ports: [{ name: "admin", port: 9901, appProtocol: "http" }] }),
    'services[0].container.ports[0].appProtocol: "http" is for Service Connect, which networkMode host does not have: leave it out',
  ],
  [
    "the port of SSH",
    containing({ port: 22 }),
    "services[0].container.port: 22 is reserved on each instance by SSH, Docker or the ECS agent: use another",
  ],
  [
    "a parameter of the network",
    containing({ systemControls: { "net.core.somaxconn": "1024" } }),
    "services[0].container.systemControls.net.core.somaxconn: \"1024\" is a parameter of the instance's network, which networkMode host can't change: leave it out",
  ],
  [
    "the metadata service of the instance by a setting",
    { ...onHost, instanceMetadata: true },
    "services[0].instanceMetadata: true is only for tasks in bridge mode: leave it out, in host mode they always reach it",
  ],
  [
    "one port for two containers",
    { ...containing({ port: 8080 }), sidecars: [{ name: "proxy", image: "nginx:1.29", memoryMiB: 64, port: 8080 }] },
    "services[0].sidecars[0].port: 8080 is a port of container too, and containers of a task share its ports: use another",
  ],
  [
    "ECS's own shift of requests",
    { ...onHost, route: { priority: 1 }, deployment: { type: "ecs-blue-green" }, desiredCount: 1 },
    'services[0].deployment.type: "ecs-blue-green" requires tasks with their own addresses: set networkMode to "awsvpc", or use codedeploy-blue-green or rolling',
  ],
  [
    "more tasks than instances",
    { ...onHost, desiredCount: 5 },
    "services[0].desiredCount: 5 needs 5 instances, because a task takes its ports of an instance: raise ec2Cluster.instances.max above 3, or run fewer",
  ],
  [
    "a task on each instance that can't stop first",
    { ...onHost, desiredCount: 3 },
    'services[0].deployment: {"type":"rolling","circuitBreaker":true} (the default) leaves no way to replace a task, which has its ports on each of the 3 instances: lower minimumHealthyPercent so that one may stop first, or raise ec2Cluster.instances.max above 3',
  ],
  [
    "a second set of tasks without instances for it",
    { ...onHost, desiredCount: 2, route: { priority: 1 }, deployment: { type: "codedeploy-blue-green" } },
    'services[0].deployment.type: "codedeploy-blue-green" runs two sets of tasks, whose ports take 4 instances: raise ec2Cluster.instances.max above 3, or use rolling',
  ],
];

test.each(REFUSED)("%s is refused in host mode", (_, change, message) => {
  expect(serviceProblems(change)).toEqual([message]);
});

test("Windows is refused in host mode", () => {
  expect(serviceProblems({ ...onHost, os: "windows-2022-core" })).toContain(
    'services[0].networkMode: "host" is only for Linux: use awsvpc or bridge',
  );
});

const ACCEPTED: Accepted[] = [
  ["a task fewer than instances", { ...onHost, desiredCount: 2 }],
  [
    "a task on each instance, of which one stops first",
    { ...onHost, desiredCount: 3, deployment: { type: "rolling", minimumHealthyPercent: 60, maximumPercent: 100 } },
  ],
  ["a daemon", { ...onHost, scheduling: "daemon" }],
  ["external instances", { ...onExternal, networkMode: "host" }],
  ["a route", { ...onHost, route: { priority: 1 } }],
  ["a UDP port that only TCP reserves", containing({ ports: [{ name: "more", port: 2375, protocol: "udp" }] })],
  [
    "CodeDeploy where a second set fits",
    { ...onHost, desiredCount: 1, route: { priority: 1 }, deployment: { type: "codedeploy-blue-green" } },
  ],
  ["a parameter that is not of the network", containing({ systemControls: { "kernel.msgmax": "8192" } })],
];

test.each(ACCEPTED)("%s is fine in host mode", (_, change) => {
  expect(serviceProblems(change)).toEqual([]);
});

describe("services at one port", () => {
  const host = (name: string, change: object = {}) => ({ ...service, ...onHost, name, desiredCount: 1, ...change });
  const daemon = { scheduling: "daemon", desiredCount: undefined };
  const at = (port: number) => ({ container: { ...onInstances.container, port } });

  test("share the instances", () => {
    expect(problems(environmentOf(host("one", { desiredCount: 2 }), host("two", { desiredCount: 2 })))).toEqual([
      "services[0].desiredCount: 2 needs 4 instances with the services that share a port, because a task takes its ports of an instance: raise ec2Cluster.instances.max above 3, or run fewer",
      "services[1].desiredCount: 2 needs 4 instances with the services that share a port, because a task takes its ports of an instance: raise ec2Cluster.instances.max above 3, or run fewer",
    ]);
  });

  test("have no room beside a daemon", () => {
    expect(problems(environmentOf(host("agent", daemon), host("web")))).toEqual([
      'services[1].networkMode: "host" shares a port with services[0], a daemon that takes it on each instance: use another port',
    ]);
  });

  test.each<[what: string, services: object[]]>([
    ["in two modes", [host("agent", daemon), { ...service, ...onInstances, name: "web" }]],
    ["where there is room", [host("one"), host("two")]],
    ["that are two ports", [host("agent", daemon), host("web", at(8080))]],
  ])("%s are fine", (_, services) => {
    expect(problems(environmentOf(...services))).toEqual([]);
  });
});
