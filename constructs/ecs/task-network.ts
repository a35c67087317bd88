import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { ServiceConfig } from "../../config/config.ts";
import type { BalancerAccess } from "../load-balancing/shared-load-balancer.ts";
import type { HttpsDestinations } from "../network/outbound-rules.ts";
import { WorkloadSecurityGroup, type WorkloadSecurityGroupProps } from "../network/workload-security-group.ts";
import { fromBalancer } from "./from-balancer.ts";
import type { Mesh } from "./service-connect.ts";
import type { TaskSubnets } from "./task-host.ts";

/** Subnets and security groups of tasks with their own network addresses. */
export interface TaskNetwork extends TaskSubnets {
  readonly securityGroupIds: string[];
}

/** A network of tasks, with the rules that have to be there before anything reaches them. */
export interface ReachableTaskNetwork extends TaskNetwork {
  /** Security group that only the tasks of the service have. */
  readonly ownGroupId: string;
  readonly rules: readonly ITerraformDependable[];
}

export interface TaskNetworkProps {
  readonly service: ServiceConfig;
  readonly vpcId: string;
  readonly subnets: TaskSubnets;
  /** What the tasks are reached through. @default nothing reaches them */
  readonly loadBalancer?: BalancerAccess;
  /** Where the tasks may connect to over HTTPS. @default anywhere by IPv4 */
  readonly https?: HttpsDestinations;
  /** What the tasks are members of. @default they call no other service by name */
  readonly mesh?: Mesh;
}

/** The network of a service's tasks, with a security group that lets in the load balancer and who is named. */
export function createTaskNetwork(scope: Construct, props: TaskNetworkProps): ReachableTaskNetwork {
  const { service, vpcId, subnets, loadBalancer, mesh, https } = props;
  const { port } = service.container;
  const group = new WorkloadSecurityGroup(scope, "security-group", {
    name: service.securityGroupName,
    description: `Tasks of the service ${service.name}`,
    vpcId,
    loadBalancer: loadBalancer && service.route?.type !== "network" ? atPort(loadBalancer, port) : undefined,
    openings: loadBalancer && openingsOf(service, loadBalancer),
    inbound: service.inbound,
    outbound: service.outbound,
    https,
  });
  return {
    ...subnets,
    ownGroupId: group.groupId,
    securityGroupIds: [group.groupId, ...(mesh ? [mesh.securityGroupId] : []), ...service.securityGroupIds],
    rules: group.rules,
  };
}

/** Lets a load balancer in at the port of the tasks, which may be another one later. */
const atPort = (loadBalancer: BalancerAccess, port: number) => ({
  ...fromBalancer(loadBalancer, [port, port]),
  movable: true,
});

/** The ports at which a Network Load Balancer connects to the tasks. */
function openingsOf({ route }: ServiceConfig, loadBalancer: BalancerAccess): WorkloadSecurityGroupProps["openings"] {
  if (route?.type !== "network") return undefined;
  const openings = route.openings.map(({ key, ipProtocol, port }) => [
    `from-network-load-balancer-${key}`,
    { ...atPort(loadBalancer, port), ipProtocol },
  ]);
  return Object.fromEntries(openings);
}
