import { strategyOf } from "../../../packages/deployments/strategy.ts";
import type { Finding } from "../../finding.ts";
import { whereParsed } from "../../unparsed.ts";
import { givenTargetGroupNames, rolloutOf, testOf } from "../rollout.ts";
import { applicationRouteOf, networkRouteOf } from "../route.ts";
import type { Service } from "../service.ts";

/** What a load balancer takes (Elastic Load Balancing quotas). It takes 100 rules too; no service has more than groups. */
const MAX = { "target groups": 100, listeners: 50 };

/** Rules between services: names, places on a listener, quotas of a load balancer. */
export const SERVICES_RULES: readonly ((services: Service[]) => Finding[])[] = [
  checkShared,
  checkPriorities,
  checkTestListeners,
  checkNetworkPorts,
  (services) => checkRoom(services, "ec2"),
  (services) => checkRoom(services, "fargate"),
  checkNetworkRoom,
];

/** Names of a service that the account has once, with their paths. */
function namesOf(service: Service) {
  const { name, taskFamily, scaling, alarms, dashboardName, deployment, cluster, serviceConnect } = service;
  // One name twice in a service is a matter of its deployment.
  const groups = [...new Set(givenTargetGroupNames(deployment))];
  const names: [kind: string, path: (string | number)[], name: string | undefined][] = [
    ["the name", ["name"], name],
    ["the taskFamily", ["taskFamily"], taskFamily],
    ["the dashboardName", ["dashboardName"], dashboardName],
    // A cluster has one namespace, whose names differ (Amazon ECS API reference, ServiceConnectService, discoveryName).
    [`the Service Connect name on the ${cluster} cluster`, ["serviceConnect", "name"], serviceConnect?.name],
    ["the name of an alarm", ["scaling", "steps", "out", "alarmName"], scaling?.steps?.out.alarmName],
    ["the name of an alarm", ["scaling", "steps", "in", "alarmName"], scaling?.steps?.in.alarmName],
  ];
  for (const [index, { name }] of (serviceConnect?.further ?? []).entries())
    names.push([
      `the Service Connect name on the ${cluster} cluster`,
      ["serviceConnect", "further", index, "name"],
      name,
    ]);
  for (const [index, { name }] of alarms.entries())
    names.push(["the name of an alarm", ["alarms", index, "name"], name]);
  for (const [index, group] of groups.entries())
    names.push(["the name of a target group", ["deployment", "targetGroupNames", index], group]);
  return names;
}

function checkShared(services: readonly Service[]): Finding[] {
  const taken = new Map<string, string>();
  const found: Finding[] = [];
  for (const [index, service] of services.entries())
    for (const [kind, path, name] of whereParsed(() => namesOf(service))) {
      const key = `${kind} ${name}`;
      const other = taken.get(key);
      if (name !== undefined && other !== undefined)
        found.push({ path: [index, ...path], message: `is ${kind} of ${other} too: give each its own` });
      taken.set(key, `services[${index}]`);
    }
  return found;
}

/** Listeners that a service has a rule on, with the path of what chose them: the cluster's own is 0. */
function listenersOf(service: Service) {
  const { cluster, deployment } = service;
  const route = applicationRouteOf(service);
  if (route === undefined) return [];
  const { priority } = route;
  const test = testOf(deployment);
  return [
    { cluster, priority, path: ["route", "priority"], port: route.port ?? 0 },
    ...(test === undefined ? [] : [{ cluster, priority, path: ["deployment", "test", "port"], port: test.port }]),
  ];
}

function checkPriorities(services: readonly Service[]): Finding[] {
  const taken = new Map<string, number>();
  const found: Finding[] = [];
  for (const [index, service] of services.entries())
    for (const { cluster, path, port, priority } of whereParsed(() => listenersOf(service))) {
      const place = `${cluster} ${port} ${priority}`;
      const other = taken.get(place);
      taken.set(place, index);
      if (other === undefined) continue;
      found.push({ path: [index, ...path], message: describeTaken(index, other, path, priority) });
    }
  return found;
}

function describeTaken(index: number, other: number, [part]: string[], priority: number): string {
  if (index === other) return "is also the port of the route: use another for tests";
  if (part === "route") return `is taken by services[${other}] on the same listener: give each service its own`;
  return `is a listener where services[${other}] has route.priority ${priority} too: give each service its own`;
}

/** A listener for tests answers the same callers for all its services. */
function checkTestListeners(services: readonly Service[]): Finding[] {
  const known = new Map<string, { index: number; cidrs: string }>();
  return services.flatMap((service, index) =>
    whereParsed(() => {
      const { cluster, deployment } = service;
      const test = testOf(deployment);
      if (test === undefined || applicationRouteOf(service) === undefined) return [];
      const path = [index, "deployment", "test"];
      const live = services.findIndex(
        (each) => each.cluster === cluster && applicationRouteOf(each)?.port === test.port,
      );
      if (live >= 0 && live !== index)
        return [{ path: [...path, "port"], message: `is the port of services[${live}].route: use another for tests` }];
      const key = `${cluster} ${test.port}`;
      const cidrs = [...test.allowedCidrs].sort().join(" ");
      const other = known.get(key) ?? { index, cidrs };
      known.set(key, other);
      if (other.cidrs === cidrs) return [];
      return [
        {
          path: [...path, "allowedCidrs"],
          message: `differs from that of services[${other.index}] at the same port: use the same, or another port`,
        },
      ];
    }),
  );
}

/** Ports of the Network Load Balancer that a service has, with the path of what chose them. */
function networkPortsOf(service: Service) {
  const route = networkRouteOf(service);
  if (route === undefined) return [];
  const test = testOf(service.deployment);
  const live = { path: ["route", "port"], port: route.port };
  return test === undefined ? [live] : [live, { path: ["deployment", "test", "port"], port: test.port }];
}

/** A listener has no rules that tell services apart, and a port has one listener: TCP_UDP is for both protocols. */
function checkNetworkPorts(services: readonly Service[]): Finding[] {
  const taken = new Map<string, number>();
  return services.flatMap((service, index) =>
    whereParsed(() => networkPortsOf(service)).flatMap(({ path, port }) => {
      const place = `${service.cluster} ${port}`;
      const other = taken.get(place);
      taken.set(place, other ?? index);
      if (other === undefined) return [];
      const message =
        other === index
          ? "is also the port of the route: use another for tests"
          : `is a port of services[${other}] on the Network Load Balancer of the cluster: give each service its own, or one of them TCP_UDP`;
      return [{ path: [index, ...path], message }];
    }),
  );
}

/** docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html */
function checkNetworkRoom(services: readonly Service[]): Finding[] {
  return (["ec2", "fargate"] as const).flatMap((cluster) => {
    const count = services.filter((each) => each.cluster === cluster).flatMap(networkPortsOf).length;
    const message = `need ${count} listeners on the Network Load Balancer of the ${cluster} cluster, which allows ${MAX.listeners}: put some on the other cluster, or into another environment`;
    return count <= MAX.listeners ? [] : [{ path: [], message }];
  });
}

function checkRoom(services: readonly Service[], cluster: Service["cluster"]): Finding[] {
  const routed = services.filter((each) => each.cluster === cluster && applicationRouteOf(each) !== undefined);
  const listeners = routed.flatMap(listenersOf);
  const count = {
    "target groups": routed.reduce((sum, each) => sum + strategyOf(rolloutOf(each)).taskSets, 0),
    listeners: new Set(listeners.map(({ port }) => port)).size + 1, // a redirect from HTTP may be one more
  };
  return (Object.keys(MAX) as (keyof typeof MAX)[]).flatMap((what) =>
    count[what] <= MAX[what]
      ? []
      : [
          {
            path: [],
            message: `need ${count[what]} ${what} on the load balancer of the ${cluster} cluster, which allows ${MAX[what]}: put some on the other cluster, or into another environment`,
          },
        ],
  );
}
