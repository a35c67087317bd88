import type { LbConfig } from "@cdktf/provider-aws/lib/lb";
import type { LbListenerConfig, LbListenerMutualAuthentication } from "@cdktf/provider-aws/lib/lb-listener";
import type { MutualTlsConfig } from "../../config/clusters/mutual-tls.ts";
import type { ClusterLoadBalancer } from "../../config/clusters/resolve.ts";

/** Attributes of a load balancer; what is the default of AWS is left out. */
export function balancerArguments(settings: ClusterLoadBalancer): Partial<LbConfig> {
  const { keepAliveSeconds, http2, desyncMitigation, forwardedFor, dropInvalidHeaders } = settings;
  return {
    ipAddressType: settings.ipAddressType,
    idleTimeout: settings.idleTimeoutSeconds,
    clientKeepAlive: keepAliveSeconds,
    ...(!http2 && { enableHttp2: false }),
    desyncMitigationMode: desyncMitigation,
    xffHeaderProcessingMode: forwardedFor,
    enableDeletionProtection: settings.deletionProtection,
    // A header that HTTP does not allow is a way to smuggle requests past the balancer.
    dropInvalidHeaderFields: dropInvalidHeaders,
  };
}

/** Headers that a listener adds to responses; what is the default of AWS is left out. */
export function headerArguments({
  strictTransportSecurity,
  contentSecurityPolicy,
  noSniff,
  frameOptions,
  server,
}: ClusterLoadBalancer["responseHeaders"]): Partial<LbListenerConfig> {
  return {
    routingHttpResponseStrictTransportSecurityHeaderValue: strictTransportSecurity,
    routingHttpResponseContentSecurityPolicyHeaderValue: contentSecurityPolicy,
    ...(noSniff && { routingHttpResponseXContentTypeOptionsHeaderValue: "nosniff" }),
    routingHttpResponseXFrameOptionsHeaderValue: frameOptions,
    ...(!server && { routingHttpResponseServerEnabled: false }),
  };
}

/** How a listener asks clients for certificates. Only one that verifies them has more to say than its mode. */
export function mutualArguments({
  mode,
  trustStoreArn,
  ignoreExpiry,
  advertiseCaNames,
}: MutualTlsConfig): LbListenerMutualAuthentication {
  if (mode === "passthrough") return { mode };
  return {
    mode,
    trustStoreArn,
    ignoreClientCertificateExpiry: ignoreExpiry,
    ...(advertiseCaNames && { advertiseTrustStoreCaNames: "on" }),
  };
}
