import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";
import type { DomainConfig } from "../../config/clusters/load-balancer.ts";

export interface DnsAliasProps {
  readonly domain: DomainConfig;
  readonly targetDnsName: string;
  readonly targetZoneId: string;
}

/** A host name that resolves to a load balancer. */
export class DnsAlias extends Construct {
  constructor(scope: Construct, id: string, { domain, targetDnsName, targetZoneId }: DnsAliasProps) {
    super(scope, id);
    new Route53Record(this, "record", {
      zoneId: domain.hostedZoneId,
      name: domain.name,
      type: "A",
      alias: { name: targetDnsName, zoneId: targetZoneId, evaluateTargetHealth: true },
      // In another zone, the name resolves there before it is gone here.
      lifecycle: { createBeforeDestroy: true },
    });
  }
}
