import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { Construct } from "constructs";

/** Lets members of a security group call services over HTTPS, such as ECR, ECS and CloudWatch Logs; nothing else. */
export class WebAccess extends Construct {
  constructor(scope: Construct, id: string, { securityGroupId }: { readonly securityGroupId: string }) {
    super(scope, id);
    new VpcSecurityGroupEgressRule(this, "rule", {
      securityGroupId,
      description: "HTTPS to anywhere: images, logs, AWS APIs",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv4: "0.0.0.0/0",
    });
  }
}
