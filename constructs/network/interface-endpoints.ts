import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import type { AwsScope } from "../iam/arn.ts";
import { toJson } from "../json.ts";

/**
 * What tasks and instances call: images, logs, secrets and parameters, shells, roles, and ECS itself, which instances
 * need (Amazon ECS developer guide, Amazon ECS interface VPC endpoints; Amazon ECR user guide, interface VPC endpoints).
 */
const SERVICES = [
  "ecr.api",
  "ecr.dkr",
  "logs",
  "secretsmanager",
  "ssm",
  "ssmmessages",
  "ecs",
  "ecs-agent",
  "ecs-telemetry",
  "sts",
];

export interface InterfaceEndpointsProps {
  readonly name: string;
  readonly vpcId: string;
  /** IPv4 range of the VPC, from which they are called. */
  readonly cidr: string;
  /** One subnet in each zone, where they get their addresses. */
  readonly subnetIds: string[];
  readonly awsScope: AwsScope;
}

/** Addresses in the VPC for the services that tasks call, so that private subnets need no way to the internet. */
export class InterfaceEndpoints extends Construct {
  constructor(scope: Construct, id: string, { name, vpcId, cidr, subnetIds, awsScope }: InterfaceEndpointsProps) {
    super(scope, id);
    const group = this.createSecurityGroup(name, vpcId, cidr);
    for (const service of SERVICES)
      new VpcEndpoint(this, service, {
        vpcId,
        serviceName: `com.amazonaws.${awsScope.region}.${service}`,
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
        subnetIds,
        securityGroupIds: [group.id],
        policy: toJson(ownAccount(awsScope)),
        tags: { Name: `${name}-${service}` },
      });
  }

  private createSecurityGroup(name: string, vpcId: string, cidr: string): SecurityGroup {
    const group = new SecurityGroup(this, "security-group", {
      name: `${name}-endpoints`,
      description: `VPC endpoints of ${name}`,
      vpcId,
      tags: { Name: `${name}-endpoints` },
    });
    new VpcSecurityGroupIngressRule(this, "from-vpc", {
      securityGroupId: group.id,
      description: `HTTPS from ${cidr}`,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv4: cidr,
    });
    return group;
  }
}

/** Roles of the account alone: credentials of another one can't carry data out through an endpoint. */
const ownAccount = ({ account }: AwsScope) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: "*",
      Action: "*",
      Resource: "*",
      Condition: { StringEquals: { "aws:PrincipalAccount": account } },
    },
  ],
});
