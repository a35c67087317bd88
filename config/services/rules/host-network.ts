import { limits } from "../../../packages/deployments/rolling.ts";
import { clusterOf } from "../../clusters/resolve.ts";
import type { Parsed } from "../../config.ts";
import type { Finding } from "../../finding.ts";
import { whereParsed } from "../../unparsed.ts";
import { desiredCountOf, networkModeOf, runsOn } from "../derive.ts";
import { rolloutOf } from "../rollout.ts";
import type { Service } from "../service.ts";
import { containersOf } from "./containers.ts";
import { listenedPortsOf } from "./ports.ts";

/** TCP ports of SSH, Docker and the ECS agent (ECS API reference, PortMapping, hostPort). */
const RESERVED_PORTS = [22, 2375, 2376, 51678, 51679, 51680];

/** Ports that an instance can reserve, with those (ECS API reference, PortMapping, hostPort). */
const MAX_RESERVED = 100;

const isHost = (service: Service) => networkModeOf(service) === "host";

/** Finds what tasks in the network of their instance can't have. */
export function checkHostNetwork(service: Service): Finding[] {
  if (!isHost(service)) return [];
  const found: Finding[] = [];
  // ECS developer guide, task networking options: Windows containers have bridge (NAT) and awsvpc.
  if (service.os !== "linux") found.push({ path: ["networkMode"], message: "is only for Linux: use awsvpc or bridge" });
  // AWS documents Service Connect for bridge and awsvpc (ECS developer guide, Service Connect, considerations).
  if (service.serviceConnect !== undefined)
    found.push({
      path: ["serviceConnect"],
      message: "is not for networkMode host: use bridge or awsvpc, or leave it out",
    });
  const ports = listenedPortsOf(service);
  for (const { path, port, protocols, appProtocol } of ports) {
    if (protocols.includes("tcp") && RESERVED_PORTS.includes(port))
      found.push({
        path,
        derived: port,
        message: "is reserved on each instance by SSH, Docker or the ECS agent: use another",
      });
    if (appProtocol !== undefined)
      found.push({
        path: [...path.slice(0, -1), "appProtocol"],
        message: "is for Service Connect, which networkMode host does not have: leave it out",
      });
  }
  const available = MAX_RESERVED - RESERVED_PORTS.length;
  if (ports.length > available)
    found.push({
      path: ["networkMode"],
      message: `takes ${ports.length} ports of an instance, which has ${available}`,
    });
  return [...found, ...checkControls(service)];
}

/** Docker does not change parameters of the instance's own network (docker container run, --sysctl). */
const checkControls = (service: Service): Finding[] =>
  containersOf(service).flatMap(({ path, container }) =>
    Object.keys(container.systemControls)
      .filter((name) => name.startsWith("net."))
      .map((name) => ({
        path: [...path, "systemControls", name],
        message: "is a parameter of the instance's network, which networkMode host can't change: leave it out",
      })),
  );

/** A service whose tasks take ports of the instances of the Auto Scaling group. */
interface Taking {
  readonly index: number;
  readonly service: Service;
  readonly ports: readonly string[];
}

const takingIn = (services: readonly Service[]): Taking[] =>
  services.flatMap((service, index) =>
    whereParsed(() =>
      isHost(service) && runsOn(service, "instances")
        ? [
            {
              index,
              service,
              ports: listenedPortsOf(service).flatMap(({ port, protocols }) =>
                protocols.map((each) => `${port}/${each}`),
              ),
            },
          ]
        : [],
    ),
  );

/**
 * Finds tasks that no instance has a port for: one task takes a port of an instance (ECS developer guide, task networking,
 * host: "A port number on a host can't be used by multiple tasks").
 */
export function checkHostRoom(environment: Parsed): Finding[] {
  const taking = takingIn(environment.services);
  return taking.flatMap((each) =>
    whereParsed(() => {
      const others = taking.filter((other) => other !== each && other.ports.some((port) => each.ports.includes(port)));
      return roomOf(each, others, clusterOf("ec2", environment).instances.max).map((finding) => ({
        ...finding,
        path: ["services", each.index, ...finding.path],
      }));
    }),
  );
}

function roomOf({ service, index }: Taking, others: readonly Taking[], instances: number): Finding[] {
  const daemon = others.find((other) => other.service.scheduling === "daemon");
  if (daemon !== undefined && (service.scheduling !== "daemon" || daemon.index < index))
    return [
      {
        path: ["networkMode"],
        message: `shares a port with services[${daemon.index}], a daemon that takes it on each instance: use another port`,
      },
    ];
  if (service.scheduling === "daemon") return [];
  const tasks = service.scaling?.minTasks ?? desiredCountOf(service) ?? 0;
  const beside = others.reduce((sum, other) => sum + (desiredCountOf(other.service) ?? 0), 0);
  const raise = `raise ec2Cluster.instances.max above ${instances}`;
  if (tasks + beside > instances)
    return [
      {
        path: ["desiredCount"],
        derived: tasks,
        message: `needs ${tasks + beside} instances${beside > 0 ? " with the services that share a port" : ""}, because a task takes its ports of an instance: ${raise}, or run fewer`,
      },
    ];
  const free = instances - tasks - beside;
  const rollout = rolloutOf(service);
  if (rollout.type === "two-sets")
    return free >= tasks
      ? []
      : [
          {
            path: ["deployment", "type"],
            message: `runs two sets of tasks, whose ports take ${tasks * 2 + beside} instances: ${raise}, or use rolling`,
          },
        ];
  // Where no instance is free, an old task has to stop before a new one gets its port.
  if (tasks === 0 || free > 0 || limits(rollout, tasks).minimum < tasks) return [];
  return [
    {
      path: ["deployment"],
      message: `leaves no way to replace a task, which has its ports on each of the ${instances} instances: lower minimumHealthyPercent so that one may stop first, or ${raise}`,
    },
  ];
}
