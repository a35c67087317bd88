import type { Parsed } from "../config.ts";
import type { Finding } from "../finding.ts";
import { testOf } from "../services/rollout.ts";
import { applicationRouteOf, networkRouteOf } from "../services/route.ts";
import type { Service } from "../services/service.ts";
import { whereParsed } from "../unparsed.ts";
import { clusterOf } from "./resolve.ts";

/**
 * Finds rules of services on different clusters with one priority on one existing listener, which takes each once (Elastic Load
 * Balancing API reference, CreateRule: PriorityInUse). Within a cluster they are found wherever the listener comes from.
 */
export function checkSharedListeners(environment: Parsed): Finding[] {
  const taken = new Map<string, { readonly index: number; readonly cluster: Service["cluster"] }>();
  return environment.services.flatMap((service, index) =>
    whereParsed(() => existingListenersOf(service, environment)).flatMap(({ arn, priority }) => {
      const key = `${arn} ${priority}`;
      const other = taken.get(key);
      if (other === undefined) taken.set(key, { index, cluster: service.cluster });
      if (other === undefined || other.cluster === service.cluster) return [];
      const message = `is taken by services[${other.index}], whose cluster has the same listener: give each service its own`;
      return [{ path: ["services", index, "route", "priority"], message }];
    }),
  );
}

/** Finds ports of services on different clusters on one existing Network Load Balancer (CreateListener: DuplicateListener). */
export function checkSharedPorts(environment: Parsed): Finding[] {
  const taken = new Map<string, { readonly index: number; readonly cluster: Service["cluster"] }>();
  return environment.services.flatMap((service, index) =>
    whereParsed(() => networkPortsOf(service, environment)).flatMap(({ path, arn, port }) => {
      const key = `${arn} ${port}`;
      const other = taken.get(key);
      if (other === undefined) taken.set(key, { index, cluster: service.cluster });
      if (other === undefined || other.cluster === service.cluster) return [];
      const message = `is taken by services[${other.index}], whose cluster has the same load balancer: give each service its own`;
      return [{ path: ["services", index, ...path], message }];
    }),
  );
}

function networkPortsOf(service: Service, environment: Parsed) {
  const route = networkRouteOf(service);
  const arn = clusterOf(service.cluster, environment).networkLoadBalancer?.existing?.arn;
  if (route === undefined || arn === undefined) return [];
  const test = testOf(service.deployment)?.port;
  return [
    { path: ["route", "port"], arn, port: route.port },
    ...(test === undefined ? [] : [{ path: ["deployment", "test", "port"], arn, port: test }]),
  ];
}

function existingListenersOf(service: Service, environment: Parsed) {
  const route = applicationRouteOf(service);
  const existing = clusterOf(service.cluster, environment).loadBalancer?.existing;
  if (route === undefined || existing === undefined) return [];
  const { listenerArn, furtherListenerArns } = existing;
  const test = testOf(service.deployment)?.port;
  const arns = [
    route.port === undefined ? listenerArn : furtherListenerArns[route.port],
    test === undefined ? undefined : furtherListenerArns[test],
  ];
  return arns.flatMap((arn) => (arn === undefined ? [] : [{ arn, priority: route.priority }]));
}
