import type { Names } from "../names.ts";
import { testOf } from "../services/rollout.ts";
import type { Service } from "../services/service.ts";

/** Completes what both clusters have: names, and the listeners that services ask for. */
export function resolveCluster(
  kind: "ec2" | "fargate",
  names: Names,
  services: readonly Service[],
  { allowedCidrs }: { allowedCidrs: readonly string[] },
) {
  const name = names[`${kind}Cluster`];
  return {
    name,
    loadBalancerName: names[`${kind}LoadBalancer`],
    accessLogBucketName: names[`${kind}AccessLogBucket`],
    webAclName: names[`${kind}WebAcl`],
    execKeyAlias: names[`${kind}ExecKey`],
    execLogGroupName: `/ecs/${name}/exec`,
    furtherListeners: furtherListeners(
      services.filter(({ cluster }) => cluster === kind),
      allowedCidrs,
    ),
  };
}

/** Listeners besides the one that services share, in the order of their ports. Those for tests have callers of their own. */
function furtherListeners(services: readonly Service[], allowedCidrs: readonly string[]) {
  const byPort = new Map<number, readonly string[]>();
  for (const { route, deployment } of services) {
    if (route === undefined) continue;
    if (route.port !== undefined) byPort.set(route.port, allowedCidrs);
    const test = testOf(deployment);
    if (test !== undefined) byPort.set(test.port, test.allowedCidrs);
  }
  return [...byPort].sort(([a], [b]) => a - b).map(([port, cidrs]) => ({ port, allowedCidrs: cidrs }));
}
