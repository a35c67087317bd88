import { loadBalancerOf } from "../clusters/load-balancer.ts";
import { networkLoadBalancerOf } from "../clusters/network-load-balancer.ts";
import { clusterOf, hasCluster } from "../clusters/resolve.ts";
import type { Parsed } from "../config.ts";
import type { Finding } from "../finding.ts";
import { ecrRepository } from "../services/image.ts";
import { containersOf } from "../services/rules/containers.ts";
import type { Service } from "../services/service.ts";
import { checkAddressRoom } from "./address-room.ts";
import { checkDualStackBalancers, checkIpv6Networks } from "./ipv6.ts";
import { hasInternet, hasPrivateSubnets, hasPublicSubnets, waysOutOf, wayToPrivateSubnets } from "./network.ts";
import { checkBalancerRoom, checkDockerBridge } from "./reserved-ranges.ts";

/** Finds what parts of an environment need from the network and do not get. */
export const NETWORK_RULES_ACROSS: readonly ((environment: Parsed) => readonly Finding[])[] = [
  checkZones,
  checkEndpoints,
  checkBuildNetwork,
  checkInstancesWayOut,
  checkBalancerSubnets,
  checkImagesWayIn,
  checkIpv6Networks,
  checkDualStackBalancers,
  checkDockerBridge,
  checkBalancerRoom,
  checkAddressRoom,
];

function checkZones({ region, network: { zones } }: Parsed): Finding[] {
  return zones.flatMap((zone, index) =>
    zone.slice(0, -1) === region
      ? []
      : [{ path: ["network", "zones", index], message: `is not in region ${region}: use ${region}a, ${region}b …` }],
  );
}

/** Their names follow another form in China, not for all services (AWS Batch user guide, interface endpoints). */
function checkEndpoints({ region, network }: Parsed): Finding[] {
  if (waysOutOf(network).endpoints !== "all" || !region.startsWith("cn-")) return [];
  return [{ path: ["network", "endpoints"], message: `is not supported in ${region}: use gateway, and NAT gateways` }];
}

/** A build in the VPC reaches the internet through its private subnets. */
function checkBuildNetwork({ network, delivery }: Parsed): Finding[] {
  if (!delivery?.build.vpc || (hasPrivateSubnets(network) && hasInternet(network))) return [];
  const way = hasPrivateSubnets(network) ? "give the network NAT gateways" : wayToPrivateSubnets(network);
  const message = `needs private subnets with a way out: ${way}, or leave it out`;
  return [{ path: ["delivery", "build", "vpc"], message }];
}

/** Instances call ECS, so they need a way to the internet, or endpoints. */
function checkInstancesWayOut(environment: Parsed): Finding[] {
  if (!hasCluster("ec2", environment)) return [];
  const { network } = environment;
  const { subnets } = clusterOf("ec2", environment);
  const found = (message: string) => [{ path: ["ec2Cluster", "subnets"], derived: subnets, message }];
  if (subnets === "private")
    return hasPrivateSubnets(network)
      ? []
      : found(
          `leaves the instances without subnets, because the network has no private ones: use "public", or ${wayToPrivateSubnets(network)}`,
        );
  if (network.vpcId === undefined)
    return network.publicIpOnLaunch
      ? []
      : found("leaves the instances without a way out: set network.publicIpOnLaunch to true, or use private subnets");
  return hasPublicSubnets(network) ? [] : found("has no subnets: list network.publicSubnetIds, or use private subnets");
}

function checkBalancerSubnets(environment: Parsed): Finding[] {
  const { network, services } = environment;
  return services.flatMap(({ route, cluster }, index) => {
    if (route === undefined) return [];
    const path = ["services", index, "route"];
    const { scheme, name, isGiven } = balancerFor(route, clusterOf(cluster, environment));
    if (isGiven) return [];
    const field = `${cluster}Cluster.${name}.scheme`;
    if (scheme === "internet-facing")
      return hasPublicSubnets(network)
        ? []
        : [{ path, message: `needs public subnets: list network.publicSubnetIds, or set ${field} to "internal"` }];
    return hasPrivateSubnets(network)
      ? []
      : [{ path, message: `needs private subnets, as ${field} is internal: ${wayToPrivateSubnets(network)}` }];
  });
}

/** Images of ECR come through endpoints, which are those of the region; also those of the environment's repository. */
function comesThroughEndpoints(image: string, { region, registry }: Parsed): boolean {
  const { repositoryUrl } = registry ?? {};
  if (image.startsWith(":") && repositoryUrl === undefined) return true;
  return ecrRepository(image.startsWith(":") ? repositoryUrl + image : image)?.region === region;
}

/** The load balancer that a route is on. */
function balancerFor({ type }: NonNullable<Service["route"]>, cluster: ReturnType<typeof clusterOf>) {
  const isNetwork = type === "network";
  const { scheme, existing } = isNetwork ? networkLoadBalancerOf(cluster) : loadBalancerOf(cluster);
  return { name: isNetwork ? "networkLoadBalancer" : "loadBalancer", scheme, isGiven: existing !== undefined };
}

function checkImagesWayIn(environment: Parsed): Finding[] {
  const { network, services } = environment;
  if (!hasPrivateSubnets(network) || hasInternet(network)) return [];
  return services.flatMap((service, index) =>
    inPrivateSubnets(service, environment)
      ? imagesOf(service)
          .filter(({ image }) => !comesThroughEndpoints(image, environment))
          .map(({ path }) => ({
            path: ["services", index, ...path],
            message:
              "can't be pulled, because the private subnets have no way to the internet: use an image in ECR of the same region, such as through registry.pullThroughCache, or give the network NAT gateways",
          }))
      : [],
  );
}

const inPrivateSubnets = ({ cluster, networkMode }: Service, environment: Parsed): boolean =>
  cluster === "fargate" || networkMode === "awsvpc" || clusterOf("ec2", environment).subnets === "private";

function imagesOf(service: Service): { path: (string | number)[]; image: string }[] {
  const images = containersOf(service).map(({ path, container: { image } }) => ({ path: [...path, "image"], image }));
  const { logs } = service;
  return logs.type === "firelens" ? [...images, { path: ["logs", "image"], image: logs.image }] : images;
}
