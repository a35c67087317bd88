import { Lb } from "@cdktf/provider-aws/lib/lb";
import { Construct } from "constructs";
import type { Place } from "../iam/arn.ts";
import { AccessLog } from "./access-log.ts";
import { DnsAlias } from "./dns-alias.ts";
import { DomainCertificate } from "./domain-certificate.ts";
import { HttpListener } from "./http-listener.ts";
import { OpenPorts } from "./open-ports.ts";
import { WebFirewall, type WebFirewallProps } from "./web-firewall.ts";

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
  /** Further listeners, each with a port of its own. With a domain they speak HTTPS too. */
  readonly furtherListeners: readonly { readonly port: number; readonly allowedCidrs: readonly string[] }[];
  /** Seconds without data after which a connection is closed, 1 to 4000. */
  readonly idleTimeoutSeconds: number;
  readonly deletionProtection: boolean;
  /** Host name and the hosted zone that it is in, for HTTPS. @default plain HTTP */
  readonly domain?: { readonly name: string; readonly hostedZoneId: string };
  /** A bucket with a log of every request. @default none */
  readonly accessLog?: { readonly bucketName: string; readonly days: number };
  /** @default none */
  readonly waf?: Omit<WebFirewallProps, "loadBalancerArn">;
  readonly place: Place;
}

/** A port of the load balancer. */
export interface Listener {
  readonly arn: string;
  /** Where a person reaches it. */
  readonly url: string;
}

/** An Application Load Balancer that the internet reaches. It answers 503 until a service has a rule of its own. */
export class PublicLoadBalancer extends Construct {
  /** What targets let in. */
  readonly securityGroupId: string;
  /** What metrics know it by. */
  readonly arnSuffix: string;
  /** The listener that services share. */
  readonly listener: Listener;
  private readonly further = new Map<number, Listener>();

  constructor(scope: Construct, id: string, props: PublicLoadBalancerProps) {
    super(scope, id);
    const { domain, furtherListeners } = props;
    this.securityGroupId = this.createSecurityGroup(props);
    const balancer = this.createBalancer(props);
    const certificateArn = domain && new DomainCertificate(this, "certificate", domain).arn;
    const host = domain?.name ?? balancer.dnsName;
    this.listener = this.createListeners(props, balancer.arn, host, certificateArn);
    for (const { port } of furtherListeners)
      this.further.set(port, this.createListener(`listener-${port}`, { balancer, host, port, certificateArn }));
    if (domain !== undefined)
      new DnsAlias(this, "alias", { ...domain, targetDnsName: balancer.dnsName, targetZoneId: balancer.zoneId });
    if (props.waf !== undefined) new WebFirewall(this, "waf", { ...props.waf, loadBalancerArn: balancer.arn });
    this.arnSuffix = balancer.arnSuffix;
  }

  /** The listener at a port, or the one that services share. Throws where no listener has the port. */
  listenerAt(port?: number): Listener {
    const listener = port === undefined ? this.listener : this.further.get(port);
    if (listener === undefined) throw new Error(`no listener has port ${port}`);
    return listener;
  }

  private createSecurityGroup({ name, vpcId, port, domain, ...props }: PublicLoadBalancerProps): string {
    const { allowedCidrs } = props;
    const own = (domain === undefined ? [port] : [port, 443]).map((each) => ({ port: each, allowedCidrs }));
    return new OpenPorts(this, "ports", { name, vpcId, ports: [...own, ...props.furtherListeners] }).groupId;
  }

  private createBalancer(props: PublicLoadBalancerProps): Lb {
    const log = props.accessLog && new AccessLog(this, "access-log", { ...props.accessLog, place: props.place });
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
      ...(log && { accessLogs: { bucket: log.bucketName, enabled: true }, dependsOn: [log.policy] }),
    });
  }

  private createListeners(
    { port }: PublicLoadBalancerProps,
    loadBalancerArn: string,
    host: string,
    certificateArn: string | undefined,
  ): Listener {
    const plain = new HttpListener(this, "http", { loadBalancerArn, port, redirects: certificateArn !== undefined });
    if (certificateArn === undefined)
      return { arn: plain.arn, url: port === 80 ? `http://${host}` : `http://${host}:${port}` };
    const secure = new HttpListener(this, "https", { loadBalancerArn, port: 443, certificateArn });
    return { arn: secure.arn, url: `https://${host}` };
  }

  private createListener(
    id: string,
    { balancer, host, port, certificateArn }: { balancer: Lb; host: string; port: number; certificateArn?: string },
  ): Listener {
    const { arn } = new HttpListener(this, id, { loadBalancerArn: balancer.arn, port, certificateArn });
    return { arn, url: `${certificateArn ? "https" : "http"}://${host}:${port}` };
  }
}
