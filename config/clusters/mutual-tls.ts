import * as v from "valibot";
import { choice, text } from "../fields.ts";
import type { Finding } from "../finding.ts";
import { isSecure, type Secured } from "./domain.ts";

/** Certificates of clients (Elastic Load Balancing user guide, mutual TLS authentication). */
export const mutualTls = v.strictObject({
  /**
   * `passthrough`: services get the certificate in the header `X-Amzn-Mtls-Clientcert`, and check it; `verify`: the load balancer
   * refuses connections without a certificate issued by an authority of the trust store.
   */
  mode: choice("passthrough", "verify"),
  /** Existing trust store with the certificate authorities, for `verify`; another account may share it. @default none */
  trustStoreArn: v.optional(
    text(
      /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:truststore\/[A-Za-z0-9-]+\/[0-9a-f]+$/,
      "is not the ARN of a trust store: write it as AWS shows it, arn:aws:elasticloadbalancing:REGION:ACCOUNT:truststore/…",
    ),
  ),
  /** Whether expired client certificates are accepted, for `verify`. @default false */
  ignoreExpiry: v.optional(v.boolean(), false),
  /** Whether the names of the certificate authorities are advertised to clients, for `verify`. @default false */
  advertiseCaNames: v.optional(v.boolean(), false),
});

export type MutualTlsConfig = v.InferOutput<typeof mutualTls>;

/** Finds what a listener would refuse or ignore. */
export function checkMutualTls(balancer: Secured & { readonly mutualTls?: MutualTlsConfig }): Finding[] {
  if (balancer.mutualTls === undefined) return [];
  const { mode, trustStoreArn, ignoreExpiry, advertiseCaNames } = balancer.mutualTls;
  const found: Finding[] = [];
  if (!isSecure(balancer)) found.push({ path: ["mutualTls"], message: "needs HTTPS: add a domain or certificateArns" });
  if (mode === "verify" && trustStoreArn === undefined)
    found.push({ path: ["mutualTls", "mode"], message: "needs certificate authorities: add trustStoreArn" });
  const ofVerify = Object.entries({ trustStoreArn: trustStoreArn !== undefined, ignoreExpiry, advertiseCaNames });
  for (const [field, isSet] of mode === "passthrough" ? ofVerify : [])
    if (isSet)
      found.push({
        path: ["mutualTls", field],
        message: "is for mode verify, as passthrough checks no certificate: leave it out, or use verify",
      });
  return found;
}
