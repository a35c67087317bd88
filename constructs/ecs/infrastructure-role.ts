import { Construct } from "constructs";
import { type AwsScope, managedPolicyArn } from "../iam/arn.ts";
import { invocationStatements } from "../iam/invocation.ts";
import { ServiceRole } from "../iam/service-role.ts";
import { certificateKeyStatements } from "./certificate-key-statements.ts";
import { diskKeyStatements } from "./disk-key-statements.ts";

/** What ECS does with AWS Private CA and Secrets Manager (AWS managed policy reference). */
const TLS_POLICY = "service-role/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity";

export interface InfrastructureRoleProps {
  readonly name: string;
  /** ARNs of the functions that ECS asks during deployments whether to go on. */
  readonly hookArns: readonly string[];
  /** Whether ECS makes disks for tasks. */
  readonly disks: boolean;
  /** Customer managed keys that encrypt the disks. */
  readonly diskKeyArns: readonly string[];
  /** Whether ECS manages certificates of Service Connect. @default false */
  readonly certificates?: boolean;
  /** Customer managed keys that encrypt the private keys of certificates. @default none */
  readonly certificateKeyArns?: readonly string[];
  readonly awsScope: AwsScope;
}

/**
 * Permissions of ECS itself for services: move traffic between target groups, make disks, call hooks, manage
 * certificates.
 */
export class InfrastructureRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: InfrastructureRoleProps) {
    super(scope, id);
    const { name, hookArns, disks, diskKeyArns, certificates = false, certificateKeyArns = [], awsScope } = props;
    const role = new ServiceRole(this, "infrastructure", {
      name,
      description: "ECS, to manage targets and rules of load balancers",
      service: "ecs.amazonaws.com",
      statements: [
        ...invocationStatements(hookArns),
        ...diskKeyStatements(diskKeyArns, awsScope),
        ...certificateKeyStatements(certificateKeyArns),
      ],
      managedPolicyArns: [
        "AmazonECSInfrastructureRolePolicyForLoadBalancers",
        ...(disks ? ["service-role/AmazonECSInfrastructureRolePolicyForVolumes"] : []),
        ...(certificates ? [TLS_POLICY] : []),
      ].map((policy) => managedPolicyArn(awsScope, policy)),
    });
    this.arn = role.arn;
  }
}
