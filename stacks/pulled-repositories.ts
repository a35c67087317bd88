import type { Config, ServiceConfig } from "../config/config.ts";
import type { PulledRepositories } from "../constructs/ecs/image-pull.ts";
import { type AwsScope, arnOf } from "../constructs/iam/arn.ts";
import type { Delivering } from "./delivering.ts";

/** The repository of the environment's images, which it creates or which exists. */
export function ownRepositoryArn({ names, registry }: Pick<Config, "names" | "registry">, awsScope: AwsScope): string {
  const { existing } = registry ?? {};
  return arnOf({ ...awsScope, ...existing }, "ecr", `repository/${existing?.name ?? names.imageRepository}`);
}

/** The repository that releases come from. */
export function releasedRepositoryArn(config: Delivering, awsScope: AwsScope): string {
  const { source } = config.delivery;
  if (source.type === "ecr") return arnOf(awsScope, "ecr", `repository/${source.repositoryName}`);
  return ownRepositoryArn(config, awsScope);
}

/** GuardDuty's agent, which starts beside tasks on Fargate with their execution role. */
function agentArns({ fargateAgentArn, fargateCluster }: Config, services: readonly ServiceConfig[]): string[] {
  const isOnFargate =
    services.length === 0 ? fargateCluster !== undefined : services.some(({ cluster }) => cluster === "fargate");
  return isOnFargate && fargateAgentArn !== undefined ? [fargateAgentArn] : [];
}

/**
 * Repositories that tasks of services are pulled from: the environment's own, those of others that releases come from, the
 * copies of Docker Hub, and those that images name. Whether one of the latter is a copy too, of the pull through cache of
 * another environment, its name does not tell.
 */
export function pulledRepositories(
  config: Config,
  services: readonly ServiceConfig[],
  awsScope: AwsScope,
): PulledRepositories {
  const { registry, delivery } = config;
  const repositoryArn = (name: string) => arnOf(awsScope, "ecr", `repository/${name}`);
  const source = delivery?.releases ? delivery.source : undefined;
  const promoted = delivery?.deployedFrom;
  const own = registry !== undefined || (promoted !== undefined && promoted.imageRepositoryArn === undefined);
  const repositoryArns = [
    ...(own ? [ownRepositoryArn(config, awsScope)] : []),
    ...(source?.type === "ecr" ? [repositoryArn(source.repositoryName)] : []),
    ...(promoted?.imageRepositoryArn === undefined ? [] : [promoted.imageRepositoryArn]),
  ];
  const prefix = registry?.pullThroughCache && repositoryArn(`${registry.pullThroughCache.prefix}/`);
  const named = services.flatMap((service) => service.repositoryArns);
  const others = named.filter((arn) => !repositoryArns.includes(arn) && !(prefix && arn.startsWith(prefix)));
  return {
    repositoryArns: [...repositoryArns, ...agentArns(config, services)],
    cacheArns: [...(prefix ? [`${prefix}*`] : []), ...[...new Set(others)].sort()],
  };
}
