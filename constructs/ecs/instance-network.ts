import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ServiceConfig } from "../../config/config.ts";
import type { SharedLoadBalancer } from "../load-balancing/shared-load-balancer.ts";
import { MemberSecurityGroup } from "../network/member-security-group.ts";
import { TrafficRule } from "../network/traffic-rule.ts";

export interface InstanceNetworkProps {
  readonly clusterName: string;
  readonly vpcId: string;
  /** Services whose tasks use the network of their instance. */
  readonly services: readonly ServiceConfig[];
  /** Whether instances reach HTTPS by IPv6 too. */
  readonly ipv6: boolean;
  /** @default nothing is routed to the cluster */
  readonly loadBalancer?: SharedLoadBalancer;
}

/** The security group of instances, with what has to be there before anything reaches the tasks on them. */
export interface InstanceNetwork {
  readonly securityGroupId: string;
  readonly rules: readonly ITerraformDependable[];
}

/** Ports that Docker gives to containers (ephemeral ports of the ECS-optimised images). */
const DYNAMIC_PORTS = [32768, 65535] as const;

/** Lets the load balancer connect to instances, and them to what their services name. */
export function createInstanceNetwork(scope: Construct, props: InstanceNetworkProps): InstanceNetwork {
  const { clusterName, vpcId, services, loadBalancer, ipv6 } = props;
  const group = new MemberSecurityGroup(scope, "instances", {
    name: `${clusterName}-instances`,
    description: `Instances of the cluster ${clusterName}`,
    vpcId,
    loadBalancer: loadBalancer && {
      fromGroupId: loadBalancer.securityGroupId,
      intoOnly: loadBalancer.isGiven,
      ports: DYNAMIC_PORTS,
    },
    inbound: services.flatMap(({ inbound }) => inbound),
    outbound: services.flatMap(({ outbound }) => outbound),
    ipv6,
  });
  const onHosts = services.filter(({ networkMode, route }) => networkMode === "host" && route !== undefined);
  const opened = loadBalancer ? openHostPorts(scope, group.groupId, loadBalancer, onHosts) : [];
  return { securityGroupId: group.groupId, rules: [...group.rules, ...opened] };
}

/** Lets the load balancer connect to ports of instances that are those of containers. */
function openHostPorts(
  scope: Construct,
  toGroupId: string,
  { securityGroupId: fromGroupId, isGiven: intoOnly }: SharedLoadBalancer,
  services: readonly ServiceConfig[],
): ITerraformDependable[] {
  if (services.length === 0) return [];
  const all = new Construct(scope, "host-ports");
  return [...new Set(services.map(({ container }) => container.port))].flatMap((port) => {
    const rule = new TrafficRule(all, `port-${port}`, {
      fromGroupId,
      toGroupId,
      intoOnly,
      ports: [port, port],
      description: `Load balancer to port ${port} of instances`,
    });
    return rule.rules;
  });
}
