import type {
  EcsServiceServiceConnectConfiguration,
  EcsServiceServiceConnectConfigurationService,
} from "@cdktf/provider-aws/lib/ecs-service";
import type { ITerraformDependable } from "cdktf";
import type { ServiceConfig } from "../../config/config.ts";
import type { ServiceConnectConfig } from "../../config/services/service-connect.ts";
import { DYNAMIC_PORTS } from "../network/dynamic-ports.ts";
import { neededRole } from "./needed-role.ts";
import { portName } from "./port-mappings.ts";

/** What services of a cluster that find each other by name share. */
export interface Mesh {
  readonly namespaceArn: string;
  /** Security group whose members may connect to each other. */
  readonly securityGroupId: string;
  /** What lets members connect to each other: a port that tasks used is closed when they are gone. */
  readonly rules: readonly ITerraformDependable[];
}

type Endpoint = EcsServiceServiceConnectConfigurationService;
type Timeouts = Pick<ServiceConnectConfig, "idleTimeoutSeconds" | "perRequestTimeoutSeconds">;
type Connected = Pick<ServiceConfig, "serviceConnect" | "container" | "sidecars">;
type PortRange = readonly [first: number, last: number];

/**
 * TCP ports at which the proxies of services are called, each range once: those of the containers, and in bridge mode any that
 * Docker gives (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html, ingressPortOverride).
 */
export function calledPorts(services: readonly (Connected & Pick<ServiceConfig, "networkMode">)[]): PortRange[] {
  const ranges = services.flatMap((service): PortRange[] => {
    const ports = portsOf(service);
    if (service.networkMode === "bridge") return ports.length > 0 ? [DYNAMIC_PORTS] : [];
    return ports.map((port) => [port, port]);
  });
  return [...new Map(ranges.map((range) => [range.join("-"), range])).values()];
}

function portsOf({ serviceConnect, container, sidecars }: Connected): number[] {
  if (serviceConnect === undefined) return [];
  const { name, further } = serviceConnect;
  const named = namedPorts({ container, sidecars });
  return [
    ...(name === undefined ? [] : [container.port]),
    ...further.map(({ portName }) => listenedAt(named, portName)),
  ];
}

const namedPorts = ({ container, sidecars }: Pick<Connected, "container" | "sidecars">) =>
  [container, ...sidecars].flatMap(({ ports }) => ports);

/**
 * Service Connect in the arguments of a service; undefined if the service does not use it. `roleArn` is what ECS
 * manages certificates with. Throws if TLS needs it.
 */
export function serviceConnectArguments(
  service: Connected,
  { namespaceArn }: Pick<Mesh, "namespaceArn">,
  roleArn?: string,
): EcsServiceServiceConnectConfiguration | undefined {
  if (service.serviceConnect === undefined) return undefined;
  const client = { enabled: true, namespace: namespaceArn };
  const called = endpoints(service, roleArn);
  return called.length === 0 ? client : { ...client, service: called };
}

/** What others call: the first port of the service's container, and ports that are named. */
function endpoints({ serviceConnect, container, sidecars }: Connected, roleArn: string | undefined): Endpoint[] {
  if (serviceConnect === undefined) return [];
  const { name, port, further, tls } = serviceConnect;
  const encryption = tls && {
    issuerCertAuthority: { awsPcaAuthorityArn: tls.certificateAuthorityArn },
    kmsKey: tls.keyArn,
    roleArn: neededRole(roleArn, "manage certificates"),
  };
  const named = namedPorts({ container, sidecars });
  const endpoint = (portName: string, dnsName: string, at: number, timeouts: Timeouts): Endpoint => ({
    portName,
    discoveryName: dnsName,
    clientAlias: { dnsName, port: at },
    ...timeoutArguments(timeouts),
    ...(encryption && { tls: encryption }),
  });
  return [
    ...(name === undefined ? [] : [endpoint(portName(container.port), name, port ?? container.port, serviceConnect)]),
    ...further.map((each) => endpoint(each.portName, each.name, each.port ?? listenedAt(named, each.portName), each)),
  ];
}

function timeoutArguments({ idleTimeoutSeconds, perRequestTimeoutSeconds }: Timeouts): Pick<Endpoint, "timeout"> {
  if (idleTimeoutSeconds === undefined && perRequestTimeoutSeconds === undefined) return {};
  return { timeout: { idleTimeoutSeconds, perRequestTimeoutSeconds } };
}

/** The port of that name. Throws if there is none. */
function listenedAt(named: readonly { name: string; port: number }[], portName: string): number {
  const found = named.find(({ name }) => name === portName);
  if (found === undefined) throw new Error(`no container has a port ${portName}`);
  return found.port;
}
