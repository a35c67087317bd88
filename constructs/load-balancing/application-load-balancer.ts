import { Lb } from "@cdktf/provider-aws/lib/lb";
import { Construct } from "constructs";
import type { ClusterLoadBalancer } from "../../config/clusters/resolve.ts";
import type { AwsScope } from "../iam/arn.ts";
import { HttpsEgress } from "../network/https-egress.ts";
import { AccessLog } from "./access-log.ts";
import { balancerArguments } from "./balancer-arguments.ts";
import { type Certificates, createAliases, createCertificates } from "./certificates.ts";
import { hostOf, urlOf } from "./host-name.ts";
import { HttpListener } from "./http-listener.ts";
import { LoadBalancerSecurityGroup } from "./load-balancer-security-group.ts";
import type { Listener, SharedLoadBalancer } from "./shared-load-balancer.ts";
import type * as firewall from "./web-firewall.ts";

export interface ApplicationLoadBalancerProps {
  readonly settings: ClusterLoadBalancer;
  readonly vpcId: string;
  /** Subnets in at least two zones: public ones, unless it is internal. */
  readonly subnetIds: string[];
  readonly awsScope: AwsScope;
}

/** Where connections are written down, beside the access logs. */
const CONNECTIONS = "connections";

/** An Application Load Balancer that services share. It answers 503 until a service has its own rule. */
export class ApplicationLoadBalancer extends Construct implements SharedLoadBalancer {
  readonly isGiven = false;
  readonly securityGroupId: string;
  readonly arnSuffix: string;
  readonly listener: Listener;
  private readonly settings: ClusterLoadBalancer;
  private readonly dnsName: string;
  /** ARNs by port; the shared listener has 0. */
  private readonly listenerArns = new Map<number, string>();

  constructor(scope: Construct, id: string, props: ApplicationLoadBalancerProps) {
    super(scope, id);
    const { settings } = props;
    const { waf, webAclName } = settings;
    this.settings = settings;
    const ports = this.openPorts(props);
    this.securityGroupId = ports.groupId;
    // It gets tokens and claims from identity providers, by IPv4 only (Elastic Load Balancing user guide, authenticate users).
    if (settings.authenticates) new HttpsEgress(this, "identity-providers", { securityGroupId: ports.groupId });
    const balancer = this.createBalancer(props, ports);
    this.dnsName = balancer.dnsName;
    this.createListeners(balancer.arn, createCertificates(this, settings));
    this.listener = this.listenerAt();
    const { dnsName, zoneId } = balancer;
    createAliases(this, settings, { dnsName, zoneId, ipv6: settings.ipAddressType === "dualstack" });
    if (waf !== undefined) {
      // Loaded only when needed: its bindings take a fiftieth of a synthesis.
      const { WebFirewall } = require("./web-firewall.ts") as typeof firewall;
      new WebFirewall(this, "waf", { waf, name: webAclName, loadBalancerArn: balancer.arn });
    }
    this.arnSuffix = balancer.arnSuffix;
  }

  listenerAt(port?: number, hosts: readonly string[] = []): Listener {
    const { secure, domain, domains } = this.settings;
    const arn = this.listenerArns.get(port ?? 0);
    if (arn === undefined) throw new Error(`no listener has port ${port}`);
    const names = [...(domain === undefined ? [] : [domain]), ...domains].map(({ name }) => name);
    const host = hostOf(names, hosts) ?? this.dnsName;
    return { arn, url: urlOf({ secure, host, port: port ?? (secure ? 443 : this.settings.port) }) };
  }

  private openPorts({ settings, vpcId }: ApplicationLoadBalancerProps): LoadBalancerSecurityGroup {
    const { name, port, secure, allowedCidrs, allowedPrefixListIds, furtherListeners } = settings;
    // Rules of prefix lists are dear: where a port only redirects, there are none.
    const shared = secure
      ? [
          { port, allowedCidrs },
          { port: 443, allowedCidrs, allowedPrefixListIds },
        ]
      : [{ port, allowedCidrs, allowedPrefixListIds }];
    return new LoadBalancerSecurityGroup(this, "ports", { name, vpcId, ports: [...shared, ...furtherListeners] });
  }

  private createBalancer(
    { settings, subnetIds, awsScope }: ApplicationLoadBalancerProps,
    { groupId, rules }: LoadBalancerSecurityGroup,
  ): Lb {
    const log = this.createLog(settings, awsScope);
    return new Lb(this, "load-balancer", {
      name: settings.name,
      loadBalancerType: "application",
      internal: settings.scheme === "internal",
      subnets: subnetIds,
      securityGroups: [groupId, ...settings.securityGroupIds],
      ...balancerArguments(settings),
      ...(log && { accessLogs: { bucket: log.bucketName, enabled: true } }),
      ...(log &&
        settings.connectionLogs && {
          connectionLogs: { bucket: log.bucketName, prefix: CONNECTIONS, enabled: true },
        }),
      dependsOn: [...rules, ...(log ? [log.policy] : [])], // its ports are open before anything moves to them
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private createLog(settings: ClusterLoadBalancer, awsScope: AwsScope): AccessLog | undefined {
    const { accessLogDays: days, accessLogBucketName: bucketName, connectionLogs } = settings;
    if (days === null) return undefined;
    const prefixes = connectionLogs ? [CONNECTIONS] : [];
    return new AccessLog(this, "access-log", { bucketName, days, prefixes, awsScope });
  }

  private createListeners(loadBalancerArn: string, certificates: Certificates | undefined): void {
    const { settings } = this;
    const { port, furtherListeners } = settings;
    const redirects = certificates !== undefined;
    const { listener: plain } = new HttpListener(this, "http", { loadBalancerArn, settings, port, redirects });
    // The rules of services move to it, so that what they leave redirects by then.
    const dependsOn = [plain];
    const shared =
      certificates === undefined
        ? plain
        : new HttpListener(this, "https", { loadBalancerArn, settings, port: 443, certificates, dependsOn }).listener;
    this.listenerArns.set(0, shared.arn);
    for (const { port } of furtherListeners) {
      const { listener } = new HttpListener(this, `listener-${port}`, {
        loadBalancerArn,
        settings,
        port,
        certificates,
      });
      this.listenerArns.set(port, listener.arn);
    }
  }
}
