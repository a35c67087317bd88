import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { ServiceConfig } from "../../config/config.ts";
import { NetworkTarget } from "./network-target.ts";
import { ServiceTarget } from "./service-target.ts";
import { networkUrl, serviceUrl } from "./service-url.ts";
import type { BalancerAccess, SharedLoadBalancer, SharedNetworkLoadBalancer } from "./shared-load-balancer.ts";

export interface RoutingProps {
  readonly service: ServiceConfig;
  readonly vpcId: string;
  /** Required by an HTTP route. @default none */
  readonly loadBalancer?: SharedLoadBalancer;
  /** Needed by a route of type "network". @default none */
  readonly networkLoadBalancer?: SharedNetworkLoadBalancer;
}

/** A group of targets, as a service is registered in it and metrics know it. */
interface TargetGroup {
  readonly arn: string;
  readonly arnSuffix: string;
}

/** How a service is reached, whichever load balancer it is behind. */
export interface ServiceRouting {
  readonly loadBalancer: BalancerAccess;
  readonly targetGroups: readonly TargetGroup[];
  /** ARN of the rule or listener that sends requests to them. */
  readonly ruleArn: string;
  /** The same for tests. @default there are none */
  readonly testRuleArn?: string;
  readonly listenerArn: string;
  readonly testListenerArn?: string;
  /** What ECS takes no target group without. */
  readonly dependsOn: readonly ITerraformDependable[];
  /** Where testers reach it, and its new tasks before clients do. */
  readonly url: string;
  readonly testUrl?: string;
}

/** Creates what sends requests or connections to a service; undefined if it has no route. */
export function createRouting(scope: Construct, props: RoutingProps): ServiceRouting | undefined {
  const { route } = props.service;
  if (route === undefined) return undefined;
  return route.type === "network" ? networkRouting(scope, props, route) : applicationRouting(scope, props, route);
}

type RouteOf<Type> = Extract<NonNullable<ServiceConfig["route"]>, { readonly type: Type }>;

function applicationRouting(
  scope: Construct,
  { service, vpcId, loadBalancer: given }: RoutingProps,
  route: RouteOf<"application">,
): ServiceRouting {
  const { test } = service.deployment;
  const loadBalancer = needed(given, service);
  const listener = loadBalancer.listenerAt(route.port, route.hosts);
  const testListener = test && loadBalancer.listenerAt(test.port, route.hosts);
  const testListenerArn = testListener?.arn;
  const target = new ServiceTarget(scope, "target", {
    service,
    route,
    vpcId,
    listenerArn: listener.arn,
    testListenerArn,
  });
  return {
    loadBalancer,
    targetGroups: target.targetGroups,
    ruleArn: target.rule.arn,
    testRuleArn: target.testRule?.arn,
    listenerArn: listener.arn,
    testListenerArn,
    dependsOn: target.rules,
    url: serviceUrl(listener, route),
    testUrl: testListener && serviceUrl(testListener, route),
  };
}

/** The listener itself is used instead of a rule (ECS API reference, AdvancedConfiguration). */
function networkRouting(
  scope: Construct,
  { service, vpcId, networkLoadBalancer: given }: RoutingProps,
  route: RouteOf<"network">,
): ServiceRouting {
  const { test } = service.deployment;
  const loadBalancer = needed(given, service);
  const { targetGroups, listener, testListener } = new NetworkTarget(scope, "target", {
    service,
    route,
    vpcId,
    loadBalancer,
  });
  return {
    loadBalancer,
    targetGroups,
    ruleArn: listener.arn,
    testRuleArn: testListener?.arn,
    listenerArn: listener.arn,
    testListenerArn: testListener?.arn,
    dependsOn: [listener, ...(testListener ? [testListener] : [])],
    url: networkUrl(loadBalancer, route),
    testUrl: test && networkUrl(loadBalancer, { ...route, port: test.port }),
  };
}

/** The load balancer that the route is on. Throws if there is none. */
function needed<T>(loadBalancer: T | undefined, { name }: ServiceConfig): T {
  if (loadBalancer === undefined) throw new Error(`service ${name} has a route, and there is no load balancer for it`);
  return loadBalancer;
}
