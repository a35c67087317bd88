import type { ClusterConfig } from "../config/clusters/resolve.ts";
import type { HttpsDestinations } from "../constructs/network/outbound-rules.ts";
import type { NetworkOutputs } from "./network-stack.ts";
import { required } from "./required.ts";

/** Where members of the subnets of a tier may connect to over HTTPS. */
export function httpsDestinations(
  { httpsEgress }: Pick<ClusterConfig, "httpsEgress">,
  { storagePrefixListId }: NetworkOutputs,
  tier: "public" | "private",
): HttpsDestinations {
  const { cidrs, prefixListIds, storageEndpoint } = httpsEgress[tier];
  return {
    cidrs,
    prefixListIds,
    ...(storageEndpoint && { storagePrefixListId: required(storagePrefixListId, "storagePrefixListId") }),
  };
}
