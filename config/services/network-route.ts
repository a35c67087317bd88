import * as v from "valibot";
import { choice, integer, port, text } from "../fields.ts";

/**
 * What a health check requests: a valid URI, as `/path?query`, of up to 1024 characters
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html, HealthCheckPath). A
 * fragment is never sent, and spaces end the URI of a request (https://www.rfc-editor.org/rfc/rfc9112, 3).
 */
export const requestPath = () =>
  v.pipe(
    text(/^\//, "is not a path: begin with /"),
    v.maxLength(1024, "is too long: use at most 1024 characters"),
    v.check(
      (path) => !path.startsWith("/") || /^[!-~]*$/.test(path),
      "has spaces or characters that a URI does not have: write them as in a URL, such as %20",
    ),
    v.check((path) => !path.includes("#"), "has a #, and what follows it is never requested: leave it out"),
  );

/** Health check of a target group of a Network Load Balancer (Elastic Load Balancing API reference, CreateTargetGroup). */
const networkHealthCheck = v.strictObject({
  /** `TCP`: the connection is accepted; `HTTP` and `HTTPS`: the status code is healthy. @default "TCP" */
  protocol: v.optional(choice("TCP", "HTTP", "HTTPS"), "TCP"),
  /**
   * TCP port of the tasks that is checked; not in bridge mode, in which Docker chooses ports. Required with protocol
   * `UDP`, which has no health check. @default that of the container
   */
  port: v.optional(port()),
  /** Path that the load balancer requests, with `HTTP` and `HTTPS`. @default "/" */
  path: v.optional(requestPath()),
  /**
   * Status codes that are healthy, 200 to 599, such as `200,302` or `200-299`, with `HTTP` and `HTTPS`.
   * @default "200-399", the default of Elastic Load Balancing
   */
  codes: v.optional(text(/^\d{1,3}([-,]\d{1,3})*$/, 'must be HTTP codes, written as "200", "200,302" or "200-299"')),
  /** Seconds between two checks, 5 to 300. @default 30 */
  intervalSeconds: v.optional(integer(5, 300, "seconds"), 30),
  /** Seconds until a check fails, 2 to 120. @default 10; 6 with `HTTP`, the default of Elastic Load Balancing */
  timeoutSeconds: v.optional(integer(2, 120, "seconds")),
  /** Consecutive successes until a task is healthy, 2 to 10. @default 2 */
  healthyThreshold: v.optional(integer(2, 10, "checks"), 2),
  /** Consecutive failures until a task is unhealthy, 2 to 10. @default 2 */
  unhealthyThreshold: v.optional(integer(2, 10, "checks"), 2),
  /**
   * Health check grace period in seconds: a failing task is not replaced during this time after its start.
   * @default 0
   */
  graceSeconds: v.optional(integer(0, 2147483647, "seconds"), 0),
});

/** Routing of connections from the cluster's Network Load Balancer to the service: all at a port. */
export const networkRoute = v.strictObject({
  /** Connections at a port of the Network Load Balancer. */
  type: v.literal("network"),
  /** Port of the listener. It belongs to one service, as a Network Load Balancer has no rules. */
  port: port(),
  /**
   * Protocol of clients. With `TLS` the load balancer terminates TLS, with its certificate; with `TCP` encrypted
   * traffic is passed through to the tasks. `TCP_UDP`: both at one port. Another protocol requires another target group
   * with another name: change `deployment.targetGroupNames` too.
   */
  protocol: choice("TCP", "UDP", "TCP_UDP", "TLS"),
  /**
   * With protocol `TLS`: protocol of the tasks. `TLS`: encrypted again; the certificate of the task is not verified.
   * @default "TCP"
   */
  targetProtocol: v.optional(choice("TCP", "TLS"), "TCP"),
  /** Protocols that `TLS` negotiates (ALPN), for HTTP/2. @default "None" */
  alpn: v.optional(choice("HTTP1Only", "HTTP2Only", "HTTP2Optional", "HTTP2Preferred", "None")),
  /**
   * With `TCP` and `TCP_UDP`: idle timeout of a TCP connection, 60 to 6000 seconds.
   * @default 350, the default of Elastic Load Balancing
   */
  idleTimeoutSeconds: v.optional(integer(60, 6000, "seconds")),
  /** Health check of the target group. @default a TCP connection to the container's port every 30 seconds */
  healthCheck: v.optional(networkHealthCheck, {}),
  /** Seconds in which open connections may finish before a task stops, 0 to 3600. @default 30 */
  deregistrationDelaySeconds: v.optional(integer(0, 3600, "seconds"), 30),
  /**
   * Whether connections that are still open after that are closed.
   * @default true for `UDP` and `TCP_UDP`, else false, the default of Elastic Load Balancing
   */
  connectionTermination: v.optional(v.boolean()),
  /**
   * Client IP preservation: whether tasks see the addresses of clients; always true with `UDP` and `TCP_UDP`. A task
   * then can't call itself through the load balancer. @default false for `TCP` and `TLS` with `awsvpc`, else true, the
   * default of Elastic Load Balancing
   */
  preserveClientIp: v.optional(v.boolean()),
  /**
   * Proxy protocol version 2: whether connections start with a header with the client's address. Tasks have to expect
   * it.
   * @default false
   */
  proxyProtocol: v.optional(v.boolean(), false),
  /** Sticky sessions: whether a client's address is bound to its task; not with `TLS`. @default false */
  sticky: v.optional(v.boolean(), false),
});

type ParsedNetworkRoute = v.InferOutput<typeof networkRoute>;

/** A port of the tasks that the load balancer connects to, with a key that stays the same when the port changes. */
export interface NetworkOpening {
  readonly key: "tcp" | "udp" | "health-checks";
  readonly ipProtocol: "tcp" | "udp";
  readonly port: number;
}

/** Ports of tasks that the load balancer connects to: that of the container, and that of health checks. */
export function networkOpenings(
  { protocol, healthCheck }: Pick<ParsedNetworkRoute, "protocol" | "healthCheck">,
  containerPort: number,
): NetworkOpening[] {
  const served = ipProtocolsOf({ protocol });
  const checked = healthCheck.port ?? containerPort;
  const isOpen = checked === containerPort && served.includes("tcp");
  return [
    ...served.map((ipProtocol) => ({ key: ipProtocol, ipProtocol, port: containerPort })),
    ...(isOpen ? [] : [{ key: "health-checks", ipProtocol: "tcp", port: checked } as const]),
  ];
}

/** Completes a route: what health checks ask for, and how long they wait (CreateTargetGroup). */
export function resolveNetworkRoute(parsed: ParsedNetworkRoute, containerPort: number) {
  const { healthCheck } = parsed;
  const timeoutSeconds = networkTimeoutOf(healthCheck);
  const asks = healthCheck.protocol !== "TCP";
  return {
    ...parsed,
    targetProtocol: targetProtocolOf(parsed),
    /** Protocol of the container's port; ECS takes one, and with both an address takes either. */
    containerProtocol: containerProtocolOf(parsed),
    openings: networkOpenings(parsed, containerPort),
    healthCheck: { ...healthCheck, timeoutSeconds, ...(asks && { path: healthCheck.path ?? "/" }) },
  };
}

/** Protocol of the port of the service's container: ECS takes one for each port. */
export const containerProtocolOf = (route: Pick<ParsedNetworkRoute, "protocol"> | undefined): "tcp" | "udp" =>
  route?.protocol === "UDP" ? "udp" : "tcp";

export const networkTimeoutOf = ({ timeoutSeconds, protocol }: ParsedNetworkRoute["healthCheck"]): number =>
  timeoutSeconds ?? (protocol === "HTTP" ? 6 : 10);

/** Protocol of the target group: that of the listener, which may decrypt. */
export const targetProtocolOf = ({ protocol, targetProtocol }: ParsedNetworkRoute) =>
  protocol === "TLS" ? targetProtocol : protocol;

/** Protocols of IP that clients of a route use. */
export const ipProtocolsOf = ({ protocol }: Pick<ParsedNetworkRoute, "protocol">): readonly ("tcp" | "udp")[] =>
  protocol === "TCP_UDP" ? ["tcp", "udp"] : [protocol === "UDP" ? "udp" : "tcp"];

export type NetworkRouteConfig = ReturnType<typeof resolveNetworkRoute>;
