import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";

export interface DnsAliasProps {
  /** Host name, or a wildcard such as `*.example.com`. */
  readonly name: string;
  readonly hostedZoneId: string;
  readonly targetDnsName: string;
  readonly targetZoneId: string;
  /** Whether it resolves to IPv6 addresses too. @default false */
  readonly ipv6?: boolean;
}

/** A host name that resolves to a load balancer. */
export class DnsAlias extends Construct {
  constructor(scope: Construct, id: string, props: DnsAliasProps) {
    super(scope, id);
    const { name, hostedZoneId, targetDnsName, targetZoneId, ipv6 = false } = props;
    const alias = {
      zoneId: hostedZoneId,
      name,
      alias: { name: targetDnsName, zoneId: targetZoneId, evaluateTargetHealth: true },
      // In another zone, the name resolves there before it is gone here.
      lifecycle: { createBeforeDestroy: true },
    };
    new Route53Record(this, "record", { ...alias, type: "A" });
    if (ipv6) new Route53Record(this, "ipv6-record", { ...alias, type: "AAAA" });
  }
}
