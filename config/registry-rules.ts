import type { Parsed } from "./config.ts";
import { isReleasing } from "./delivery/delivery.ts";
import type { Finding } from "./finding.ts";
import { PLATFORMS, repositoryAt, resolveRegistry } from "./registry.ts";
import { architectureOf } from "./services/derive.ts";
import { containersOf } from "./services/rules/containers.ts";
import type { Service } from "./services/service.ts";
import { isWindows } from "./windows.ts";

/** A task can't run an image of another architecture; ECS tells so only by tasks that stop. */
export function checkFirstImage(service: Service, environment: Parsed): Finding[] {
  const { firstImage } = resolveRegistry(environment) ?? {};
  if (firstImage === undefined) return [];
  const { tag, platform } = firstImage;
  const architecture = architectureOf(service, environment);
  const needed = isWindows(service.os) ? service.os : PLATFORMS[architecture];
  if (needed === platform) return [];
  const way = isWindows(service.os) ? "" : `set registry.firstImage.platform to ${needed}, or `;
  const message = `is built for ${platform}, and the service runs on ${isWindows(service.os) ? needed : architecture}: ${way}use another image`;
  return containersOf(service).flatMap(({ path, container }) =>
    container.image === `:${tag}` ? [{ path: [...path, "image"], message }] : [],
  );
}

/** What is for a repository that is created; and a pipeline builds, scans and pushes in its own account and region. */
export function checkExistingRepository({ account, region, registry, delivery }: Parsed): Finding[] {
  const existing = repositoryAt(registry?.repositoryUrl);
  if (registry === undefined || existing === undefined) return [];
  const { keepImages, untaggedDays, deleteWithImages, kmsKeyArn, firstImage } = registry;
  const used = {
    keepImages: keepImages !== 30,
    untaggedDays: untaggedDays !== 7,
    deleteWithImages,
    kmsKeyArn: kmsKeyArn !== undefined,
    firstImage: firstImage !== undefined,
  };
  const found: Finding[] = Object.entries(used).flatMap(([field, isUsed]) =>
    isUsed
      ? [{ path: ["registry", field], message: "is for a repository that is created: leave it out, or repositoryUrl" }]
      : [],
  );
  const pushes = delivery !== undefined && isReleasing(delivery) && delivery.source.type !== "ecr";
  if (pushes && (existing.account !== account || existing.region !== region))
    found.push({
      path: ["registry", "repositoryUrl"],
      message: `is not in account ${account} and region ${region}, where the pipeline pushes and scans: use a repository there, or leave the releases to a pipeline there and use delivery.deployedFrom`,
    });
  return found;
}

/** ECR reads secrets of its own account and region (CreatePullThroughCacheRule). */
export function checkCacheSecret({ account, region, registry }: Parsed): Finding[] {
  const { credentialsArn } = registry?.pullThroughCache ?? {};
  const [, , , secretRegion, secretAccount] = credentialsArn?.split(":") ?? [];
  if (credentialsArn === undefined || (secretRegion === region && secretAccount === account)) return [];
  return [
    {
      path: ["registry", "pullThroughCache", "credentialsArn"],
      message: `is not in account ${account} and region ${region}: give ECR a secret there`,
    },
  ];
}
