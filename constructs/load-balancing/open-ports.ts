import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ClusterLoadBalancer } from "../../config/clusters/resolve.ts";
import { cidrArgument } from "../network/cidr-argument.ts";

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
  /** What opens the ports. */
  readonly rules: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { name, vpcId, ports }: OpenPortsProps) {
    super(scope, id);
    const group = new SecurityGroup(this, "security-group", {
      name: `${name}-alb`,
      description: `Load balancer ${name}: who may reach it`,
      vpcId,
      tags: { Name: `${name}-alb` },
      lifecycle: { createBeforeDestroy: true },
    });
    this.rules = ports.flatMap(({ port, allowedCidrs, allowedPrefixListIds = [] }) => [
      ...allowedCidrs.map((cidr) => this.open(group, port, cidr, cidrArgument(cidr))),
      ...allowedPrefixListIds.map((list) => this.open(group, port, list, { prefixListId: list })),
    ]);
    this.groupId = group.id;
  }

  private open(
    { id }: SecurityGroup,
    port: number,
    from: string,
    source: ReturnType<typeof cidrArgument> | { readonly prefixListId: string },
  ): VpcSecurityGroupIngressRule {
    const scope = new Construct(this, `from-${from.replace("/", "-")}-to-${port}`);
    return new VpcSecurityGroupIngressRule(scope, "rule", {
      securityGroupId: id,
      description: `Port ${port} from ${from}`,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      ...source,
    });
  }
}
