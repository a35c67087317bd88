import { Eip } from "@cdktf/provider-aws/lib/eip";
import { Lb, type LbConfig } from "@cdktf/provider-aws/lib/lb";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import type { ClusterNetworkLoadBalancer } from "../../config/clusters/network-load-balancer.ts";
import type { AwsScope } from "../iam/arn.ts";
import { logDeliveryStatements } from "../storage/log-delivery-statements.ts";
import { PrivateBucket } from "../storage/private-bucket.ts";
import { type Certificates, createAliases, createCertificates } from "./certificates.ts";
import { hostOf } from "./host-name.ts";
import { LoadBalancerSecurityGroup } from "./load-balancer-security-group.ts";
import type { SharedNetworkLoadBalancer } from "./shared-load-balancer.ts";

export interface NetworkLoadBalancerProps {
  readonly settings: ClusterNetworkLoadBalancer;
  readonly vpcId: string;
  /** Public subnets, unless it is internal; as many as there are addresses, where there are any. */
  readonly subnetIds: string[];
  readonly awsScope: AwsScope;
}

const ROUTING = {
  zonal: "availability_zone_affinity",
  "partially-zonal": "partial_availability_zone_affinity",
  any: undefined,
} as const;

/** A Network Load Balancer that is created. */
export class NetworkLoadBalancer extends Construct implements SharedNetworkLoadBalancer {
  readonly isGiven = false;
  readonly securityGroupId: string;
  readonly arnSuffix: string;
  readonly arn: string;
  readonly tlsPolicy: string;
  readonly certificates?: Certificates;
  readonly host: string;
  readonly publicIps?: string[];

  constructor(scope: Construct, id: string, props: NetworkLoadBalancerProps) {
    super(scope, id);
    const { settings, vpcId } = props;
    const { name, listeners, domain, domains, tlsPolicy } = settings;
    // A load balancer that begins without a security group never gets one (user guide, security groups).
    const ports = new LoadBalancerSecurityGroup(this, "ports", { name, groupName: name, vpcId, ports: listeners });
    this.securityGroupId = ports.groupId;
    const addresses = this.createAddresses(props);
    const balancer = this.createBalancer(props, ports, addresses);
    if (addresses.length > 0) this.publicIps = addresses.map(({ publicIp }) => publicIp);
    this.certificates = settings.tls ? createCertificates(this, settings) : undefined;
    const { dnsName, zoneId } = balancer;
    createAliases(this, settings, { dnsName, zoneId, ipv6: settings.ipAddressType === "dualstack" });
    const names = [...(domain === undefined ? [] : [domain]), ...domains].map((each) => each.name);
    this.host = hostOf(names, []) ?? balancer.dnsName;
    this.arn = balancer.arn;
    this.arnSuffix = balancer.arnSuffix;
    this.tlsPolicy = tlsPolicy;
  }

  private createAddresses({ settings: { name, addressCount } }: NetworkLoadBalancerProps): Eip[] {
    return Array.from({ length: addressCount }, (_, index) => {
      const number = index + 1;
      return new Eip(this, `address-${number}`, { domain: "vpc", tags: { Name: `${name}-${number}` } });
    });
  }

  private createBalancer(
    { settings, subnetIds, awsScope }: NetworkLoadBalancerProps,
    { groupId, rules }: LoadBalancerSecurityGroup,
    addresses: readonly Eip[],
  ): Lb {
    const log = this.createLog(settings, awsScope);
    const created = addresses.map(({ id }) => id);
    const allocationIds = created.length > 0 ? created : settings.elasticIpAllocationIds;
    return new Lb(this, "load-balancer", {
      name: settings.name,
      loadBalancerType: "network",
      internal: settings.scheme === "internal",
      ipAddressType: settings.ipAddressType,
      ...subnetArguments(subnetIds, allocationIds),
      securityGroups: [groupId, ...settings.securityGroupIds],
      enableCrossZoneLoadBalancing: settings.crossZone,
      dnsRecordClientRoutingPolicy: ROUTING[settings.clientRouting],
      enableDeletionProtection: settings.deletionProtection,
      ...(log && { accessLogs: { bucket: log.name, enabled: true } }),
      dependsOn: [...rules, ...(log ? [log.policy] : [])], // its ports are open before anything moves to them
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private createLog(settings: ClusterNetworkLoadBalancer, awsScope: AwsScope): PrivateBucket | undefined {
    const { accessLogDays: expireDays, accessLogBucketName: name } = settings;
    if (expireDays === null) return undefined;
    const statements = logDeliveryStatements(name, awsScope);
    return new PrivateBucket(this, "access-log", { name, expireDays, statements, awsScope });
  }
}

/** Subnets, each with its address where there are any. */
const subnetArguments = (
  subnetIds: string[],
  allocationIds: readonly string[],
): Pick<LbConfig, "subnets" | "subnetMapping"> =>
  allocationIds.length === 0
    ? { subnets: subnetIds }
    : {
        subnetMapping: allocationIds.map((allocationId, index) => ({
          subnetId: Fn.element(subnetIds, index) as string,
          allocationId,
        })),
      };
