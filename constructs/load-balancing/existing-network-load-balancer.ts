import type { Construct } from "constructs";
import type { ResolvedExistingNetworkLoadBalancer } from "../../config/clusters/existing-network-load-balancer.ts";
import type { ClusterNetworkLoadBalancer } from "../../config/clusters/network-load-balancer.ts";
import { type Certificates, createCertificates } from "./certificates.ts";
import type { SharedNetworkLoadBalancer } from "./shared-load-balancer.ts";

/** A Network Load Balancer that exists. Nothing of it but listeners is created. */
export class ExistingNetworkLoadBalancer implements SharedNetworkLoadBalancer {
  readonly isGiven = true;
  readonly securityGroupId: string;
  readonly arnSuffix: string;
  readonly arn: string;
  readonly tlsPolicy: string;
  readonly certificates?: Certificates;
  readonly host: string;

  constructor(scope: Construct, existing: ResolvedExistingNetworkLoadBalancer, settings: ClusterNetworkLoadBalancer) {
    this.securityGroupId = existing.securityGroupId;
    this.arnSuffix = existing.arnSuffix;
    this.arn = existing.arn;
    this.host = existing.dnsName;
    this.tlsPolicy = settings.tlsPolicy;
    this.certificates = settings.tls ? createCertificates(scope, settings) : undefined;
  }
}
