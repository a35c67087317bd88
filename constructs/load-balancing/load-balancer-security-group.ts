import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { cidrArgument } from "../network/cidr-argument.ts";

/** A port of a load balancer, and its allowed sources. */
interface OpenPort {
  readonly port: number;
  readonly allowedCidrs: readonly string[];
  /** @default none */
  readonly allowedPrefixListIds?: readonly string[];
  /** @default TCP */
  readonly ipProtocols?: readonly ("tcp" | "udp")[];
}

export interface LoadBalancerSecurityGroupProps {
  /** Name of the load balancer. */
  readonly name: string;
  /** Name of the group, unique in the VPC. @default that of the load balancer and `-alb` */
  readonly groupName?: string;
  readonly vpcId: string;
  readonly ports: readonly OpenPort[];
}

/** The security group of a load balancer: only its listeners' ports are open, each to those who may use it. */
export class LoadBalancerSecurityGroup extends Construct {
  readonly groupId: string;
  /** What opens the ports. */
  readonly rules: readonly ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    { name, groupName = `${name}-alb`, vpcId, ports }: LoadBalancerSecurityGroupProps,
  ) {
    super(scope, id);
    const group = new SecurityGroup(this, "security-group", {
      name: groupName,
      description: `Load balancer ${name}: who may reach it`,
      vpcId,
      tags: { Name: groupName },
      lifecycle: { createBeforeDestroy: true },
    });
    this.rules = ports.flatMap(({ ipProtocols = ["tcp"], ...open }) =>
      ipProtocols.flatMap((ipProtocol) => this.open(group, ipProtocol, open)),
    );
    this.groupId = group.id;
  }

  private open(
    group: SecurityGroup,
    ipProtocol: "tcp" | "udp",
    { port, allowedCidrs, allowedPrefixListIds = [] }: OpenPort,
  ): VpcSecurityGroupIngressRule[] {
    const create = (from: string, source: ReturnType<typeof cidrArgument> | { readonly prefixListId: string }) => {
      const [awsScope, what] = ipProtocol === "tcp" ? [port, "Port"] : [`${port}-${ipProtocol}`, "UDP port"];
      const scope = new Construct(this, `from-${from.replace("/", "-")}-to-${awsScope}`);
      return new VpcSecurityGroupIngressRule(scope, "rule", {
        securityGroupId: group.id,
        description: `${what} ${port} from ${from}`,
        ipProtocol,
        fromPort: port,
        toPort: port,
        ...source,
      });
    };
    return [
      ...allowedCidrs.map((cidr) => create(cidr, cidrArgument(cidr))),
      ...allowedPrefixListIds.map((list) => create(list, { prefixListId: list })),
    ];
  }
}
