import type { Finding } from "../../finding.ts";
import type { Service } from "../service.ts";
import { isCallable } from "../service-connect.ts";
import { listenedPortsOf, namedPortsOf } from "./ports.ts";

/** Finds settings of Service Connect that nothing uses, that its protocols don't have, or whose ports its proxy has. */
export function checkServiceConnect(service: Service): Finding[] {
  const { serviceConnect } = service;
  if (serviceConnect === undefined) return [];
  return [
    checkUnused(serviceConnect),
    checkTimeouts(service, serviceConnect),
    checkProxyPorts(service, serviceConnect),
  ].flat();
}

type Settings = NonNullable<Service["serviceConnect"]>;

/** Encryption, port and timeouts are of what others call. */
function checkUnused(settings: Settings): Finding[] {
  const { name, port, tls, idleTimeoutSeconds, perRequestTimeoutSeconds } = settings;
  const found: Finding[] = [];
  if (tls !== undefined && !isCallable(settings))
    found.push({
      path: ["serviceConnect", "tls"],
      message: "is for what other services call: give the service a name, or leave it out",
    });
  for (const [field, value] of Object.entries({ port, idleTimeoutSeconds, perRequestTimeoutSeconds }))
    if (value !== undefined && name === undefined)
      found.push({
        path: ["serviceConnect", field],
        message: "is for requests to serviceConnect.name: add that, or leave it out",
      });
  return found;
}

/** A connection of TCP has no requests (ECS API reference, TimeoutConfiguration). */
function checkTimeouts(service: Service, { name, protocol, perRequestTimeoutSeconds, further }: Settings): Finding[] {
  const message = "is not for TCP, which has no requests: use idleTimeoutSeconds, or another protocol";
  const ports = namedPortsOf(service);
  const isTcp = (portName: string) => ports.find(({ name }) => name === portName)?.appProtocol === undefined;
  return [
    ...(name !== undefined && protocol === "tcp" && perRequestTimeoutSeconds !== undefined
      ? [{ path: ["serviceConnect", "perRequestTimeoutSeconds"], message }]
      : []),
    ...further.flatMap((each, index) =>
      each.perRequestTimeoutSeconds !== undefined && isTcp(each.portName)
        ? [{ path: ["serviceConnect", "further", index, "perRequestTimeoutSeconds"], message }]
        : [],
    ),
  ];
}

/**
 * Ports of the Envoy proxy in a task, at which requests come in and go out; no page of Service Connect names them, those of
 * App Mesh do (https://docs.aws.amazon.com/app-mesh/latest/userguide/proxy-authorization.html). Its administration has a
 * socket, not a port: the agent sets ENVOY_ADMIN_MODE to uds (https://github.com/aws/amazon-ecs-agent, serviceconnect
 * manager_linux.go).
 */
const PROXY_PORTS = [15000, 15001];

/** TCP ports that the proxy has already. */
function checkProxyPorts(service: Service, { port, further }: Settings): Finding[] {
  const message = `is a port of Service Connect's proxy (${PROXY_PORTS.join(", ")}): use another`;
  const ports = [
    { path: ["serviceConnect", "port"], port },
    ...further.map((each, index) => ({ path: ["serviceConnect", "further", index, "port"], port: each.port })),
    ...listenedPortsOf(service).filter(({ protocols }) => protocols.includes("tcp")),
  ];
  return ports.flatMap(({ path, port }) =>
    port !== undefined && PROXY_PORTS.includes(port) ? [{ path, message }] : [],
  );
}
