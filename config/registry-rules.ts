import type { Parsed } from "./config.ts";
import type { Finding } from "./finding.ts";
import { PLATFORMS, resolveRegistry } from "./registry.ts";
import { architectureOf } from "./services/derive.ts";
import { whereParsed } from "./unparsed.ts";

/** A task can't run an image of another architecture; ECS tells so only by tasks that stop. */
export function checkFirstImage(environment: Parsed): Finding[] {
  if (environment.registry?.firstImage === undefined) return [];
  const { firstImage } = resolveRegistry(environment) ?? {};
  if (firstImage === undefined) return [];
  const { tag, platform } = firstImage;
  return environment.services.flatMap((service, index) =>
    whereParsed(() => {
      const architecture = architectureOf(service, environment);
      const needed = PLATFORMS[architecture];
      if (needed === platform) return [];
      const message = `is built for ${platform}, and the service runs on ${architecture}: set registry.firstImage.platform to ${needed}, or use another image`;
      return [
        { path: ["container"], image: service.container.image },
        ...service.sidecars.map(({ image }, at) => ({ path: ["sidecars", at], image })),
      ].flatMap(({ path, image }) =>
        image === `:${tag}` ? [{ path: ["services", index, ...path, "image"], message }] : [],
      );
    }),
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
