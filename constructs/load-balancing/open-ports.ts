import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import type { ClusterLoadBalancer } from "../../config/clusters/resolve.ts";

export interface OpenPortsProps {
  /** Name of the load balancer. */
  readonly name: string;
  readonly vpcId: string;
  /** Whom each port lets in. */
  readonly ports: ClusterLoadBalancer["furtherListeners"];
}

/** The security group of a load balancer: only its listeners' ports are open, each to those who may use it. */
export class OpenPorts extends Construct {
  readonly groupId: string;

  constructor(scope: Construct, id: string, { name, vpcId, ports }: OpenPortsProps) {
    super(scope, id);
    const group = new SecurityGroup(this, "security-group", {
      name: `${name}-alb`,
      description: `Load balancer ${name}: who may reach it`,
      vpcId,
      tags: { Name: `${name}-alb` },
    });
    for (const { port, allowedCidrs } of ports)
      for (const cidr of allowedCidrs)
        new VpcSecurityGroupIngressRule(new Construct(this, `from-${cidr.replace("/", "-")}-to-${port}`), "rule", {
          securityGroupId: group.id,
          description: `Port ${port} from ${cidr}`,
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
          cidrIpv4: cidr,
        });
    this.groupId = group.id;
  }
}
