import { isSecure } from "../../clusters/domain.ts";
import { loadBalancerOf } from "../../clusters/load-balancer.ts";
import { clusterOf } from "../../clusters/resolve.ts";
import type { Parsed } from "../../config.ts";
import type { Finding } from "../../finding.ts";
import { applicationRouteOf } from "../route.ts";
import type { Service } from "../service.ts";

/** Codes of HTTP and of gRPC that a target group takes as healthy (Elastic Load Balancing API reference, Matcher). */
const CODES = { HTTP: [200, 499], gRPC: [0, 99] } as const;

function isReversed(range: string): boolean {
  const [first, last = first] = range.split("-").map(Number);
  return first !== undefined && last !== undefined && last < first;
}

/** Finds what Elastic Load Balancing would refuse of health checks in the protocol of a route. */
export function checkHealthProtocol(service: Service): Finding[] {
  const route = applicationRouteOf(service);
  if (route === undefined) return [];
  const { protocol, healthCheck } = route;
  const kind = protocol === "gRPC" ? "gRPC" : "HTTP";
  const [lowest, highest] = CODES[kind];
  const at = ["route", "healthCheck"];
  const found: Finding[] = [];
  if (healthCheck.codes?.split(/[-,]/).some((code) => Number(code) < lowest || Number(code) > highest))
    found.push({
      path: [...at, "codes"],
      message: `has a code outside the range of ${kind}: use ${lowest} to ${highest}`,
    });
  else if (healthCheck.codes?.split(",").some((range) => isReversed(range)))
    found.push({
      path: [...at, "codes"],
      message: "has a reversed range: write the lower code first",
    });
  // Elastic Load Balancing user guide, target groups, considerations for the gRPC protocol version.
  if (kind === "gRPC" && healthCheck.path !== undefined && !/^\/[\w.]+\/\w+$/.test(healthCheck.path))
    found.push({
      path: [...at, "path"],
      message: "is not a gRPC method: write /package.service/method, such as /grpc.health.v1.Health/Check",
    });
  return found;
}

/**
 * HTTP/2 and gRPC come from HTTPS listeners only, and requests of HTTP/1.1 are answered with an error (Elastic Load
 * Balancing user guide, target groups, protocol version).
 */
export function checkListenerProtocol(service: Service, environment: Parsed): Finding[] {
  const { cluster } = service;
  const route = applicationRouteOf(service);
  if (route === undefined || route.protocol === "HTTP1") return [];
  const balancer = loadBalancerOf(clusterOf(cluster, environment));
  const path = ["route", "protocol"];
  const field = `${cluster}Cluster.loadBalancer`;
  if (!isSecure(balancer))
    return [{ path, message: `needs HTTPS: add a domain or certificateArns to ${field}, or leave it out` }];
  if (!balancer.http2) return [{ path, message: `needs clients that use HTTP/2: set ${field}.http2 to true` }];
  return [];
}
