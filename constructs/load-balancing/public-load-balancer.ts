import { Lb } from "@cdktf/provider-aws/lib/lb";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { DnsAlias } from "./dns-alias.ts";
import { DomainCertificate } from "./domain-certificate.ts";
import { HttpListeners } from "./http-listeners.ts";

export interface PublicLoadBalancerProps {
  /** 1 to 32 characters, unique in account and region. */
  readonly name: string;
  readonly vpcId: string;
  /** Public subnets in at least two zones. */
  readonly subnetIds: string[];
  /** Port of plain HTTP, 1 to 65535. With a domain it sends everybody on to 443. */
  readonly port: number;
  /** Whom the listeners answer, as IPv4 networks. */
  readonly allowedCidrs: readonly string[];
  /** Seconds without data after which a connection is closed, 1 to 4000. */
  readonly idleTimeoutSeconds: number;
  readonly deletionProtection: boolean;
  /** Host name and the hosted zone that it is in, for HTTPS. @default plain HTTP */
  readonly domain?: { readonly name: string; readonly hostedZoneId: string };
}

/** An Application Load Balancer that the internet reaches. It answers 503 until a service has a rule of its own. */
export class PublicLoadBalancer extends Construct {
  /** The listener that takes the rules of services. */
  readonly listenerArn: string;
  /** What targets let in. */
  readonly securityGroupId: string;
  /** Where a person reaches it. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: PublicLoadBalancerProps) {
    super(scope, id);
    this.securityGroupId = this.createSecurityGroup(props);
    const balancer = this.createBalancer(props);
    const certificate = props.domain && new DomainCertificate(this, "certificate", props.domain);
    const listeners = new HttpListeners(this, "listeners", {
      loadBalancerArn: balancer.arn,
      port: props.port,
      certificateArn: certificate?.arn,
    });
    this.listenerArn = listeners.arn;
    this.url = this.publish(props, balancer);
  }

  private createSecurityGroup({ name, vpcId, port, domain, allowedCidrs }: PublicLoadBalancerProps): string {
    const group = new SecurityGroup(this, "security-group", {
      name: `${name}-alb`,
      description: `Load balancer ${name}: who may reach it`,
      vpcId,
      tags: { Name: `${name}-alb` },
    });
    const ports = domain === undefined ? [port] : [port, 443];
    for (const open of ports)
      for (const cidr of allowedCidrs)
        new VpcSecurityGroupIngressRule(new Construct(this, `from-${cidr.replace("/", "-")}-to-${open}`), "rule", {
          securityGroupId: group.id,
          description: `Port ${open} from ${cidr}`,
          ipProtocol: "tcp",
          fromPort: open,
          toPort: open,
          cidrIpv4: cidr,
        });
    return group.id;
  }

  private createBalancer(props: PublicLoadBalancerProps): Lb {
    return new Lb(this, "load-balancer", {
      name: props.name,
      loadBalancerType: "application",
      internal: false,
      subnets: props.subnetIds,
      securityGroups: [this.securityGroupId],
      idleTimeout: props.idleTimeoutSeconds,
      enableDeletionProtection: props.deletionProtection,
      // A header that HTTP does not allow is a way to smuggle requests past the balancer.
      dropInvalidHeaderFields: true,
    });
  }

  private publish({ domain, port }: PublicLoadBalancerProps, { dnsName, zoneId }: Lb): string {
    if (domain === undefined) return port === 80 ? `http://${dnsName}` : `http://${dnsName}:${port}`;
    new DnsAlias(this, "alias", { ...domain, targetDnsName: dnsName, targetZoneId: zoneId });
    return `https://${domain.name}`;
  }
}
