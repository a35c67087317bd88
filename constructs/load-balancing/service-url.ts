import type { RouteConfig } from "../../config/services/route.ts";
import type { Listener } from "./application-load-balancer.ts";

/** A path up to its first wildcard. */
const beginningOf = (pattern: string): string => pattern.replace(/[*?].*$/, "");

/** Where a person reaches a service: at a host and a path that its rule takes, as far as a URL can say so. */
export function serviceUrl({ url, urlAt, hasDomain }: Listener, { hosts, paths }: RouteConfig): string {
  const host = hosts.find((each) => !/[*?]/.test(each)) ?? hosts[0];
  const base = hasDomain || host === undefined ? url : urlAt(host);
  const path = beginningOf(paths[0] ?? "");
  return path === "/" ? base : `${base}${path}`;
}
