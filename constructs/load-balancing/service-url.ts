import type { NetworkRouteConfig } from "../../config/services/network-route.ts";
import type { ApplicationRouteConfig } from "../../config/services/route.ts";
import type { Listener } from "./shared-load-balancer.ts";

/** A path up to its first wildcard. */
const beginningOf = (pattern: string): string => pattern.replace(/[*?].*$/, "");

/** URL of a service: with a path that matches its rule, as far as a URL can express it. */
export function serviceUrl({ url }: Listener, { paths }: Pick<ApplicationRouteConfig, "paths">): string {
  const path = beginningOf(paths[0] ?? "");
  return path === "/" ? url : `${url}${path}`;
}

const SCHEMES = { TCP: "tcp", UDP: "udp", TCP_UDP: "tcp", TLS: "tls" } as const;

/** Where clients connect to a service behind a Network Load Balancer: `tcp://host:port`. */
export const networkUrl = (
  { host }: { readonly host: string },
  { protocol, port }: Pick<NetworkRouteConfig, "protocol" | "port">,
): string => `${SCHEMES[protocol]}://${host}:${port}`;
