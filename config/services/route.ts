import * as v from "valibot";
import { choice, integer, kinds, list, port, text } from "../fields.ts";
import { authentication } from "./authentication.ts";
import {
  type NetworkRouteConfig,
  networkRoute,
  requestPath,
  resolveNetworkRoute,
  targetProtocolOf,
} from "./network-route.ts";

const FORM = /^[\w\-.$/~"'@:+&*?]{1,128}$/;

const pattern = text(FORM, "is not a pattern: use up to 128 letters, digits and punctuation, with * and ?");

/**
 * Values of headers, which have more characters than paths, such as those of a cookie
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/add-rule.html, HTTP header value).
 */
const headerPattern = text(
  /^[ -[\]-~]{1,128}$/,
  "is not a pattern: use up to 128 printable characters of ASCII without \\, with * and ?",
);

/**
 * Names of hosts; nothing but letters may be behind the last dot
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HostHeaderConditionConfig.html).
 */
const HOST = /^(?=.{1,128}$)[A-Za-z0-9.*?-]*\.[A-Za-z*?]+$/;

const host = v.pipe(
  text(
    HOST,
    "is not a host: write its name alone, in up to 128 letters, digits, - and wildcards * and ?, with a dot and only letters behind the last one, such as www.example.com or *.example.com",
  ),
  // Labels of names (https://www.rfc-editor.org/rfc/rfc1123, 2.1): no request has a host with another one.
  v.check(
    (name) => !HOST.test(name) || name.split(".").every((label) => /^[^-](.*[^-])?$/.test(label)),
    "has a part between dots that is empty, or begins or ends with a hyphen, as no host has: correct it",
  ),
);

/**
 * Names of headers. That of hosts is asked by `hosts`, and wildcards are for values
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HttpHeaderConditionConfig.html).
 */
const header = v.pipe(
  text(/^[\w!#$%&'+.^`|~-]{1,40}$/, "is not a header: write its name of up to 40 characters, without wildcards"),
  v.check((name) => name.toLowerCase() !== "host", "is the header of hosts: use hosts"),
);

/** Paths of requests begin with a slash. */
const path = v.pipe(
  pattern,
  v.check(
    (text) => /^[/*?]/.test(text) || !FORM.test(text),
    "matches no path, because each begins with /: begin with / or *",
  ),
);

/**
 * Routing of requests from the cluster's Application Load Balancer to the service, with the health check of its tasks.
 */
const applicationRoute = v.strictObject({
  /** HTTP requests to the Application Load Balancer. @default "application" */
  type: v.optional(v.literal("application"), "application"),
  /**
   * Port of an additional listener, with HTTPS if the load balancer has a certificate.
   * @default the shared listener of the cluster
   */
  port: v.optional(port()),
  /** Priority of the listener rule, unique on its listener: the matching rule with the lowest number is used. */
  priority: integer(1, 50000),
  /** Path patterns, with `*` and `?`. @default ["*"] */
  paths: v.optional(list(path), ["*"]),
  /** Host patterns, with `*` and `?`. If the load balancer has a domain, each has to match it. @default every host */
  hosts: v.optional(list(host), []),
  /** Header conditions: patterns by name of the header, with `*` and `?`, of which one has to match. @default none */
  headers: v.optional(v.record(header, list(headerPattern)), {}),
  /**
   * Protocol version of requests to tasks. With `"HTTP2"` and `"gRPC"` clients have to use HTTPS and HTTP/2. Another
   * protocol requires another target group with another name: change `deployment.targetGroupNames` too. @default
   * "HTTP1"
   */
  protocol: v.optional(choice("HTTP1", "HTTP2", "gRPC"), "HTTP1"),
  /**
   * Protocol to the tasks. With `"HTTPS"` requests are encrypted on the way; the certificate of the task is not
   * verified.
   * @default "HTTP"
   */
  targetProtocol: v.optional(choice("HTTP", "HTTPS"), "HTTP"),
  /**
   * Authentication: the load balancer redirects clients without a session to an identity provider.
   * @default every client
   */
  authentication: v.optional(authentication),
  /** Health check of the target group. @default `GET /` every 30 seconds has to return 200 */
  healthCheck: v.optional(
    v.strictObject({
      /** Path that the load balancer requests, with gRPC a method: `/package.service/method`. @default "/"; "/AWS.ALB/healthcheck" with gRPC */
      path: v.optional(requestPath()),
      /** Status codes that are healthy, such as `200,302` or `200-299`; those of gRPC are 0 to 99. @default "200"; "12" (unimplemented) with gRPC */
      codes: v.optional(
        text(
          /^\d{1,3}(-\d{1,3})?(,\d{1,3}(-\d{1,3})?)*$/,
          'must be HTTP codes, written as "200", "200,302" or "200-299"',
        ),
      ),
      /** Seconds between two checks, 5 to 300. @default 30 */
      intervalSeconds: v.optional(integer(5, 300, "seconds"), 30),
      /** Seconds until a check fails, 2 to 120, less than the interval. @default 5 */
      timeoutSeconds: v.optional(integer(2, 120, "seconds"), 5),
      /** Consecutive successes until a task is healthy, 2 to 10. @default 2 */
      healthyThreshold: v.optional(integer(2, 10, "checks"), 2),
      /** Consecutive failures until a task is unhealthy, 2 to 10. @default 2 */
      unhealthyThreshold: v.optional(integer(2, 10, "checks"), 2),
      /**
       * Health check grace period in seconds: a failing task is not replaced during this time after its start.
       * @default 0
       */
      graceSeconds: v.optional(integer(0, 2147483647, "seconds"), 0),
    }),
    {},
  ),
  /** Seconds in which open connections may finish before a task stops, 0 to 3600. @default 30 */
  deregistrationDelaySeconds: v.optional(integer(0, 3600, "seconds"), 30),
  /**
   * Slow start in seconds, 30 to 900, during which a new task's share of requests increases; 0: its full share
   * immediately.
   * @default 0
   */
  slowStartSeconds: v.optional(integer(0, 900, "seconds"), 0),
  /** Sticky sessions: seconds that a cookie binds a client to its task, 1 to 604800; 0: none. @default 0 */
  stickySeconds: v.optional(integer(0, 604800, "seconds"), 0),
});

/** Routing of requests or connections from the cluster's load balancers to the service. */
export const route = kinds([applicationRoute, networkRoute]);

type ParsedRoute = v.InferOutput<typeof route>;
export type ApplicationRouteConfig = ReturnType<typeof resolveApplicationRoute>;
export type RouteConfig = ApplicationRouteConfig | NetworkRouteConfig;

/** Completes a route: what health checks ask for, and how they are answered. */
export const resolveRoute = (parsed: ParsedRoute, containerPort: number): RouteConfig =>
  parsed.type === "network" ? resolveNetworkRoute(parsed, containerPort) : resolveApplicationRoute(parsed);

/** By default as the API does (CreateTargetGroup, HealthCheckPath and Matcher). */
function resolveApplicationRoute(parsed: v.InferOutput<typeof applicationRoute>) {
  const { healthCheck, protocol } = parsed;
  const usual = protocol === "gRPC" ? { path: "/AWS.ALB/healthcheck", codes: "12" } : { path: "/", codes: "200" };
  const { path = usual.path, codes = usual.codes } = healthCheck;
  return { ...parsed, healthCheck: { ...healthCheck, path, codes } };
}

/** What the name of a target group ends with, so that another protocol makes another group beside the first. */
export function protocolSuffix(parsed: ParsedRoute): string {
  if (parsed.type === "network") return `-${targetProtocolOf(parsed).toLowerCase().replace("_", "-")}`;
  const { protocol, targetProtocol } = parsed;
  return `${protocol === "HTTP1" ? "" : `-${protocol.toLowerCase()}`}${targetProtocol === "HTTP" ? "" : "-tls"}`;
}

/** The route of a service to the Application Load Balancer; undefined if it has none. */
export const applicationRouteOf = <R extends ParsedRoute | RouteConfig>({ route }: { readonly route?: R }) =>
  route?.type === "application" ? (route as Extract<R, { type: "application" }>) : undefined;

/** The route of a service to the Network Load Balancer; undefined if it has none. */
export const networkRouteOf = <R extends ParsedRoute | RouteConfig>({ route }: { readonly route?: R }) =>
  route?.type === "network" ? (route as Extract<R, { type: "network" }>) : undefined;
