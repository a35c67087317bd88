import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";

export interface TrafficRuleProps {
  /** Security group of those who connect. */
  readonly fromGroupId: string;
  /** Security group of those who are connected to. */
  readonly toGroupId: string;
  readonly description: string;
  /** First and last TCP port. */
  readonly ports: readonly [first: number, last: number];
}

/** Lets members of one security group connect to members of another: out of the one, into the other. */
export class TrafficRule extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { fromGroupId, toGroupId, description, ports: [fromPort, toPort] }: TrafficRuleProps,
  ) {
    super(scope, id);
    const ports = { ipProtocol: "tcp", fromPort, toPort, description };
    new VpcSecurityGroupEgressRule(this, "out", {
      ...ports,
      securityGroupId: fromGroupId,
      referencedSecurityGroupId: toGroupId,
    });
    new VpcSecurityGroupIngressRule(this, "in", {
      ...ports,
      securityGroupId: toGroupId,
      referencedSecurityGroupId: fromGroupId,
    });
  }
}
