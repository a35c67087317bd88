import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { remember } from "../memory.ts";

export interface TrafficRuleProps {
  /** Security group of those who connect. */
  readonly fromGroupId: string;
  /** Security group of those who are connected to. */
  readonly toGroupId: string;
  readonly description: string;
  /** First and last port. */
  readonly ports: readonly [first: number, last: number];
  /** @default "tcp" */
  readonly ipProtocol?: "tcp" | "udp";
  /**
   * Whether other ports may be wanted later, while members still answer at these: then the new ports are opened, what
   * depends on the rules moves on, and the old ports are closed. @default false: the rules are changed in place
   */
  readonly movable?: boolean;
  /** Whether the senders' group is managed elsewhere, and gets no rule here: its owner lets them out. @default false */
  readonly intoOnly?: boolean;
}

/** Lets members of one security group connect to members of another: out of the one, into the other. */
export class TrafficRule extends Construct {
  /** What has to be there before anything passes. */
  readonly rules: readonly ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    {
      fromGroupId,
      toGroupId,
      description,
      ports: [fromPort, toPort],
      ipProtocol = "tcp",
      movable = false,
      intoOnly = false,
    }: TrafficRuleProps,
  ) {
    super(scope, id);
    const common = {
      ipProtocol,
      fromPort,
      toPort,
      description,
      lifecycle: {
        createBeforeDestroy: true,
        ...(movable && { replaceTriggeredBy: [remember(this, "ports", `${fromPort}-${toPort}`)] }),
      },
    };
    const out = intoOnly
      ? []
      : [
          new VpcSecurityGroupEgressRule(this, "out", {
            ...common,
            securityGroupId: fromGroupId,
            referencedSecurityGroupId: toGroupId,
          }),
        ];
    const into = new VpcSecurityGroupIngressRule(this, "in", {
      ...common,
      securityGroupId: toGroupId,
      referencedSecurityGroupId: fromGroupId,
    });
    this.rules = [...out, into];
  }
}
