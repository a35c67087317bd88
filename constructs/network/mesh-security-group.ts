import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Construct } from "constructs";
import { TrafficRule } from "./traffic-rule.ts";

export interface MeshSecurityGroupProps {
  /** 1 to 255 characters, unique in the VPC, not beginning with sg-. */
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
}

/** A security group whose members may connect to each other. */
export class MeshSecurityGroup extends Construct {
  readonly groupId: string;

  constructor(scope: Construct, id: string, { name, description, vpcId }: MeshSecurityGroupProps) {
    super(scope, id);
    const group = new SecurityGroup(this, "group", {
      name,
      description,
      vpcId,
      tags: { Name: name },
      // Tasks leave the group before it goes.
      lifecycle: { createBeforeDestroy: true },
    });
    new TrafficRule(this, "members", {
      fromGroupId: group.id,
      toGroupId: group.id,
      ports: [0, 65535], // the proxies of Service Connect choose theirs
      description: `Members of ${name} to each other`,
    });
    this.groupId = group.id;
  }
}
