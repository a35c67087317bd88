import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { ServiceConfig } from "../../config/config.ts";
import type { SharedLoadBalancer } from "../load-balancing/shared-load-balancer.ts";
import { MemberSecurityGroup } from "../network/member-security-group.ts";
import type { Mesh } from "./service-connect.ts";
import type { TaskSubnets } from "./task-host.ts";

/** Subnets and security groups of tasks with network addresses of their own. */
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
  readonly loadBalancer?: SharedLoadBalancer;
  /** Whether the subnets are dual-stack. @default false */
  readonly ipv6?: boolean;
  /** What the tasks are members of. @default they call no other service by name */
  readonly mesh?: Mesh;
}

/** The network of a service's tasks, with a security group that lets in the load balancer and who is named. */
export function createTaskNetwork(scope: Construct, props: TaskNetworkProps): ReachableTaskNetwork {
  const { service, vpcId, subnets, loadBalancer, mesh, ipv6 } = props;
  const { port } = service.container;
  const group = new MemberSecurityGroup(scope, "security-group", {
    name: service.securityGroupName,
    description: `Tasks of the service ${service.name}`,
    vpcId,
    loadBalancer: loadBalancer && {
      fromGroupId: loadBalancer.securityGroupId,
      intoOnly: loadBalancer.isGiven,
      ports: [port, port],
      movable: true,
    },
    inbound: service.inbound,
    outbound: service.outbound,
    ipv6,
  });
  return {
    ...subnets,
    ownGroupId: group.groupId,
    securityGroupIds: [group.groupId, ...(mesh ? [mesh.securityGroupId] : []), ...service.securityGroupIds],
    rules: group.rules,
  };
}
