import * as v from "valibot";
import { choice, integer, text } from "../fields.ts";
import type { Finding } from "../finding.ts";
import { isSecure, type Secured } from "./domain.ts";

/**
 * Headers that the load balancer adds to HTTP responses (Elastic Load Balancing user guide, HTTP header modification).
 */
const responseHeaders = v.strictObject({
  /** `Strict-Transport-Security`, for HTTPS, such as `max-age=31536000; includeSubDomains`. @default none */
  strictTransportSecurity: v.optional(
    text(
      /^max-age=\d{1,10}(?:; ?(includeSubDomains|preload)(?!.*\1)){0,2}$/,
      "is not a policy: write max-age in seconds, followed by includeSubDomains and preload if wanted, such as max-age=31536000; includeSubDomains",
    ),
  ),
  /** `Content-Security-Policy`, up to 1024 characters. @default none */
  contentSecurityPolicy: v.optional(
    text(/^[ -~]{1,1024}$/, "is not a header: use up to 1024 printable characters of ASCII, in one line"),
  ),
  /** Whether `X-Content-Type-Options: nosniff` is added. @default false */
  noSniff: v.optional(v.boolean(), false),
  /** `X-Frame-Options`. @default none */
  frameOptions: v.optional(choice("DENY", "SAMEORIGIN")),
  /** Whether responses have the header `Server: awselb/2.0` unless the target sets one. @default true */
  server: v.optional(v.boolean(), true),
});

/** How the load balancer treats connections, requests and responses; AWS's defaults, except for two safer ones. */
export const balancerAttributes = {
  /**
   * Security policy of HTTPS: TLS versions and ciphers. `1-3` accepts TLS 1.3 only, the others 1.2 too, `Res` with the
   * fewest ciphers; `PQ` has post-quantum key exchange, `FIPS` validated cryptography.
   * @default "ELBSecurityPolicy-TLS13-1-2-Res-2021-06": TLS 1.2 and 1.3 with forward secrecy
   */
  tlsPolicy: v.optional(
    // Elastic Load Balancing user guide, security policies: those without TLS 1.0 and 1.1.
    choice(
      "ELBSecurityPolicy-TLS13-1-2-2021-06",
      "ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06",
      "ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06",
      "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04",
      "ELBSecurityPolicy-TLS13-1-2-FIPS-PQ-2025-09",
      "ELBSecurityPolicy-TLS13-1-2-PQ-2025-09",
      "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
      "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09",
      "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      "ELBSecurityPolicy-TLS13-1-3-2021-06",
      "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
      "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09",
      "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
    ),
    "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
  ),
  /**
   * Maximum time that a client may keep its connection, 60 to 604800 seconds.
   * @default 3600, the default of Elastic Load Balancing
   */
  keepAliveSeconds: v.optional(integer(60, 604800, "seconds")),
  /** Whether clients may use HTTP/2. @default true */
  http2: v.optional(v.boolean(), true),
  /**
   * Handling of requests that could be used for HTTP desync attacks (request smuggling).
   * @default "defensive", the default of Elastic Load Balancing
   */
  desyncMitigation: v.optional(choice("monitor", "defensive", "strictest")),
  /**
   * Handling of `X-Forwarded-For`: the client's address is appended, the header is preserved, or it is removed.
   * @default "append", the default of Elastic Load Balancing
   */
  forwardedFor: v.optional(choice("append", "preserve", "remove")),
  /** Whether headers with invalid names are dropped; they can be used to smuggle requests. @default true */
  dropInvalidHeaders: v.optional(v.boolean(), true),
  /** Headers of responses. @default unchanged */
  responseHeaders: v.optional(responseHeaders, {}),
};

export type ResponseHeadersConfig = v.InferOutput<typeof responseHeaders>;

/** Finds what would be sent where nothing evaluates it, or logged where nothing is logged. */
export function checkAttributes(
  balancer: Secured & {
    readonly responseHeaders: ResponseHeadersConfig;
    readonly connectionLogs: boolean;
    readonly accessLogDays: number | null;
  },
): Finding[] {
  const found: Finding[] = [];
  // Clients ignore it over plain HTTP (RFC 6797, 8.1).
  if (balancer.responseHeaders.strictTransportSecurity !== undefined && !isSecure(balancer))
    found.push({
      path: ["responseHeaders", "strictTransportSecurity"],
      message: "is only for HTTPS: add a domain or certificateArns, or leave it out",
    });
  if (balancer.connectionLogs && balancer.accessLogDays === null)
    found.push({
      path: ["connectionLogs"],
      message: "requires access logs: set accessLogDays, or leave it out",
    });
  return found;
}
