import type { Parsed } from "./config.ts";
import type { Finding } from "./finding.ts";
import { awsPartition } from "./partition.ts";
import { PLATFORMS, repositoryAt, resolveRegistry } from "./registry.ts";
import { architectureOf } from "./services/derive.ts";
import { containersOf } from "./services/rules/containers.ts";
import type { Service } from "./services/service.ts";
import { isWindows } from "./windows.ts";

/** Tag of an image that only `registry.firstImage` pushes, by default. */
const FIRST_TAG = "first";

/** The tag of the first image means nothing without one: pipelines push the tags of their releases. */
export function checkFirstTag(service: Service, environment: Parsed): Finding[] {
  const { registry } = environment;
  if (registry?.repositoryUrl !== undefined || registry?.firstImage?.tag === FIRST_TAG) return [];
  const message = `is the image of registry.firstImage, which has ${registry?.firstImage ? "another tag" : "none"}: set registry.firstImage.tag to "${FIRST_TAG}", or use an image that exists`;
  return containersOf(service).flatMap(({ path, container }) =>
    container.image === `:${FIRST_TAG}` ? [{ path: [...path, "image"], message }] : [],
  );
}

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

/** Domains of the hosts of ECR (https://docs.aws.amazon.com/general/latest/gr/ecr.html; for China https://docs.amazonaws.cn/en_us/aws/latest/userguide/endpoints-arns.html). */
const DOMAINS = {
  aws: "amazonaws.com",
  "aws-cn": "amazonaws.com.cn",
  "aws-eusc": "amazonaws.eu",
  "aws-us-gov": "amazonaws.com",
} as const;

/** What is for a repository that is created; and roles have no rights in another partition (IAM user guide, partitions). */
export function checkExistingRepository({ region, registry }: Parsed): Finding[] {
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
  const [there, here] = [awsPartition(existing.region), awsPartition(region)];
  if (there !== here)
    found.push({
      path: ["registry", "repositoryUrl"],
      message: `is in partition ${there}, which ${region} has no access to: use a repository of partition ${here}`,
    });
  const domain = DOMAINS[there];
  if (!existing.url.includes(`.${domain}/`))
    found.push({
      path: ["registry", "repositoryUrl"],
      message: `is not at a host of ECR in ${existing.region}: write …dkr.ecr.${existing.region}.${domain}/…`,
    });
  return found;
}

/** ECR reads secrets of the same account and region (CreatePullThroughCacheRule). */
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
