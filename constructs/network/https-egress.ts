import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { Construct } from "constructs";

export interface HttpsEgressProps {
  readonly securityGroupId: string;
  /** Whether they may call by IPv6 too. @default false */
  readonly ipv6?: boolean;
}

/** Lets members of a security group call services over HTTPS, such as ECR, ECS and CloudWatch Logs; nothing else. */
export class HttpsEgress extends Construct {
  constructor(scope: Construct, id: string, { securityGroupId, ipv6 = false }: HttpsEgressProps) {
    super(scope, id);
    const https = {
      securityGroupId,
      description: "HTTPS to anywhere: images, logs, AWS APIs",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    };
    new VpcSecurityGroupEgressRule(this, "rule", { ...https, cidrIpv4: "0.0.0.0/0" });
    if (ipv6) new VpcSecurityGroupEgressRule(this, "ipv6-rule", { ...https, cidrIpv6: "::/0" });
  }
}
