import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ServiceConfig } from "../../config/config.ts";
import { createInboundRules } from "./inbound-rule.ts";
import { createOutboundRules, type HttpsDestinations } from "./outbound-rules.ts";
import { TrafficRule, type TrafficRuleProps } from "./traffic-rule.ts";

type Opening = Omit<TrafficRuleProps, "toGroupId" | "description">;

/** Who else is let in, and what may be connected to besides `https`. @default none */
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
  /** Where HTTPS goes. @default anywhere by IPv4 */
  readonly https?: HttpsDestinations;
}

/** The security group of a workload: inbound only from load balancers and named sources, outbound only to named destinations. */
export class WorkloadSecurityGroup extends Construct {
  readonly groupId: string;
  /** What lets the load balancer and others in. */
  readonly rules: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: WorkloadSecurityGroupProps) {
    super(scope, id);
    const { name, description, vpcId, loadBalancer, openings, inbound = [], outbound = [] } = props;
    const { https = { cidrs: ["0.0.0.0/0"] } } = props;
    const group = new SecurityGroup(this, "group", {
      name,
      description,
      vpcId,
      tags: { Name: name },
      lifecycle: { createBeforeDestroy: true },
    });
    const balanced = { ...(loadBalancer && { "from-load-balancer": loadBalancer }), ...openings };
    const fromBalancers = Object.entries(balanced).flatMap(([key, opening]) => {
      const rule = { ...opening, toGroupId: group.id, description: `Load balancer to ${name}` };
      return new TrafficRule(this, key, rule).rules;
    });
    this.rules = [...fromBalancers, ...createInboundRules(this, group.id, inbound)];
    createOutboundRules(this, group.id, https, outbound);
    this.groupId = group.id;
  }
}
