import type {
  EcsServiceServiceConnectConfiguration,
  EcsServiceServiceConnectConfigurationService,
} from "@cdktf/provider-aws/lib/ecs-service";
import type { ServiceConfig } from "../../config/config.ts";
import { portName } from "./port-mappings.ts";

/** What services of a cluster that find each other by name share. */
export interface Mesh {
  readonly namespaceArn: string;
  /** Security group whose members may connect to each other. */
  readonly securityGroupId: string;
}

type Connected = Pick<ServiceConfig, "serviceConnect" | "container" | "sidecars">;

/** Service Connect in the arguments of a service; undefined where the service does not use it. */
export function serviceConnectArguments(
  service: Connected,
  { namespaceArn }: Mesh,
): EcsServiceServiceConnectConfiguration | undefined {
  if (service.serviceConnect === undefined) return undefined;
  const client = { enabled: true, namespace: namespaceArn };
  const called = endpoints(service);
  return called.length === 0 ? client : { ...client, service: called };
}

/** What others call: the first port of the service's container, and ports that are named. */
function endpoints({ serviceConnect, container, sidecars }: Connected): EcsServiceServiceConnectConfigurationService[] {
  const { name, port, further = [] } = serviceConnect ?? {};
  const named = [container, ...sidecars].flatMap(({ ports }) => ports);
  const endpoint = (portName: string, dnsName: string, at: number) => ({
    portName,
    discoveryName: dnsName,
    clientAlias: { dnsName, port: at },
  });
  return [
    ...(name === undefined ? [] : [endpoint(portName(container.port), name, port ?? container.port)]),
    ...further.map((each) => endpoint(each.portName, each.name, each.port ?? listenedAt(named, each.portName))),
  ];
}

/** The port of that name. Throws where there is none. */
function listenedAt(named: readonly { name: string; port: number }[], portName: string): number {
  const found = named.find(({ name }) => name === portName);
  if (found === undefined) throw new Error(`no container has a port ${portName}`);
  return found.port;
}
