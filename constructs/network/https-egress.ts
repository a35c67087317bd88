import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface HttpsEgressProps {
  readonly securityGroupId: string;
  /** What is called by IPv4. @default "anywhere" */
  readonly ipv4?: "anywhere" | "none" | { readonly prefixListId: string };
  /** Whether members may call anything by IPv6 too. @default false */
  readonly ipv6?: boolean;
  /** Rules that have to be there before this one lets less out. @default none */
  readonly dependsOn?: ITerraformDependable[];
}

/** Lets members of a security group call services over HTTPS, such as ECR, ECS and CloudWatch Logs; nothing else. */
export class HttpsEgress extends Construct {
  constructor(scope: Construct, id: string, props: HttpsEgressProps) {
    super(scope, id);
    const { securityGroupId, ipv4 = "anywhere", ipv6 = false, dependsOn = [] } = props;
    const https = {
      securityGroupId,
      description: "HTTPS to anywhere: images, logs, AWS APIs",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    };
    if (ipv4 !== "none")
      new VpcSecurityGroupEgressRule(this, "rule", {
        ...https,
        ...(ipv4 === "anywhere"
          ? { cidrIpv4: "0.0.0.0/0" }
          : { prefixListId: ipv4.prefixListId, description: "HTTPS to S3: image layers" }),
        ...(dependsOn.length > 0 && { dependsOn }),
        // The provider replaces a rule whose destination is of another type.
        lifecycle: { createBeforeDestroy: true },
      });
    if (ipv6) new VpcSecurityGroupEgressRule(this, "ipv6-rule", { ...https, cidrIpv6: "::/0" });
  }
}
