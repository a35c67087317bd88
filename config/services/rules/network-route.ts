import { strategyOf } from "../../../packages/deployments/strategy.ts";
import { networkLoadBalancerOf } from "../../clusters/network-load-balancer.ts";
import { clusterOf } from "../../clusters/resolve.ts";
import type { Parsed } from "../../config.ts";
import type { Finding } from "../../finding.ts";
import { networkModeOf } from "../derive.ts";
import { networkTimeoutOf } from "../network-route.ts";
import { rolloutOf } from "../rollout.ts";
import { networkRouteOf } from "../route.ts";
import type { Service } from "../service.ts";
import { checkCheckTime } from "./route.ts";

type NetworkRoute = NonNullable<ReturnType<typeof networkRouteOf<NonNullable<Service["route"]>>>>;
type Rule = (route: NetworkRoute, service: Service) => Finding[];

const ruleOf =
  (rule: Rule) =>
  (service: Service): Finding[] => {
    const route = networkRouteOf(service);
    return route === undefined ? [] : rule(route, service);
  };

/** What Elastic Load Balancing, ECS or CodeDeploy would refuse of a route of type "network". */
export const NETWORK_ROUTE_RULES = [checkFields, checkCheck, checkDatagrams, checkNetworkDeployment].map(ruleOf);

const at = (...path: string[]) => ["route", ...path];

/** Fields that another protocol has (Elastic Load Balancing user guide, listeners and target groups for Network Load Balancers). */
function checkFields({ protocol, ...route }: NetworkRoute): Finding[] {
  const isTls = protocol === "TLS";
  const hasUdp = protocol === "UDP" || protocol === "TCP_UDP";
  const { targetProtocol, alpn, idleTimeoutSeconds, preserveClientIp, sticky } = route;
  const problems: [field: string, isWrong: boolean, message: string][] = [
    ["targetProtocol", targetProtocol === "TLS" && !isTls, "is for protocol TLS: leave it out, or use that"],
    ["alpn", alpn !== undefined && !isTls, "is for protocol TLS: leave it out, or use that"],
    // docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html
    [
      "idleTimeoutSeconds",
      idleTimeoutSeconds !== undefined && (isTls || protocol === "UDP"),
      `can't be changed with protocol ${protocol}: leave it out`,
    ],
    // docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html, client IP preservation
    [
      "preserveClientIp",
      preserveClientIp === false && hasUdp,
      `can't be false with protocol ${protocol}, whose clients' addresses are always preserved: leave it out`,
    ],
    // The same page, sticky sessions: not for TLS listeners and TLS target groups.
    ["sticky", sticky && isTls, "can't be used with protocol TLS: use TCP, or leave it out"],
  ];
  return problems.flatMap(([field, isWrong, message]) => (isWrong ? [{ path: at(field), message }] : []));
}

/** Codes that a Network Load Balancer takes as healthy (Elastic Load Balancing API reference, Matcher). */
const CODES = [200, 599] as const;

function checkCheck({ healthCheck }: NetworkRoute): Finding[] {
  const { protocol, codes, intervalSeconds } = healthCheck;
  const found = checkCheckTime({ intervalSeconds, timeoutSeconds: networkTimeoutOf(healthCheck) });
  const [lowest, highest] = CODES;
  for (const field of ["path", "codes"] as const)
    if (protocol === "TCP" && healthCheck[field] !== undefined)
      found.push({
        path: at("healthCheck", field),
        message: "is for checks by HTTP and HTTPS: leave it out, or set healthCheck.protocol",
      });
  if (codes?.split(/[-,]/).some((code) => Number(code) < lowest || Number(code) > highest))
    found.push({ path: at("healthCheck", "codes"), message: `has a code out of range: use ${lowest} to ${highest}` });
  return found;
}

/**
 * Health checks are of TCP, HTTP or HTTPS whatever the protocol (CreateTargetGroup, HealthCheckProtocol), and in bridge mode
 * Docker gives each port mapping, which has one protocol, its own port. With awsvpc a task has an address, all of
 * whose ports are reached; ECS refuses a container port of a load balancer in two mappings (aws/amazon-ecs-agent#3428).
 */
function checkDatagrams({ protocol, healthCheck }: NetworkRoute, service: Service): Finding[] {
  const inBridge = networkModeOf(service) === "bridge";
  const found: Finding[] = [];
  if (inBridge && protocol.endsWith("UDP"))
    found.push({
      path: at("protocol"),
      message:
        'requires tasks with their own addresses, because in bridge mode health checks don\'t reach them: set networkMode to "awsvpc"',
    });
  else if (inBridge && healthCheck.port !== undefined)
    found.push({
      path: at("healthCheck", "port"),
      message: 'requires tasks with their own addresses: leave it out, or set networkMode to "awsvpc"',
    });
  if (protocol === "UDP" && healthCheck.port === undefined)
    found.push({
      path: at("healthCheck"),
      message: "requires a port, because UDP has no health check: set healthCheck.port to a TCP port of the tasks",
    });
  if (protocol.endsWith("UDP") && service.cluster === "fargate" && /^1\.[0-3]\./.test(service.platformVersion))
    // aws.amazon.com/about-aws/whats-new/2020/07/aws-fargate-for-amazon-ecs-now-supports-udp-load-balancing-with-network-load-balancer
    found.push({
      path: ["platformVersion"],
      message: "does not support UDP behind a load balancer: use 1.4.0, or LATEST",
    });
  if (protocol === "UDP" && service.serviceConnect?.name !== undefined)
    found.push({
      path: ["serviceConnect", "name"],
      message: "is for ports of TCP, and that of the route is UDP: leave it out, or use another service for TCP",
    });
  return found;
}

function checkNetworkDeployment({ sticky }: NetworkRoute, service: Service): Finding[] {
  const { deployment } = service;
  const rollout = rolloutOf(service);
  const found: Finding[] = [];
  if (sticky && strategyOf(rollout).taskSets > 1)
    found.push({
      path: at("sticky"),
      message: `can't be used with deployment ${deployment.type}, which moves connections between two target groups: use rolling, or leave it out`,
    });
  // docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html: behind a Network Load Balancer only all at once
  if (deployment.type === "codedeploy-blue-green" && deployment.shift.type !== "all-at-once")
    found.push({
      path: ["deployment", "shift"],
      message:
        'moves connections in parts, which CodeDeploy does not with a route of type network: use { type: "all-at-once" }, or ecs-canary or ecs-linear',
    });
  return found;
}

/**
 * A dual-stack load balancer takes UDP only with an IPv6 prefix for source NAT in each subnet (Elastic Load Balancing API
 * reference, CreateListener and EnablePrefixForIpv6SourceNat of CreateLoadBalancer). The provider has no argument for that:
 * https://github.com/hashicorp/terraform-provider-aws/issues/40379
 */
export function checkDualStackDatagrams(service: Service, environment: Parsed): Finding[] {
  const protocol = networkRouteOf(service)?.protocol;
  const { ipAddressType } = networkLoadBalancerOf(clusterOf(service.cluster, environment));
  if (!protocol?.endsWith("UDP") || ipAddressType !== "dualstack") return [];
  const field = `${service.cluster}Cluster.networkLoadBalancer.ipAddressType`;
  return [
    { path: at("protocol"), message: `is for a load balancer with IPv4 alone: set ${field} to ipv4, or use TCP` },
  ];
}

/** A listener of TLS needs a certificate, given or created. */
export function checkNetworkCertificates(service: Service, environment: Parsed): Finding[] {
  if (networkRouteOf(service)?.protocol !== "TLS") return [];
  const field = `${service.cluster}Cluster.networkLoadBalancer`;
  const { existing, domain, domains, certificateArns } = networkLoadBalancerOf(clusterOf(service.cluster, environment));
  if (certificateArns.length > 0 || domain !== undefined || domains.length > 0) return [];
  return [
    {
      path: at("protocol"),
      message: `needs a certificate: add ${existing ? "" : "a domain or "}certificateArns to ${field}`,
    },
  ];
}
