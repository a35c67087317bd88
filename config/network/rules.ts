import type { Netmask } from "netmask";
import type { Finding } from "../finding.ts";
import { overlap, parseCidr } from "./cidr.ts";
import { SUBNET_PREFIX } from "./layout.ts";
import { type NetworkConfig, resolveNetwork } from "./network.ts";

type Parsed = Parameters<typeof resolveNetwork>[0];

/** What Amazon VPC, or a load balancer in it, would refuse. */
export const NETWORK_RULES = [checkZones, checkNat, checkRanges];

function checkZones({ zones }: Parsed): Finding[] {
  if (zones.length >= 2 && zones.length <= 6) return [];
  const message = "is too few or too many: list two to six zones, because a load balancer needs two";
  return [{ path: ["zones"], message }];
}

function checkNat({ nat, privateSubnetCidrs }: Parsed): Finding[] {
  if (nat === "none" && privateSubnetCidrs !== undefined && privateSubnetCidrs.length > 0)
    return [
      {
        path: ["nat"],
        message:
          'leaves the private subnets without a way out: use "one" or "one-per-zone", or leave out privateSubnetCidrs',
      },
    ];
  if (nat !== "none" && privateSubnetCidrs?.length === 0)
    return [{ path: ["nat"], message: 'has no private subnets to serve: use "none", or list privateSubnetCidrs' }];
  return [];
}

function checkRanges(given: Parsed): Finding[] {
  const network = resolveNetwork(given);
  const vpc = parseCidr(network.cidr);
  const found: Finding[] = vpc === undefined ? [] : checkSize(vpc, ["cidr"], "a VPC");
  const placed: { name: string; range: Netmask }[] = [];
  for (const field of ["publicSubnetCidrs", "privateSubnetCidrs"] as const) {
    found.push(...checkCount(given, network, field));
    for (const [index, text] of network[field].entries()) {
      const range = parseCidr(text);
      if (range === undefined) continue;
      found.push(...checkSize(range, [field, index], "a subnet"));
      if (vpc !== undefined && !vpc.contains(range))
        found.push({ path: [field, index], message: `is not inside the VPC's ${network.cidr}: choose a part of it` });
      const other = placed.find((candidate) => overlap(candidate.range, range));
      if (other !== undefined)
        found.push({
          path: [field, index],
          message: `overlaps network.${other.name} (${String(other.range)}): give each subnet a range of its own`,
        });
      placed.push({ name: `${field}[${index}]`, range });
    }
  }
  return found;
}

function checkCount(
  given: Parsed,
  network: NetworkConfig,
  field: "publicSubnetCidrs" | "privateSubnetCidrs",
): Finding[] {
  const zones = network.zones.length;
  const wanted = field === "privateSubnetCidrs" && network.nat === "none" ? 0 : zones;
  const planned = given[field] === undefined && parseCidr(network.cidr) !== undefined;
  if (planned && network[field].length < wanted)
    return [
      {
        path: ["cidr"],
        message: `has no room for ${zones} /${SUBNET_PREFIX} ${field}: use a larger network, or list them`,
      },
    ];
  const none = field === "privateSubnetCidrs" && network[field].length === 0;
  if (given[field] === undefined || none || network[field].length === zones) return [];
  return [{ path: [field], message: `does not fit ${zones} zones: list one range for each zone` }];
}

function checkSize(range: Netmask, path: Finding["path"], what: string): Finding[] {
  if (range.bitmask >= 16 && range.bitmask <= 28) return [];
  return [{ path, message: `is too large or too small for ${what}: use a prefix length from 16 to 28` }];
}
