import type { TaskContainerConfig } from "../../config/services/container.ts";
import type { NetworkMode } from "../../config/services/service.ts";
import type { ServiceConnectConfig } from "../../config/services/service-connect.ts";

/** What the task says of the ports of its containers. */
export interface PortSurroundings {
  readonly networkMode: NetworkMode;
  /** Protocol of IP that the container's first port takes. @default "tcp" */
  readonly ipProtocol?: "tcp" | "udp";
  /** What the container's first port speaks, where Service Connect looks into it. @default plain TCP */
  readonly protocol?: ServiceConnectConfig["protocol"];
}

/** Name of a container's first port, by which Service Connect finds it. */
export const portName = (port: number): string => `port-${port}`;

/** The ports of a container in the form of the ECS API (API reference, PortMapping). */
export function portMappings(
  { port, ports }: Pick<TaskContainerConfig, "port" | "ports">,
  { networkMode, ipProtocol = "tcp", protocol }: PortSurroundings,
): object[] {
  // Docker chooses the port of the instance in bridge mode; otherwise it is the container's own.
  const both = (containerPort: number) => ({ containerPort, hostPort: networkMode === "bridge" ? 0 : containerPort });
  const first = port !== undefined && {
    ...both(port),
    protocol: ipProtocol,
    name: protocol && portName(port),
    appProtocol: protocol === "tcp" ? undefined : protocol,
  };
  const further = ports.map((each) => ({
    ...both(each.port),
    protocol: each.protocol,
    // Only Service Connect looks for names, and not in host mode.
    name: networkMode === "host" ? undefined : each.name,
    appProtocol: each.appProtocol,
  }));
  return [...(first ? [first] : []), ...further];
}
