import { TerraformStack, Testing } from "cdktf";
import type { Config } from "../../config/config.ts";
import { compose } from "../../main.ts";
import type { Path } from "./written-values.ts";

/** What an environment synthesizes to, as a text for comparisons. It writes no file. */
export function stacksText(config: Config): string {
  const app = Testing.app({ stackTraces: false });
  compose(app, config);
  return JSON.stringify(
    app.node.children.filter(TerraformStack.isStack).map((stack) => {
      stack.prepareStack();
      return stack.toTerraform();
    }),
  );
}

export interface Parts {
  readonly services: readonly {
    readonly name: string;
    readonly cluster: string;
    readonly exec?: boolean;
    readonly serviceDiscovery?: unknown;
    readonly route?: { readonly type?: string };
  }[];
  readonly ec2Cluster?: unknown;
  readonly fargateCluster?: unknown;
  readonly delivery?: {
    readonly services?: readonly string[];
    readonly deployedFrom?: { readonly services: readonly string[] };
  };
}

/**
 * An environment, as it is written or completed, without what a leaf at a path has nothing to do with: synthesizing that
 * takes a part of the time.
 */
export function focused<T extends Parts>(environment: T, [part, index]: Path): T {
  const { services, ec2Cluster, fargateCluster, delivery } = environment;
  const only = (kept: T["services"]) => ({
    ...environment,
    services: kept,
    ec2Cluster: kept.some(({ cluster }) => cluster === "ec2") ? ec2Cluster : undefined,
    fargateCluster: kept.some(({ cluster }) => cluster === "fargate") ? fargateCluster : undefined,
    delivery: part === "delivery" ? delivery : undefined,
  });
  const delivered = [...(delivery?.services ?? []), ...(delivery?.deployedFrom?.services ?? [])];
  if (part === "services" && typeof index === "number") return only(services.slice(index, index + 1));
  const networked = services.filter(({ cluster, route }) => part === `${cluster}Cluster` && route?.type === "network");
  if (index === "networkLoadBalancer") return only(networked);
  if (part === "ec2Cluster") return only(services.filter(({ cluster }) => cluster === "ec2"));
  if (part === "fargateCluster") {
    const isNamed = (each: T["services"][number]) => each.cluster === "fargate" && each.serviceDiscovery !== undefined;
    return only(services.filter((each) => each.exec || isNamed(each)));
  }
  if (part === "delivery") return only(services.filter(({ name }) => delivered.includes(name)));
  return part === "network" || part === "registry" ? only([]) : environment;
}
