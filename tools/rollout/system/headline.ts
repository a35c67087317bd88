import { countWord } from "../picture/headline.ts";
import type { System, SystemCluster, SystemService } from "./system.ts";

/** What the picture is about: a title, and what it shows for those who can't see it. */
export function systemHeadline({ name, clusters, network, pipeline, imageRepository }: System) {
  const services = clusters.reduce((sum, cluster) => sum + cluster.services.length, 0);
  return {
    title: `${name}: ${countWord(services, "service")} in ${countWord(clusters.length, "cluster")}, ${countWord(clusters.length, "load balancer")}, a pipeline`,
    description: [
      `VPC ${network.cidr} in ${network.zones.join(" and ")} with ${countWord(network.natGateways, "NAT gateway")}.`,
      ...clusters.map(describeCluster),
      `Pipeline ${pipeline.name} keeps images in ${imageRepository}: ${pipeline.stages.map(({ name }) => name).join(", then ")}.`,
    ].join(" "),
  };
}

const describeCluster = ({ name, capacity, balancer, services }: SystemCluster) =>
  `Cluster ${name} on ${capacity}, behind load balancer ${balancer.name}: ${services.map(describeService).join("; ")}.`;

function describeService({ name, facts, listeners }: SystemService): string {
  const from = listeners.map(({ label, isTest }) => (isTest ? `${label} for tests` : label));
  return `${name}, ${[...facts, from.length > 0 ? `gets requests of ${from.join(" and ")}` : "gets no requests"].join(", ")}`;
}
