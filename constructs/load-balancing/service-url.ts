import type { RouteConfig } from "../../config/services/route.ts";
import type { Listener } from "./shared-load-balancer.ts";

/** A path up to its first wildcard. */
const beginningOf = (pattern: string): string => pattern.replace(/[*?].*$/, "");

/** Where a person reaches a service: at a path that its rule takes, as far as a URL can say so. */
export function serviceUrl({ url }: Listener, { paths }: Pick<RouteConfig, "paths">): string {
  const path = beginningOf(paths[0] ?? "");
  return path === "/" ? url : `${url}${path}`;
}
