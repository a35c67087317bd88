import { clusterOf, hasCluster } from "../clusters/resolve.ts";
import type { Parsed } from "../config.ts";
import type { Finding } from "../finding.ts";
import { desiredCountOf, networkModeOf } from "../services/derive.ts";
import type { Service } from "../services/service.ts";
import { whereParsed } from "../unparsed.ts";
import { parseCidr } from "./cidr.ts";
import { hasPrivateSubnets, resolveNetwork, waysOutOf } from "./network.ts";

/** Addresses of each subnet that Amazon VPC keeps (https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html). */
const KEPT = 5;

/** Interface endpoints that `endpoints: "all"` creates, each with an address in each private subnet. */
export const INTERFACE_ENDPOINTS = 10;

/**
 * Finds services that start with more tasks than their subnets have addresses: with awsvpc each takes one
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html).
 */
export function checkAddressRoom(environment: Parsed): Finding[] {
  const { network, services } = environment;
  if (network.vpcId !== undefined) return [];
  const isPrivate = hasPrivateSubnets(network);
  const { publicSubnetCidrs, privateSubnetCidrs } = resolveNetwork(network);
  const cidrs = isPrivate ? privateSubnetCidrs : publicSubnetCidrs;
  // Subnets that Amazon VPC refuses are reported as such.
  if (cidrs.length < network.zones.length || cidrs.some((cidr) => (parseCidr(cidr)?.bitmask ?? 0) > 28)) return [];
  const taken = KEPT + (isPrivate && waysOutOf(network).endpoints === "all" ? INTERFACE_ENDPOINTS : 0);
  const room = cidrs.map((cidr) => Math.max(0, (parseCidr(cidr)?.size ?? Number.POSITIVE_INFINITY) - taken));
  const most = room.reduce((sum, each) => sum + each, 0);
  let used = instancesIn(isPrivate ? "private" : "public", environment);
  return services.flatMap((service, index) =>
    whereParsed(() => {
      const tasks = addressesOf(service);
      const before = used;
      used += tasks;
      if (tasks === 0 || used <= most) return [];
      const beside = before > 0 ? `, beside ${before} of instances and other tasks` : "";
      const message = `takes as many addresses${beside}, and the ${isPrivate ? "private" : "public"} subnets have ${most}: lower it, or use larger subnets`;
      return [{ path: ["services", index, "desiredCount"], derived: tasks, message }];
    }),
  );
}

const addressesOf = (service: Service): number =>
  networkModeOf(service) === "awsvpc" ? (desiredCountOf(service) ?? 0) : 0;

function instancesIn(tier: "public" | "private", environment: Parsed): number {
  if (!hasCluster("ec2", environment)) return 0;
  return (
    whereParsed(() => {
      const { subnets, instances } = clusterOf("ec2", environment);
      return [subnets === tier ? instances.min : 0];
    })[0] ?? 0
  );
}
