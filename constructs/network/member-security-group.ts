import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Construct } from "constructs";
import { TrafficRule } from "./traffic-rule.ts";
import { WebAccess } from "./web-access.ts";

export interface MemberSecurityGroupProps {
  /** 1 to 255 characters, unique in the VPC, not beginning with sg-. */
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
  /** Security group of the load balancer, the only one that is let in. */
  readonly loadBalancerGroupId: string;
  /** First and last TCP port that the load balancer uses. */
  readonly ports: readonly [first: number, last: number];
}

/** The security group of what stands behind a load balancer: only the balancer comes in, only HTTPS goes out. */
export class MemberSecurityGroup extends Construct {
  readonly groupId: string;

  constructor(scope: Construct, id: string, props: MemberSecurityGroupProps) {
    super(scope, id);
    const { name, description, vpcId, loadBalancerGroupId, ports } = props;
    const group = new SecurityGroup(this, "group", { name, description, vpcId, tags: { Name: name } });
    new WebAccess(this, "web-access", { securityGroupId: group.id });
    new TrafficRule(this, "from-load-balancer", {
      fromGroupId: loadBalancerGroupId,
      toGroupId: group.id,
      ports,
      description: `Load balancer to ${name}`,
    });
    this.groupId = group.id;
  }
}
