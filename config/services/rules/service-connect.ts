import type { Finding } from "../../finding.ts";
import type { Service } from "../service.ts";
import { containersOf } from "./containers.ts";

/**
 * Ports of the Envoy proxy in a task: those at which requests come in and go out, and its administration
 * (https://docs.aws.amazon.com/app-mesh/latest/userguide/proxy-authorization.html for 15000 and 15001,
 * https://github.com/aws/amazon-ecs-service-connect-agent for 9901).
 */
const PROXY_PORTS = [9901, 15000, 15001];

/** Finds ports that Service Connect's proxy has already. */
export function checkProxyPorts(service: Service): Finding[] {
  const { serviceConnect } = service;
  if (serviceConnect === undefined) return [];
  const ports = [
    { path: ["serviceConnect", "port"], port: serviceConnect.port },
    ...containersOf(service).map(({ path, container: { port } }) => ({ path: [...path, "port"], port })),
  ];
  const message = `is a port of Service Connect's proxy (${PROXY_PORTS.join(", ")}): use another`;
  return ports.flatMap(({ path, port }) =>
    port !== undefined && PROXY_PORTS.includes(port) ? [{ path, message }] : [],
  );
}
