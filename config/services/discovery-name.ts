import { containerNameOf, networkModeOf } from "./derive.ts";
import { containerProtocolOf } from "./network-route.ts";
import { networkRouteOf } from "./route.ts";
import type { Service } from "./service.ts";

/** The DNS name of a service, with all that follows from what is configured of it; undefined if it has none. */
export function discoveryOf(service: Service, environment: { readonly name: string }) {
  const { serviceDiscovery } = service;
  if (serviceDiscovery === undefined) return undefined;
  const { recordType = networkModeOf(service) === "awsvpc" ? "A" : "SRV", ttlSeconds } = serviceDiscovery;
  const { protocol, ...target } = targetOf(service, environment);
  const name = recordType === "A" ? service.name.toLowerCase() : `_${service.name.toLowerCase()}._${protocol}`;
  return { name: serviceDiscovery.name ?? name, recordType, ttlSeconds, ...target };
}

/** The container and port that SRV records are of. */
function targetOf(service: Service, environment: { readonly name: string }) {
  const main = containerNameOf(service, environment);
  const named = [{ ...service.container, name: main }, ...service.sidecars].flatMap(({ name, ports }) =>
    ports.map((each) => ({ containerName: name, ...each })),
  );
  const found = named.find(({ name }) => name === service.serviceDiscovery?.portName);
  if (found === undefined)
    return {
      containerName: main,
      containerPort: service.container.port,
      protocol: containerProtocolOf(networkRouteOf(service)),
    };
  return { containerName: found.containerName, containerPort: found.port, protocol: found.protocol };
}

/** A DNS name of a service as Cloud Map and ECS get it. */
export type DiscoveryConfig = NonNullable<ReturnType<typeof discoveryOf>>;
