import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ServiceConfig } from "../../config/config.ts";
import type { OutboundConfig } from "../../config/services/service.ts";
import { cidrArgument } from "./cidr-argument.ts";
import { HttpsEgress } from "./https-egress.ts";
import { createInboundRules } from "./inbound-rule.ts";
import { TrafficRule, type TrafficRuleProps } from "./traffic-rule.ts";

type Opening = Omit<TrafficRuleProps, "toGroupId" | "description">;

/** Who else is let in, and what may be connected to besides HTTPS anywhere. @default none */
type Others = Partial<Pick<ServiceConfig, "inbound" | "outbound">>;

export interface WorkloadSecurityGroupProps extends Others {
  /** 1 to 255 characters, unique in the VPC, not beginning with sg-. */
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
  /** The load balancer's security group, and the first and last TCP port that it uses. @default none */
  readonly loadBalancer?: Opening;
  /** Further ports that load balancers use, by a key of each. @default none */
  readonly openings?: Readonly<Record<string, Opening>>;
  /** Whether HTTPS goes anywhere by IPv6 too. @default false */
  readonly ipv6?: boolean;
}

/** The security group of a workload: inbound only from load balancers and named sources, outbound only to named destinations. */
export class WorkloadSecurityGroup extends Construct {
  readonly groupId: string;
  /** What lets the load balancer and others in. */
  readonly rules: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: WorkloadSecurityGroupProps) {
    super(scope, id);
    const { name, description, vpcId, loadBalancer, openings, inbound = [], outbound = [], ipv6 = false } = props;
    const group = new SecurityGroup(this, "group", {
      name,
      description,
      vpcId,
      tags: { Name: name },
      lifecycle: { createBeforeDestroy: true },
    });
    new HttpsEgress(this, "web-access", { securityGroupId: group.id, ipv6 });
    const balanced = { ...(loadBalancer && { "from-load-balancer": loadBalancer }), ...openings };
    const fromBalancers = Object.entries(balanced).flatMap(([key, opening]) => {
      const rule = { ...opening, toGroupId: group.id, description: `Load balancer to ${name}` };
      return new TrafficRule(this, key, rule).rules;
    });
    this.rules = [...fromBalancers, ...createInboundRules(this, group.id, inbound)];
    for (const [key, { port, cidr }] of distinct(outbound, ipv6))
      new VpcSecurityGroupEgressRule(new Construct(this, `to-${key}`), "rule", {
        securityGroupId: group.id,
        description: `Port ${port} to ${cidr}`,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        ...cidrArgument(cidr),
      });
    this.groupId = group.id;
  }
}

/** Each pair of network and port once, as EC2 takes no rule twice: services of an instance may want the same. */
function distinct(outbound: readonly OutboundConfig[], ipv6: boolean): Map<string, { port: number; cidr: string }> {
  const pairs = outbound.flatMap(({ port, cidrs }) => cidrs.map((cidr) => ({ port, cidr })));
  const web = ["0.0.0.0/0", ...(ipv6 ? ["::/0"] : [])]; // HttpsEgress covers those
  const further = pairs.filter(({ port, cidr }) => port !== 443 || !web.includes(cidr));
  return new Map(further.map((pair) => [`${pair.cidr.replace("/", "-")}-at-${pair.port}`, pair]));
}
