import type { Parsed } from "./config.ts";
import type { Finding } from "./finding.ts";
import { PLATFORMS, resolveRegistry } from "./registry.ts";
import { architectureOf } from "./services/derive.ts";
import { containersOf } from "./services/rules/containers.ts";
import type { Service } from "./services/service.ts";

/** A task can't run an image of another architecture; ECS tells so only by tasks that stop. */
export function checkFirstImage(service: Service, environment: Parsed): Finding[] {
  const { firstImage } = resolveRegistry(environment) ?? {};
  if (firstImage === undefined) return [];
  const { tag, platform } = firstImage;
  const architecture = architectureOf(service, environment);
  const needed = PLATFORMS[architecture];
  if (needed === platform) return [];
  const message = `is built for ${platform}, and the service runs on ${architecture}: set registry.firstImage.platform to ${needed}, or use another image`;
  return containersOf(service).flatMap(({ path, container }) =>
    container.image === `:${tag}` ? [{ path: [...path, "image"], message }] : [],
  );
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
