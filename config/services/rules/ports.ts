import { type Finding, listOf } from "../../finding.ts";
import { didYouMean, nearest } from "../../nearest.ts";
import { networkModeOf } from "../derive.ts";
import { ipProtocolsOf } from "../network-route.ts";
import type { FurtherPortConfig } from "../port.ts";
import { networkRouteOf } from "../route.ts";
import type { Service } from "../service.ts";
import { containersOf } from "./containers.ts";

/** A port that a container listens on, and the field that sets it. */
interface ListenedPort extends Pick<FurtherPortConfig, "port" | "appProtocol"> {
  readonly protocols: readonly FurtherPortConfig["protocol"][];
  readonly path: Finding["path"];
  /** The container, by its field. */
  readonly of: string;
}

const NAME_OF_MAIN_PORT = /^port-(\d+)$/;

/** Finds ports that ECS refuses, or that two containers of a task can't both listen on. */
export const PORT_RULES = [checkRepeatedPorts, checkPortNames, checkProtocols, checkFurtherNames];

/** All ports that containers of a service listen on. */
export function listenedPortsOf(service: Service): ListenedPort[] {
  return containersOf(service).flatMap(({ path, container: { port, ports } }) => {
    const of = path.length > 1 ? `${path[0]}[${path[1]}]` : String(path[0]);
    const further = ports.map(({ protocol, ...each }, index) => ({
      ...each,
      protocols: [protocol],
      of,
      path: [...path, "ports", index, "port"],
    }));
    if (port === undefined) return further;
    return [{ port, protocols: protocolsOf(service, path), of, path: [...path, "port"] }, ...further];
  });
}

/** The port that connections are routed to is of their protocols, and first ports are of TCP otherwise. */
function protocolsOf(service: Service, path: Finding["path"]): ListenedPort["protocols"] {
  const route = path[0] === "container" ? networkRouteOf(service) : undefined;
  return route === undefined ? ["tcp"] : ipProtocolsOf(route);
}

/** The ports that containers name, with where they do. */
export const namedPortsOf = (service: Service) =>
  containersOf(service).flatMap(({ path, container: { ports } }) =>
    ports.map((port, index) => ({ ...port, path: [...path, "ports", index] })),
  );

/**
 * A container exposes a port for one protocol only (ECS API reference, PortMapping: "You can't expose the same container port
 * for multiple protocols"). With awsvpc and host, containers of a task share one network interface as well (ECS developer
 * guide, task networking), and so its ports.
 */
function checkRepeatedPorts(service: Service): Finding[] {
  const isShared = networkModeOf(service) !== "bridge";
  const before: ListenedPort[] = [];
  return listenedPortsOf(service).flatMap((each) => {
    const { port, protocols, of, path } = each;
    const inContainer = before.some((other) => other.of === of && other.port === port);
    const other = before.find(
      (one) => one.of !== of && one.port === port && one.protocols.some((protocol) => protocols.includes(protocol)),
    );
    before.push(each);
    if (inContainer)
      return [{ path, derived: port, message: "is a port of this container already: remove one of them" }];
    if (!isShared || other === undefined) return [];
    const message = `is a port of ${other.of} too, and containers of a task share its ports: use another`;
    return [{ path, derived: port, message }];
  });
}

/** Service Connect finds ports of a task by their names. */
function checkPortNames(service: Service): Finding[] {
  const names = new Set<string>();
  return namedPortsOf(service).flatMap(({ name, path: at }) => {
    const path = [...at, "name"];
    const [, ofMain] = NAME_OF_MAIN_PORT.exec(name) ?? [];
    if (Number(ofMain) === service.container.port)
      return [{ path, message: "is the name of the port of the service's container: use another" }];
    if (names.has(name)) return [{ path, message: "is the name of another port of the service: give each its own" }];
    names.add(name);
    return [];
  });
}

/** Protocols on top of TCP. */
function checkProtocols(service: Service): Finding[] {
  return namedPortsOf(service).flatMap(({ protocol, appProtocol, path }) =>
    protocol === "udp" && appProtocol !== undefined
      ? [{ path: [...path, "appProtocol"], message: "is only for TCP: leave it out, or set protocol to tcp" }]
      : [],
  );
}

/** The proxy of Service Connect forwards HTTP, HTTP/2, gRPC and TCP (ECS developer guide, Service Connect). */
function checkFurtherNames(service: Service): Finding[] {
  const ports = namedPortsOf(service);
  return (service.serviceConnect?.further ?? []).flatMap(({ portName }, index) => {
    const path = ["serviceConnect", "further", index, "portName"];
    const named = ports.find(({ name }) => name === portName);
    if (named?.protocol === "udp") return [{ path, message: "is a UDP port, which Service Connect does not forward" }];
    if (named !== undefined) return [];
    const names = ports.map(({ name }) => name);
    const message =
      names.length === 0
        ? "is not a port of the service: add it to container.ports"
        : `must be one of ports of the containers: ${listOf(names)}${didYouMean(nearest(portName, names).map((each) => `"${each}"`))}`;
    return [{ path, message }];
  });
}
