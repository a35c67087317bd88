import type { Config } from "../config/config.ts";
import { arnOf, type Place } from "../constructs/iam/arn.ts";

/** The repository of the environment's images, which it creates or which exists. */
export function ownRepositoryArn({ names, registry }: Pick<Config, "names" | "registry">, place: Place): string {
  const { existing } = registry ?? {};
  return arnOf({ ...place, ...existing }, "ecr", `repository/${existing?.name ?? names.imageRepository}`);
}

/** Repositories that tasks are pulled from: the environment's own, and those of others that releases come from. */
export function pulledRepositoryArns(config: Config, place: Place): string[] {
  const { registry, delivery } = config;
  const source = delivery?.releases ? delivery.source : undefined;
  const promoted = delivery?.deployedFrom;
  const own = registry !== undefined || (promoted !== undefined && promoted.imageRepositoryArn === undefined);
  return [
    ...(own ? [ownRepositoryArn(config, place)] : []),
    ...(source?.type === "ecr" ? [arnOf(place, "ecr", `repository/${source.repositoryName}`)] : []),
    ...(promoted?.imageRepositoryArn === undefined ? [] : [promoted.imageRepositoryArn]),
  ];
}
