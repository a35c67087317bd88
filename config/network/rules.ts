import type { Netmask } from "netmask";
import type { Finding } from "../finding.ts";
import { overlap, parseCidr } from "./cidr.ts";
import { SUBNET_PREFIX } from "./layout.ts";
import { type NetworkConfig, type ParsedNetwork, resolveNetwork, waysOutOf } from "./network.ts";
import { checkReserved } from "./reserved-ranges.ts";

/** What Amazon VPC, or a load balancer in it, would refuse. */
export const NETWORK_RULES = [
  checkZones,
  checkOwner,
  checkSubnetIds,
  checkNat,
  checkIpv6,
  checkHttpsEgress,
  checkStorageBuckets,
  checkReserved,
  checkRanges,
];

function checkZones({ zones }: ParsedNetwork): Finding[] {
  if (zones.length >= 2 && zones.length <= 6) return [];
  const message = "is too few or too many: list two to six zones, because a load balancer needs two";
  return [{ path: ["zones"], message }];
}

/** Fields that only an own VPC has, and those that only an existing one has. */
const OF_OWN = [
  "publicSubnetCidrs",
  "privateSubnetCidrs",
  "ipv6OnLaunch",
  "nat",
  "publicIpOnLaunch",
  "flowLogRetentionDays",
] as const;
const OF_EXISTING = ["publicSubnetIds", "privateSubnetIds", "routeTableIds"] as const;

function checkOwner(network: ParsedNetwork): Finding[] {
  const isOwn = network.vpcId === undefined;
  const message = isOwn
    ? "is of an existing VPC: set network.vpcId, or leave it out"
    : "is of a VPC that the environment creates: leave it out, or network.vpcId";
  const wrong = (isOwn ? OF_EXISTING : OF_OWN).filter((field) => network[field] !== undefined);
  return wrong.map((field) => ({ path: [field], message }));
}

function checkSubnetIds(network: ParsedNetwork): Finding[] {
  const { vpcId, zones, publicSubnetIds = [], privateSubnetIds = [], routeTableIds = [] } = network;
  if (vpcId === undefined) return [];
  const found: Finding[] = Object.entries({ publicSubnetIds, privateSubnetIds }).flatMap(([field, ids]) =>
    ids.length === 0 || ids.length === zones.length
      ? []
      : [{ path: [field], message: `does not fit ${zones.length} zones: list one subnet for each zone` }],
  );
  // A subnet is public or private by its route (https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html).
  for (const [index, id] of privateSubnetIds.entries())
    if (publicSubnetIds.includes(id))
      found.push({
        path: ["privateSubnetIds", index],
        message: "is one of publicSubnetIds too: list it where its route to the internet puts it",
      });
  if (publicSubnetIds.length + privateSubnetIds.length === 0)
    found.push({ path: ["vpcId"], message: "has no subnets here: list privateSubnetIds, publicSubnetIds, or both" });
  const { endpoints } = waysOutOf(network);
  if (endpoints !== "none" && routeTableIds.length === 0)
    found.push({ path: ["endpoints"], message: "needs route tables for S3: list routeTableIds, or use none" });
  if (endpoints === "all" && privateSubnetIds.length === 0)
    found.push({ path: ["endpoints"], message: "needs subnets for interface endpoints: list privateSubnetIds" });
  return found;
}

function checkNat(network: ParsedNetwork): Finding[] {
  const { vpcId, privateSubnetCidrs } = network;
  const { nat, endpoints } = waysOutOf(network);
  if (vpcId !== undefined) return [];
  if (nat === "none" && endpoints !== "all" && privateSubnetCidrs !== undefined && privateSubnetCidrs.length > 0)
    return [
      {
        path: ["nat"],
        message:
          'leaves the private subnets without a way out: use "one" or "one-per-zone", set endpoints to "all", or leave out privateSubnetCidrs',
      },
    ];
  if (nat !== "none" && privateSubnetCidrs?.length === 0)
    return [
      {
        path: ["nat"],
        derived: nat,
        message: 'has no private subnets to serve: use "none", or list privateSubnetCidrs',
      },
    ];
  return [];
}

/** EC2 assigns addresses only of a range that the subnet has (Amazon EC2 API reference, ModifySubnetAttribute). */
function checkIpv6({ ipv6, ipv6OnLaunch = false }: ParsedNetwork): Finding[] {
  if (ipv6 || !ipv6OnLaunch) return [];
  return [
    { path: ["ipv6OnLaunch"], message: "needs subnets with IPv6 ranges: set network.ipv6 to true, or leave it out" },
  ];
}

/** Tasks pull images and write logs over HTTPS. In an existing VPC there may be endpoints for that. */
function checkHttpsEgress(network: ParsedNetwork): Finding[] {
  const { vpcId, httpsEgress } = network;
  if (httpsEgress === undefined || vpcId !== undefined || waysOutOf(network).endpoints === "all") return [];
  if (httpsEgress.cidrs.length + (httpsEgress.prefixListIds ?? []).length > 0) return [];
  const message =
    'leaves no way to ECR, ECS and CloudWatch Logs: list networks in cidrs, set network.endpoints to "all", or leave it out';
  return [{ path: ["httpsEgress"], message }];
}

function checkStorageBuckets(network: ParsedNetwork): Finding[] {
  if (network.storageBuckets === undefined || waysOutOf(network).endpoints !== "none") return [];
  const message = 'needs a gateway endpoint of S3: set network.endpoints to "gateway", or leave it out';
  return [{ path: ["storageBuckets"], message }];
}

function checkRanges(given: ParsedNetwork): Finding[] {
  if (given.vpcId !== undefined) return [];
  const network = resolveNetwork(given);
  const vpc = parseCidr(network.cidr);
  const found: Finding[] = vpc === undefined ? [] : checkSize(vpc, ["cidr"], "a VPC");
  if (found.length > 0) return found;
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
          message: `overlaps network.${other.name} (${String(other.range)}): give each subnet its own range`,
        });
      placed.push({ name: `${field}[${index}]`, range });
    }
  }
  return found;
}

function checkCount(
  given: ParsedNetwork,
  network: NetworkConfig,
  field: "publicSubnetCidrs" | "privateSubnetCidrs",
): Finding[] {
  const zones = network.zones.length;
  const expectedCount = field === "privateSubnetCidrs" && network.nat === "none" ? 0 : zones;
  const planned = given[field] === undefined && parseCidr(network.cidr) !== undefined;
  if (planned && network[field].length < expectedCount)
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
