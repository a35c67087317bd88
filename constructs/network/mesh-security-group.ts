import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { TrafficRule } from "./traffic-rule.ts";

export interface MeshSecurityGroupProps {
  /** 1 to 255 characters, unique in the VPC, not beginning with sg-. */
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
  /** First and last of each range of TCP ports at which members are called, each range once. */
  readonly ports: readonly (readonly [first: number, last: number])[];
}

/** A security group whose members may connect to each other at certain ports. */
export class MeshSecurityGroup extends Construct {
  readonly groupId: string;
  /** What lets members connect. */
  readonly rules: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { name, description, vpcId, ports }: MeshSecurityGroupProps) {
    super(scope, id);
    const group = new SecurityGroup(this, "group", {
      name,
      description,
      vpcId,
      tags: { Name: name },
      // Tasks leave the group before it goes.
      lifecycle: { createBeforeDestroy: true },
    });
    this.rules = ports.flatMap(([first, last]) => {
      const range = first === last ? `${first}` : `${first}-${last}`;
      const rule = new TrafficRule(this, `port-${range}`, {
        fromGroupId: group.id,
        toGroupId: group.id,
        ports: [first, last],
        description: `Members of ${name} to each other at port ${range}`,
      });
      return rule.rules;
    });
    this.groupId = group.id;
  }
}
