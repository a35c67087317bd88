import { Construct } from "constructs";
import { managedPolicyArn, type Place } from "../iam/arn.ts";
import { invocationStatements } from "../iam/invocation.ts";
import { ServiceRole } from "../iam/service-role.ts";
import { diskKeyStatements } from "./disk-key-statements.ts";

export interface InfrastructureRoleProps {
  readonly name: string;
  /** ARNs of the functions that ECS asks during deployments whether to go on. */
  readonly hookArns: readonly string[];
  /** Whether ECS makes disks for tasks. */
  readonly disks: boolean;
  /** Keys of one's own that the disks are encrypted with. */
  readonly diskKeyArns: readonly string[];
  readonly place: Place;
}

/** What ECS itself may do for services: move traffic between target groups, make disks, call hooks. */
export class InfrastructureRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, hookArns, disks, diskKeyArns, place }: InfrastructureRoleProps) {
    super(scope, id);
    const role = new ServiceRole(this, "infrastructure", {
      name,
      description: "ECS, to manage targets and rules of load balancers",
      service: "ecs.amazonaws.com",
      statements: [...invocationStatements(hookArns), ...diskKeyStatements(diskKeyArns, place)],
      managedPolicyArns: [
        "AmazonECSInfrastructureRolePolicyForLoadBalancers",
        ...(disks ? ["service-role/AmazonECSInfrastructureRolePolicyForVolumes"] : []),
      ].map((policy) => managedPolicyArn(place, policy)),
    });
    this.arn = role.arn;
  }
}
