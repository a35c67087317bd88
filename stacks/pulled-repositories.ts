import type { Config, ServiceConfig } from "../config/config.ts";
import type { PulledRepositories } from "../constructs/ecs/image-pull.ts";
import { arnOf, type Place } from "../constructs/iam/arn.ts";
import type { Delivering } from "./delivering.ts";

/** The repository of the environment's images, which it creates or which exists. */
export function ownRepositoryArn({ names, registry }: Pick<Config, "names" | "registry">, place: Place): string {
  const { existing } = registry ?? {};
  return arnOf({ ...place, ...existing }, "ecr", `repository/${existing?.name ?? names.imageRepository}`);
}

/** The repository that releases come from. */
export function releasedRepositoryArn(config: Delivering, place: Place): string {
  const { source } = config.delivery;
  if (source.type === "ecr") return arnOf(place, "ecr", `repository/${source.repositoryName}`);
  return ownRepositoryArn(config, place);
}

/**
 * Repositories that tasks of services are pulled from: the environment's own, those of others that releases come from, the
 * copies of Docker Hub, and those that images name. Whether one of the latter is a copy too, of the pull through cache of
 * another environment, its name does not tell.
 */
export function pulledRepositories(
  config: Config,
  services: readonly ServiceConfig[],
  place: Place,
): PulledRepositories {
  const { registry, delivery } = config;
  const repositoryArn = (name: string) => arnOf(place, "ecr", `repository/${name}`);
  const source = delivery?.releases ? delivery.source : undefined;
  const promoted = delivery?.deployedFrom;
  const own = registry !== undefined || (promoted !== undefined && promoted.imageRepositoryArn === undefined);
  const repositoryArns = [
    ...(own ? [ownRepositoryArn(config, place)] : []),
    ...(source?.type === "ecr" ? [repositoryArn(source.repositoryName)] : []),
    ...(promoted?.imageRepositoryArn === undefined ? [] : [promoted.imageRepositoryArn]),
  ];
  const prefix = registry?.pullThroughCache && repositoryArn(`${registry.pullThroughCache.prefix}/`);
  const named = services.flatMap((service) => service.repositoryArns);
  const others = named.filter((arn) => !repositoryArns.includes(arn) && !(prefix && arn.startsWith(prefix)));
  return { repositoryArns, cacheArns: [...(prefix ? [`${prefix}*`] : []), ...[...new Set(others)].sort()] };
}
