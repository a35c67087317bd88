import * as v from "valibot";
import { anyCidr, list, prefixListId } from "../fields.ts";

/** Where tasks and instances may connect to over HTTPS. */
export const httpsEgress = v.strictObject({
  /** IPv4 and IPv6 networks besides the range of the VPC; `0.0.0.0/0` and `::/0` are anywhere. @default none */
  cidrs: v.optional(list(anyCidr()), []),
  /** Managed prefix lists. @default that of S3, where `endpoints` creates a gateway endpoint */
  prefixListIds: v.optional(list(prefixListId())),
});

/** Every address, by IPv4 and by IPv6. */
export const ANYWHERE = "0.0.0.0/0";
export const ANYWHERE_IPV6 = "::/0";

/** Destinations of HTTPS, as they follow from a network. */
export interface HttpsEgressConfig {
  /** IPv4 and IPv6 networks. */
  readonly cidrs: readonly string[];
  readonly prefixListIds: readonly string[];
  /** Whether S3 is one of them, through the gateway endpoint that the environment creates. */
  readonly storageEndpoint: boolean;
}

interface Ways {
  /** IPv4 range of the VPC. */
  readonly cidr: string;
  readonly ipv6: boolean;
  /** Whether the VPC and its endpoints are all that the subnets are known to reach by IPv4. */
  readonly isClosed: boolean;
  /** Whether the environment creates a gateway endpoint of S3. */
  readonly storageEndpoint: boolean;
  readonly given: v.InferOutput<typeof httpsEgress> | undefined;
}

/** Where members of subnets may connect to over HTTPS. An egress-only internet gateway is a way out by IPv6. */
export function httpsEgressOf({ cidr, ipv6, isClosed, storageEndpoint, given }: Ways): HttpsEgressConfig {
  const anyIpv6 = ipv6 ? [ANYWHERE_IPV6] : [];
  if (given === undefined && !isClosed)
    return { cidrs: [ANYWHERE, ...anyIpv6], prefixListIds: [], storageEndpoint: false };
  return {
    cidrs: [...new Set([cidr, ...(given?.cidrs ?? anyIpv6)])],
    prefixListIds: given?.prefixListIds ?? [],
    storageEndpoint: storageEndpoint && given?.prefixListIds === undefined,
  };
}
