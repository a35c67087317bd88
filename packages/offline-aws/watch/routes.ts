import type { ObjectValue } from "../protocol/values.ts";
import { lets, type Ports } from "./security.ts";
import { blocks, find, firstBlock, stringIn, texts, type View } from "./view.ts";

/** A listener's default action or a rule that forwards to target groups. */
export interface Route {
  /** ARN of the rule, or of the listener whose default action it is. */
  arn: string;
  listener: ObjectValue;
  balancer: ObjectValue;
  /** Host names that the rule is for; none if it is for all. */
  hosts: string[];
  /** ARNs of target groups that get requests. */
  groups: string[];
  /** ARNs of target groups with weight 0 as well. */
  associated: string[];
}

/** What a client asks for: a name and a port. */
export interface Door {
  name: string;
  port: number;
  /** A record of Route 53 leads to the load balancer. */
  record: boolean;
}

const known = new WeakMap<View, Route[]>();

/** All routes of the load balancers that exist. */
export function routesIn(view: View): Route[] {
  const routes = known.get(view) ?? readRoutes(view);
  known.set(view, routes);
  return routes;
}

function readRoutes(view: View): Route[] {
  const rules = view.list("aws_lb_listener_rule").flatMap((rule) => {
    const listener = find(view, "aws_lb_listener", "arn", rule.listener_arn);
    const hosts = blocks(rule.condition).flatMap(({ host_header }) => texts(firstBlock(host_header).values));
    return listener === undefined ? [] : [{ arn: stringIn(rule.arn), listener, hosts, actions: blocks(rule.action) }];
  });
  const defaults = view.list("aws_lb_listener").map((listener) => ({
    arn: stringIn(listener.arn),
    listener,
    hosts: [],
    actions: blocks(listener.default_action),
  }));
  return [...rules, ...defaults].flatMap(({ actions, ...route }) => {
    const balancer = find(view, "aws_lb", "arn", route.listener.load_balancer_arn);
    const targets = actions.filter(({ type }) => type === "forward").flatMap(targetsOf);
    if (balancer === undefined || targets.length === 0) return [];
    const groups = targets.filter(({ weight }) => weight > 0).map(({ arn }) => arn);
    return [{ ...route, balancer, groups, associated: targets.map(({ arn }) => arn) }];
  });
}

function targetsOf(action: ObjectValue): { arn: string; weight: number }[] {
  const weighted = blocks(action.forward)
    .flatMap((forward) => blocks(forward.target_group))
    .map(({ arn, weight }) => ({ arn: stringIn(arn), weight: Number(weight ?? 1) })); // the weight of a target group is 1 by default
  const plain = texts(action.target_group_arn).map((arn) => ({ arn, weight: 1 }));
  return weighted.length > 0 ? weighted : plain;
}

/** Protocols of IP by the protocols of listeners; all others use TCP. */
const IP_PROTOCOLS: Readonly<Record<string, readonly ("tcp" | "udp")[]>> = { UDP: ["udp"], TCP_UDP: ["tcp", "udp"] };

/** Ports of a listener, for rules of security groups: one for each protocol of IP. */
export const portsOf = (listener: ObjectValue): Ports[] =>
  carried(listener, { from: Number(listener.port), to: Number(listener.port) });

/** Ports for each protocol of IP that a listener takes. */
export const carried = ({ protocol }: ObjectValue, ports: Ports): Ports[] =>
  (IP_PROTOCOLS[stringIn(protocol)] ?? ["tcp"]).map((each) => ({ ...ports, protocol: each }));

/** Whether the load balancer lets someone in on the listener's port, with each of its protocols. One without security groups lets everyone in. */
export function isOpen(view: View, { balancer, listener }: Pick<Route, "balancer" | "listener">): boolean {
  const groups = texts(balancer.security_groups);
  return groups.length === 0 || portsOf(listener).every((ports) => lets(view, groups, "ingress", ports));
}

/** The doors of a route, with those of listeners that redirect to it. */
export function doorsOf(view: View, { balancer, listener, hosts }: Route): Door[] {
  const redirecting = view.list("aws_lb_listener").filter((each) => {
    const { port, host } = firstBlock(firstBlock(each.default_action).redirect);
    return (
      each.load_balancer_arn === balancer.arn &&
      port === String(listener.port) &&
      ["#{host}", null, ""].includes(host as string)
    );
  });
  const open = redirecting.filter((each) => isOpen(view, { balancer, listener: each }));
  return [listener, ...open].flatMap(({ port }) =>
    namesOf(view, balancer, hosts).map((name) => ({ ...name, port: Number(port) })),
  );
}

/** Names under which a load balancer is found: its own, and those of records. Records in other hands are taken to be there. */
function namesOf(view: View, balancer: ObjectValue, hosts: readonly string[]): Omit<Door, "port">[] {
  const own = stringIn(balancer.dns_name).toLowerCase();
  const leads = (name: string) =>
    name
      .toLowerCase()
      .replace(/^dualstack\./, "")
      .replace(/\.$/, "") === own;
  const records = view
    .list("aws_route53_record")
    .filter((record) => [stringIn(firstBlock(record.alias).name), ...texts(record.records)].some(leads))
    .map((record) => stringIn(record.fqdn) || stringIn(record.name))
    .filter((name) => hosts.length === 0 || hosts.some((host) => matches(name, host)));
  const names = hosts.length === 0 ? [own] : hosts;
  return [
    ...[...new Set(records)].map((name) => ({ name, record: true })),
    ...names.map((name) => ({ name, record: false })),
  ];
}

/** Whether a name is one of those that a host condition means; `*` matches any text, `?` one character. */
const matches = (name: string, host: string): boolean =>
  new RegExp(
    `^${host
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
    "i",
  ).test(name);
