import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";

export interface DnsAliasProps {
  /** Host name, or a wildcard such as `*.example.com`. */
  readonly name: string;
  readonly hostedZoneId: string;
  readonly targetDnsName: string;
  readonly targetZoneId: string;
}

/** A host name that resolves to a load balancer. */
export class DnsAlias extends Construct {
  constructor(scope: Construct, id: string, { name, hostedZoneId, targetDnsName, targetZoneId }: DnsAliasProps) {
    super(scope, id);
    new Route53Record(this, "record", {
      zoneId: hostedZoneId,
      name,
      type: "A",
      alias: { name: targetDnsName, zoneId: targetZoneId, evaluateTargetHealth: true },
      // In another zone, the name resolves there before it is gone here.
      lifecycle: { createBeforeDestroy: true },
    });
  }
}
