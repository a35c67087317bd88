import * as v from "valibot";
import type { Names } from "../environment-names.ts";
import type { NetworkConfig } from "../network/network.ts";
import type { ResolvedDeployment } from "../services/rollout.ts";
import { applicationRouteOf, networkRouteOf, type RouteConfig } from "../services/route.ts";
import type { Service } from "../services/service.ts";
import { type FargateClusterConfig, fargateCluster } from "./cluster.ts";
import { isSecure, resolveDomains } from "./domain.ts";
import { type Ec2ClusterConfig, ec2Cluster } from "./ec2-cluster.ts";
import { resolveExisting } from "./existing-load-balancer.ts";
import { hasGpus } from "./instance-families.ts";
import { allowedCidrsOf, ipAddressTypeOf, type LoadBalancerConfig, loadBalancerOf } from "./load-balancer.ts";
import { networkLoadBalancerOf, resolveNetworkLoadBalancer } from "./network-load-balancer.ts";
import { leastVolumeGiB } from "./windows-rules.ts";

interface Clusters {
  readonly ec2Cluster?: Ec2ClusterConfig;
  readonly fargateCluster?: FargateClusterConfig;
}

/** Whether an environment has a cluster of a kind: it configures it, or a service runs on it. */
export const hasCluster = (
  kind: Service["cluster"],
  environment: Clusters & { readonly services: readonly Pick<Service, "cluster">[] },
): boolean =>
  environment[`${kind}Cluster`] !== undefined || environment.services.some(({ cluster }) => cluster === kind);

const DEFAULTS = { ec2: v.parse(ec2Cluster, {}), fargate: v.parse(fargateCluster, {}) };

/** Settings of a cluster, configured or not. */
export function clusterOf(kind: "ec2", environment: Clusters): Ec2ClusterConfig;
export function clusterOf(kind: Service["cluster"], environment: Clusters): FargateClusterConfig;
export function clusterOf(kind: Service["cluster"], environment: Clusters): FargateClusterConfig {
  return environment[`${kind}Cluster`] ?? DEFAULTS[kind];
}

/** Settings of the EC2 cluster, with what its image and instance types say. */
export const ec2ClusterOf = (environment: Clusters) => {
  const settings = clusterOf("ec2", environment);
  const { instanceTypes, rootVolumeGiB = leastVolumeGiB(settings) } = settings;
  const { min, max, desired = Math.min(Math.max(1, min), max) } = settings.instances;
  return { ...settings, instances: { min, max, desired }, rootVolumeGiB, hasGpus: instanceTypes.some(hasGpus) };
};

/** What the instances of the EC2 cluster are like. */
export type InstanceSettings = Omit<ReturnType<typeof ec2ClusterOf>, "loadBalancer" | "networkLoadBalancer">;

/** The namespace of the DNS names of a cluster's services. */
export const dnsNamespaceOf = (
  clusterName: string,
  { dnsNamespace }: Pick<FargateClusterConfig, "dnsNamespace">,
): FargateClusterConfig["dnsNamespace"] & { readonly name: string } => ({
  ...dnsNamespace,
  name: dnsNamespace.name ?? `${clusterName.toLowerCase().replaceAll("_", "-")}.internal`,
});

type Routed = { readonly route?: Service["route"] | RouteConfig } & {
  readonly deployment: Pick<ResolvedDeployment, "test">;
};

/** Log group of the shells that are opened in a cluster's containers. */
export const execLogGroupName = (clusterName: string): string => `/ecs/${clusterName}/exec`;

/** What a cluster takes from its network. */
interface Around extends Pick<NetworkConfig, "ipv6" | "httpsEgress"> {
  readonly publicSubnets: number;
}

/**
 * Completes a cluster of either kind: names, and load balancers where something comes to one of its services. `ipv6` tells
 * whether the network is dual-stack, `publicSubnets` how many public subnets it has, `httpsEgress` where members of subnets may
 * connect to.
 */
export function resolveCluster<Settings extends FargateClusterConfig>(
  kind: Service["cluster"],
  names: Names,
  settings: Settings,
  services: readonly Routed[],
  { ipv6, publicSubnets, httpsEgress }: Around,
) {
  const name = names[`${kind}Cluster`];
  const { loadBalancer: _, networkLoadBalancer: __, ...others } = settings;
  const routed = services.some(applicationRouteOf);
  const balancer = settings.loadBalancer || routed ? loadBalancerOf(settings) : undefined;
  const isNetworked = settings.networkLoadBalancer !== undefined || services.some(networkRouteOf);
  return {
    ...others,
    kind,
    name,
    httpsEgress,
    dnsNamespace: dnsNamespaceOf(name, settings),
    execKeyAlias: names[`${kind}ExecKey`],
    execLogGroupName: execLogGroupName(name),
    loadBalancer: balancer && {
      ...balancer,
      ...resolveDomains(balancer),
      existing: balancer.existing && resolveExisting(balancer.existing),
      allowedCidrs: allowedCidrsOf(balancer, ipv6),
      ipAddressType: ipAddressTypeOf(balancer, ipv6),
      /** Whether its listeners speak HTTPS. */
      secure: isSecure(balancer),
      /** Whether it calls identity providers. */
      authenticates: services.some((each) => applicationRouteOf(each)?.authentication !== undefined),
      name: names[`${kind}LoadBalancer`],
      accessLogBucketName: names[`${kind}AccessLogBucket`],
      webAclName: names[`${kind}WebAcl`],
      furtherListeners: furtherListeners(services, balancer, ipv6),
    },
    networkLoadBalancer: isNetworked
      ? resolveNetworkLoadBalancer(networkLoadBalancerOf(settings), services, {
          name: names[`${kind}NetworkLoadBalancer`],
          accessLogBucketName: names[`${kind}NetworkAccessLogBucket`],
          publicSubnets,
        })
      : undefined,
  };
}

/** A cluster of either kind, with its names. */
export type ClusterConfig = ReturnType<typeof resolveCluster<FargateClusterConfig>>;

/** The load balancer of a cluster, with its names and all its listeners. */
export type ClusterLoadBalancer = NonNullable<ClusterConfig["loadBalancer"]>;

/** Listeners besides the one that services share, in the order of their ports. Those for tests have their own callers. */
export function furtherListeners(services: readonly Routed[], balancer: LoadBalancerConfig, ipv6: boolean) {
  type Callers = { readonly allowedCidrs: readonly string[]; readonly allowedPrefixListIds?: readonly string[] };
  const { allowedPrefixListIds } = balancer;
  const byPort = new Map<number, Callers>();
  for (const { deployment, ...service } of services) {
    const route = applicationRouteOf(service);
    if (route === undefined) continue;
    if (route.port !== undefined)
      byPort.set(route.port, { allowedCidrs: allowedCidrsOf(balancer, ipv6), allowedPrefixListIds });
    const { test } = deployment;
    if (test !== undefined) byPort.set(test.port, { allowedCidrs: test.allowedCidrs });
  }
  return [...byPort].sort(([a], [b]) => a - b).map(([port, callers]) => ({ port, ...callers }));
}
