import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ServiceConfig } from "../../config/config.ts";
import type { BalancerAccess } from "../load-balancing/shared-load-balancer.ts";
import { DYNAMIC_PORTS } from "../network/dynamic-ports.ts";
import type { HttpsDestinations } from "../network/outbound-rules.ts";
import { TrafficRule } from "../network/traffic-rule.ts";
import { WorkloadSecurityGroup } from "../network/workload-security-group.ts";
import { fromBalancer } from "./from-balancer.ts";

export interface InstanceNetworkProps {
  readonly clusterName: string;
  readonly vpcId: string;
  /** Services whose tasks use the network of their instance. */
  readonly services: readonly ServiceConfig[];
  /** Where instances may connect to over HTTPS. */
  readonly https: HttpsDestinations;
  /** @default nothing is routed to the cluster */
  readonly loadBalancer?: BalancerAccess;
  /** @default no service has a route of type "network" */
  readonly networkLoadBalancer?: BalancerAccess;
}

/** The security group of instances, with what has to be there before anything reaches the tasks on them. */
export interface InstanceNetwork {
  readonly securityGroupId: string;
  readonly rules: readonly ITerraformDependable[];
}

/** Lets load balancers connect to instances, and them to what their services name. */
export function createInstanceNetwork(scope: Construct, props: InstanceNetworkProps): InstanceNetwork {
  const { clusterName, vpcId, services, loadBalancer, networkLoadBalancer, https } = props;
  // A Network Load Balancer connects to tasks in bridge mode by TCP alone.
  const isBridged = services.some(({ route, networkMode }) => route?.type === "network" && networkMode === "bridge");
  const group = new WorkloadSecurityGroup(scope, "instances", {
    name: `${clusterName}-instances`,
    description: `Instances of the cluster ${clusterName}`,
    vpcId,
    loadBalancer: loadBalancer && fromBalancer(loadBalancer, DYNAMIC_PORTS),
    openings: {
      ...(networkLoadBalancer &&
        isBridged && { "from-network-load-balancer": fromBalancer(networkLoadBalancer, DYNAMIC_PORTS) }),
    },
    inbound: services.flatMap(({ inbound }) => inbound),
    outbound: services.flatMap(({ outbound }) => outbound),
    https,
  });
  const onHosts = services.filter(({ networkMode }) => networkMode === "host");
  const opened = openHostPorts(scope, group.groupId, onHosts.flatMap(hostPortsOf), props);
  return { securityGroupId: group.groupId, rules: [...group.rules, ...opened] };
}

/** A port of instances that a load balancer connects to. */
interface HostPort {
  readonly type: "application" | "network";
  readonly ipProtocol: "tcp" | "udp";
  readonly port: number;
}

function hostPortsOf({ route, container: { port } }: ServiceConfig): HostPort[] {
  if (route === undefined) return [];
  const { type } = route;
  if (type === "network") return route.openings.map(({ ipProtocol, port }) => ({ type, ipProtocol, port }));
  return [{ type, ipProtocol: "tcp", port }];
}

/** Opens ports of instances that are those of containers: each once, as services may share some. */
function openHostPorts(
  scope: Construct,
  toGroupId: string,
  ports: readonly HostPort[],
  { loadBalancer, networkLoadBalancer }: InstanceNetworkProps,
): ITerraformDependable[] {
  if (ports.length === 0) return [];
  const all = new Construct(scope, "host-ports");
  const balancers = { application: loadBalancer, network: networkLoadBalancer };
  const distinct = new Map(ports.map((each) => [`${each.type}-${each.ipProtocol}-${each.port}`, each]));
  return [...distinct].flatMap(([key, { type, ipProtocol, port }]) => {
    const balancer = balancers[type];
    if (balancer === undefined) return [];
    const rule = new TrafficRule(all, key, {
      fromGroupId: balancer.securityGroupId,
      toGroupId,
      intoOnly: balancer.isGiven,
      ports: [port, port],
      ipProtocol,
      description: `Load balancer to port ${port} of instances`,
    });
    return rule.rules;
  });
}
