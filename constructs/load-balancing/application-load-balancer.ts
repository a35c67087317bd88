import { Lb } from "@cdktf/provider-aws/lib/lb";
import type { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { Construct } from "constructs";
import type { ClusterLoadBalancer } from "../../config/clusters/resolve.ts";
import type { Place } from "../iam/arn.ts";
import { AccessLog } from "./access-log.ts";
import { DnsAlias } from "./dns-alias.ts";
import { DomainCertificate } from "./domain-certificate.ts";
import { HttpListener } from "./http-listener.ts";
import { OpenPorts } from "./open-ports.ts";
import type * as firewall from "./web-firewall.ts";

export interface ApplicationLoadBalancerProps {
  readonly settings: ClusterLoadBalancer;
  readonly vpcId: string;
  /** Subnets in at least two zones: public ones, unless it is internal. */
  readonly subnetIds: string[];
  readonly place: Place;
}

/** A port of the load balancer. */
export interface Listener {
  readonly arn: string;
  /** Where a person reaches it. */
  readonly url: string;
  /** The same by another host name. */
  readonly urlAt: (host: string) => string;
  /** Whether it has a certificate, and so a name of its own. */
  readonly hasDomain: boolean;
}

/** An Application Load Balancer that services share. It answers 503 until a service has a rule of its own. */
export class ApplicationLoadBalancer extends Construct {
  /** What targets let in. */
  readonly securityGroupId: string;
  /** What metrics know it by. */
  readonly arnSuffix: string;
  /** The listener that services share. */
  readonly listener: Listener;
  private readonly further = new Map<number, Listener>();

  constructor(scope: Construct, id: string, props: ApplicationLoadBalancerProps) {
    super(scope, id);
    const { domain, furtherListeners, waf, webAclName } = props.settings;
    const ports = this.openPorts(props);
    this.securityGroupId = ports.groupId;
    const balancer = this.createBalancer(props, ports);
    const certificateArn = domain && new DomainCertificate(this, "certificate", domain).arn;
    const host = domain?.name ?? balancer.dnsName;
    this.listener = this.createListeners(props.settings, balancer.arn, host, certificateArn);
    for (const { port } of furtherListeners)
      this.further.set(port, this.createListener(`listener-${port}`, { balancer, host, port, certificateArn }));
    if (domain !== undefined)
      new DnsAlias(this, "alias", { domain, targetDnsName: balancer.dnsName, targetZoneId: balancer.zoneId });
    if (waf !== undefined) {
      // Loaded where it is used: its bindings take a fiftieth of a synthesis.
      const { WebFirewall } = require("./web-firewall.ts") as typeof firewall;
      new WebFirewall(this, "waf", { waf, name: webAclName, loadBalancerArn: balancer.arn });
    }
    this.arnSuffix = balancer.arnSuffix;
  }

  /** The listener at a port, or the one that services share. Throws where no listener has the port. */
  listenerAt(port?: number): Listener {
    const listener = port === undefined ? this.listener : this.further.get(port);
    if (listener === undefined) throw new Error(`no listener has port ${port}`);
    return listener;
  }

  private openPorts({ settings, vpcId }: ApplicationLoadBalancerProps): OpenPorts {
    const { name, port, domain, allowedCidrs, furtherListeners } = settings;
    const shared = (domain === undefined ? [port] : [port, 443]).map((each) => ({ port: each, allowedCidrs }));
    return new OpenPorts(this, "ports", { name, vpcId, ports: [...shared, ...furtherListeners] });
  }

  private createBalancer(
    { settings, subnetIds, place }: ApplicationLoadBalancerProps,
    { groupId, rules }: OpenPorts,
  ): Lb {
    const { accessLogDays: days, accessLogBucketName: bucketName } = settings;
    const log = days === null ? undefined : new AccessLog(this, "access-log", { bucketName, days, place });
    return new Lb(this, "load-balancer", {
      name: settings.name,
      loadBalancerType: "application",
      internal: settings.scheme === "internal",
      subnets: subnetIds,
      securityGroups: [groupId],
      idleTimeout: settings.idleTimeoutSeconds,
      enableDeletionProtection: settings.deletionProtection,
      // A header that HTTP does not allow is a way to smuggle requests past the balancer.
      dropInvalidHeaderFields: true,
      ...(log && { accessLogs: { bucket: log.bucketName, enabled: true } }),
      dependsOn: [...rules, ...(log ? [log.policy] : [])], // its ports are open before anything moves to them
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private createListeners(
    { port }: ClusterLoadBalancer,
    loadBalancerArn: string,
    host: string,
    certificateArn: string | undefined,
  ): Listener {
    const redirects = certificateArn !== undefined;
    const { listener: plain } = new HttpListener(this, "http", { loadBalancerArn, port, redirects });
    if (certificateArn === undefined) return reached(plain, host, "http", port === 80 ? undefined : port);
    // The rules of services move to it, so that what they leave redirects by then.
    const dependsOn = [plain];
    const { listener: secure } = new HttpListener(this, "https", {
      loadBalancerArn,
      port: 443,
      certificateArn,
      dependsOn,
    });
    return reached(secure, host, "https");
  }

  private createListener(
    id: string,
    { balancer, host, port, certificateArn }: { balancer: Lb; host: string; port: number; certificateArn?: string },
  ): Listener {
    const { listener } = new HttpListener(this, id, { loadBalancerArn: balancer.arn, port, certificateArn });
    return reached(listener, host, certificateArn ? "https" : "http", port);
  }
}

function reached({ arn }: LbListener, host: string, scheme: "http" | "https", port?: number): Listener {
  const urlAt = (name: string) => `${scheme}://${name}${port === undefined ? "" : `:${port}`}`;
  return { arn, urlAt, url: urlAt(host), hasDomain: scheme === "https" };
}
