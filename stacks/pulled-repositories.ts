import type { Config } from "../config/config.ts";
import { arnOf, type Place } from "../constructs/iam/arn.ts";

/** Repositories that tasks are pulled from: the environment's own, and those of others that releases come from. */
export function pulledRepositoryArns({ names, registry, delivery }: Config, place: Place): string[] {
  const source = delivery?.releases ? delivery.source : undefined;
  const promoted = delivery?.deployedFrom;
  const own = registry !== undefined || (promoted !== undefined && promoted.imageRepositoryArn === undefined);
  return [
    ...(own ? [arnOf(place, "ecr", `repository/${names.imageRepository}`)] : []),
    ...(source?.type === "ecr" ? [arnOf(place, "ecr", `repository/${source.repositoryName}`)] : []),
    ...(promoted?.imageRepositoryArn === undefined ? [] : [promoted.imageRepositoryArn]),
  ];
}
