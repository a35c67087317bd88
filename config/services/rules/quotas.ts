import { isSecure } from "../../clusters/domain.ts";
import { allowedCidrsOf, loadBalancerOf } from "../../clusters/load-balancer.ts";
import { callersOf, networkListeners, networkLoadBalancerOf } from "../../clusters/network-load-balancer.ts";
import { clusterOf, furtherListeners } from "../../clusters/resolve.ts";
import type { Parsed } from "../../config.ts";
import type { Finding } from "../../finding.ts";
import { whereParsed } from "../../unparsed.ts";
import { networkModeOf } from "../derive.ts";
import { testOf } from "../rollout.ts";
import { applicationRouteOf, networkRouteOf } from "../route.ts";
import type { NetworkMode, Service } from "../service.ts";
import { openedOf, RAISE, rulesFor, takes } from "./security-group-rules.ts";
import { checkTaskQuotas } from "./task-quotas.ts";

/** Finds more rules of one security group than it takes. EC2 refuses them one by one, in the middle of an apply. */
export function checkQuotas(environment: Parsed): Finding[] {
  return [
    ...(["ec2", "fargate"] as const).flatMap((cluster) => [
      ...whereParsed(() => checkCallers(environment, cluster)),
      ...whereParsed(() => checkRouted(environment, cluster)),
      ...whereParsed(() => checkNetwork(environment, cluster)),
    ]),
    ...checkTaskQuotas(environment),
  ];
}

const routedOn = ({ services }: Parsed, kind: Service["cluster"]) =>
  services.filter((each) => each.cluster === kind && applicationRouteOf(each) !== undefined);

/** Each port of the balancer is opened to each network. */
function checkCallers(environment: Parsed, cluster: Service["cluster"]): Finding[] {
  const quota = environment.quotas.securityGroupRules;
  const balancer = loadBalancerOf(clusterOf(cluster, environment));
  const { port } = balancer;
  const { ipv6 } = environment.network;
  const allowedCidrs = allowedCidrsOf(balancer, ipv6);
  const routed = routedOn(environment, cluster);
  const listeners = [
    ...(isSecure(balancer) ? [port, 443] : [port]).map((each) => ({ port: each, allowedCidrs })),
    ...furtherListeners(
      routed.map(({ route, deployment }) => ({ route, deployment: { test: testOf(deployment) } })),
      balancer,
      ipv6,
    ),
  ];
  const count = rulesFor(listeners.flatMap((each) => each.allowedCidrs));
  if (count <= quota) return [];
  const ports = listeners.map((each) => each.port).join(", ");
  const message = `makes ${count} inbound rules of the load balancer, at the ports ${ports}, ${takes(quota)}: list fewer, larger networks, ${RAISE}`;
  return [{ path: [`${cluster}Cluster`, "loadBalancer", "allowedCidrs"], derived: allowedCidrs, message }];
}

/** The balancer has a rule for each service with its own addresses, for each port in host mode, and one for the instances. */
function checkRouted(environment: Parsed, cluster: Service["cluster"]): Finding[] {
  const quota = environment.quotas.securityGroupRules;
  const routed = routedOn(environment, cluster);
  const own = routed.filter((service) => networkModeOf(service) === "awsvpc").length;
  const onHosts = routed.filter((service) => networkModeOf(service) === "host").flatMap(openedOf);
  const count = own + new Set(onHosts).size + (cluster === "ec2" ? 1 : 0);
  if (count <= quota) return [];
  const message = `need ${count} outbound rules of the load balancer of the ${cluster} cluster, one for each service with a route, ${takes(quota)}: put some on the other cluster, into another environment, ${RAISE}`;
  return [{ path: ["services"], message }];
}

/** A Network Load Balancer has rules for each listener and network, and for each opening of its services. */
function checkNetwork(environment: Parsed, kind: Service["cluster"]): Finding[] {
  const quota = environment.quotas.securityGroupRules;
  const services = environment.services.filter(({ cluster }) => cluster === kind);
  const balancer = networkLoadBalancerOf(clusterOf(kind, environment));
  const routed = services.map(({ route, deployment }) => ({ route, deployment: { test: testOf(deployment) } }));
  const listeners = networkListeners(routed, balancer);
  const inbound = listeners.reduce((sum, each) => sum + each.ipProtocols.length * rulesFor(each.allowedCidrs), 0);
  const openedIn = (mode: NetworkMode) =>
    services.filter((each) => networkRouteOf(each) && networkModeOf(each) === mode).flatMap(openedOf);
  const outbound = openedIn("awsvpc").length + new Set(openedIn("host")).size + (openedIn("bridge").length > 0 ? 1 : 0);
  const found: Finding[] = [];
  if (inbound > quota)
    found.push({
      path: [`${kind}Cluster`, "networkLoadBalancer", "allowedCidrs"],
      derived: callersOf(balancer),
      message: `makes ${inbound} inbound rules of the load balancer, at the ports ${listeners.map(({ port }) => port).join(", ")}, ${takes(quota)}: list fewer, larger networks, ${RAISE}`,
    });
  if (outbound > quota)
    found.push({
      path: ["services"],
      message: `need ${outbound} outbound rules of the Network Load Balancer of the ${kind} cluster, one for each port of a service, ${takes(quota)}: put some on the other cluster, into another environment, ${RAISE}`,
    });
  return found;
}
