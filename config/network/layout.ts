import type { Netmask } from "netmask";
import { subdivide } from "./cidr.ts";

/** Prefix length of subnets that configuration does not list. */
export const SUBNET_PREFIX = 24;

/**
 * Places of a tier's subnets, one per zone, that stay as they are when a zone is added behind them, and when the private
 * tier comes or goes: of /24 networks from the start of the VPC, and of /64 networks from the start of its IPv6 range.
 *
 *   zone      1  2  3  4  5   6
 *   public    0  1  4  6  8  10
 *   private   2  3  5  7  9  11
 */
export const subnetNumbers = (tier: "public" | "private", zones: number): number[] =>
  Array.from({ length: zones }, (_, zone) => {
    if (zone < 2) return tier === "public" ? zone : zone + 2;
    return 2 * zone + (tier === "public" ? 0 : 1);
  });

/** IPv4 ranges of a tier's subnets, one per zone. There are fewer than zones where the VPC has no room. */
export function planSubnets(vpc: Netmask, tier: "public" | "private", zones: number): string[] {
  const planned = subnetNumbers(tier, zones).flatMap((place) => subdivide(vpc, SUBNET_PREFIX, 1, place));
  // A small VPC may have room for one tier only if that has no gaps.
  return planned.length < zones && tier === "public" ? subdivide(vpc, SUBNET_PREFIX, zones) : planned;
}
