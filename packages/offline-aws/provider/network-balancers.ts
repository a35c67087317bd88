import type { Cloud } from "../cloud/cloud.ts";
import { isObject, isUnknown, type ObjectValue, type Value } from "../protocol/values.ts";
import { AwsError } from "./failure.ts";
import type { Path } from "./plan.ts";
import { textsAt } from "./references.ts";
import { forwardedGroups } from "./target-groups.ts";

/** Protocols of target groups that a listener of a Network Load Balancer forwards to (user guide, listener configuration). */
const FORWARDED: Readonly<Record<string, readonly string[]>> = {
  TCP: ["TCP"],
  UDP: ["UDP"],
  TCP_UDP: ["TCP_UDP"],
  TLS: ["TCP", "TLS"],
  QUIC: ["QUIC"],
  TCP_QUIC: ["TCP_QUIC"],
};

export const isNetwork = ({ load_balancer_type }: ObjectValue): boolean => load_balancer_type === "network";

/** Whether a target group is for Network Load Balancers. */
export const isOfNetwork = ({ protocol }: ObjectValue): boolean => String(protocol) in FORWARDED;

/** Subnets that a load balancer's mapping names are its subnets. */
export function fillSubnets(planned: ObjectValue): void {
  if (isUnknown(planned.subnets ?? null) && !isUnknown(planned.subnet_mapping ?? null))
    planned.subnets = textsAt(planned, "subnet_mapping.subnet_id");
}

/**
 * A Network Load Balancer keeps its subnets and their addresses, and gets or loses security groups only at its creation; it
 * takes further ones of both (customizeDiffLoadBalancerNLB of the provider).
 */
export function replaceNetworkBalancer(planned: ObjectValue, prior: ObjectValue, replace: Path[]): void {
  if (!isNetwork(prior) || !isNetwork(planned)) return;
  for (const name of ["subnets", "subnet_mapping"])
    if (!isUnknown(planned[name] ?? null) && lost(prior[name], planned[name]).length > 0) replace.push([name]);
  const [before, after] = [members(prior.security_groups), members(planned.security_groups)];
  if (!isUnknown(planned.security_groups ?? null) && (before.length === 0) !== (after.length === 0))
    replace.push(["security_groups"]);
}

const members = (value: Value | undefined): Value[] => (Array.isArray(value) ? value : []);
const textOf = (value: Value): string =>
  isObject(value) ? `${String(value.subnet_id)} ${String(value.allocation_id ?? "")}` : String(value);
const lost = (before: Value | undefined, after: Value | undefined): string[] => {
  const kept = members(after).map(textOf);
  return members(before)
    .map(textOf)
    .filter((each) => !kept.includes(each));
};

/** Host name and hosted zone differ from those of Application Load Balancers (AWS general reference, endpoints and quotas). */
export function finishNetworkBalancer(attributes: ObjectValue): void {
  const [, , , region = ""] = String(attributes.arn).split(":");
  const id = String(attributes.arn).split("/").at(-1);
  attributes.dns_name = `${String(attributes.name)}-${id}.elb.${region}.amazonaws.com`;
  attributes.zone_id = "Z26RNL4JYFTOTI";
  const isGuarded = members(attributes.security_groups).length > 0;
  attributes.enforce_security_group_inbound_rules_on_private_link_traffic ||= isGuarded ? "on" : "";
}

/** Refuses a listener that its load balancer does not have, or whose target groups speak something else. */
export function checkForwarding(planned: ObjectValue, cloud: Cloud): void {
  const all = (type: string) => cloud.list(type).map(({ attributes }) => attributes);
  const balancer = all("aws_lb").find(({ arn }) => arn === planned.load_balancer_arn);
  const { protocol } = planned;
  if (balancer === undefined || typeof protocol !== "string") return;
  const named = forwardedGroups(planned);
  const groups = all("aws_lb_target_group").filter(({ arn }) => named.includes(String(arn)));
  const taken = FORWARDED[protocol];
  if (isNetwork(balancer) !== (taken !== undefined)) {
    const choices = isNetwork(balancer) ? Object.keys(FORWARDED).sort().join("', '") : "HTTP', 'HTTPS";
    throw new AwsError(`ValidationError: Listener protocol '${protocol}' must be one of '${choices}'`);
  }
  const wrong = groups.find((group) => taken !== undefined && !taken.includes(String(group.protocol)));
  if (wrong !== undefined)
    throw new AwsError(
      `InvalidConfigurationRequest: Listener protocol '${protocol}' is not supported with a target group with the protocol '${String(wrong.protocol)}'`,
    );
}

/** Refuses what the API reference of CreateTargetGroup and the user guide exclude. */
export function checkNetworkGroup(planned: ObjectValue): void {
  if (!isOfNetwork(planned)) return;
  const protocol = String(planned.protocol);
  const [health] = textsAt(planned, "health_check.protocol");
  if (health !== undefined && !["TCP", "HTTP", "HTTPS"].includes(health))
    throw new AwsError(`ValidationError: Health check protocol '${health}' must be one of 'HTTP', 'TCP', 'HTTPS'`);
  if (protocol.endsWith("UDP") && planned.preserve_client_ip === "false")
    throw new AwsError(
      `InvalidConfigurationRequest: Client IP preservation cannot be disabled for target groups with protocol ${protocol}`,
    );
}

/** What AWS answers for the attributes of a target group that configuration leaves open. */
export function finishNetworkGroup(attributes: ObjectValue): void {
  if (!isOfNetwork(attributes)) return;
  const { protocol, target_type } = attributes;
  const hasUdp = String(protocol).endsWith("UDP");
  attributes.protocol_version = "";
  attributes.load_balancing_algorithm_type = "";
  attributes.load_balancing_anomaly_mitigation = "";
  if (attributes.preserve_client_ip === "")
    attributes.preserve_client_ip = String(hasUdp || target_type === "instance");
  for (const check of members(attributes.health_check).filter(isObject)) {
    const isTcp = check.protocol === "TCP";
    if (isTcp) Object.assign(check, { matcher: "", path: "" });
    else if (check.matcher === "200") check.matcher = "200-399";
  }
  for (const sticky of members(attributes.stickiness).filter(isObject))
    if (sticky.type === "lb_cookie") Object.assign(sticky, { type: "source_ip", cookie_duration: 0 });
}
