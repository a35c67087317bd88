import type { Finding } from "./finding.ts";
import { PLATFORMS } from "./registry.ts";
import { fields, membersOf as list, servicesOf, type Written, type WrittenService } from "./written.ts";

/** What the registry and other parts have of each other's. */
export function checkRegistry(written: Written): Finding[] {
  return [...checkFirstImage(written), ...checkCacheSecret(written)];
}

/** A task can't run an image of another architecture; ECS tells so only by tasks that stop. */
function checkFirstImage(written: Written): Finding[] {
  const { firstImage } = fields(written.registry);
  if (firstImage === undefined) return [];
  const { tag = "first", platform = PLATFORMS[buildArchitecture(written)] } = fields(firstImage);
  return servicesOf(written).flatMap((service, index) => {
    const architecture = architectureOf(service, written);
    const needed = PLATFORMS[architecture];
    if (needed === undefined || needed === platform) return [];
    const message = `is built for ${platform}, and the service runs on ${architecture}: set registry.firstImage.platform to ${needed}, or use another image`;
    return imagesOf(service, index).flatMap(({ path, image }) => (image === `:${tag}` ? [{ path, message }] : []));
  });
}

const buildArchitecture = ({ delivery }: Written) => fields(fields(delivery).build).architecture ?? "x86_64";

const architectureOf = ({ architecture, cluster }: WrittenService, { ec2Cluster }: Written) =>
  architecture ?? (cluster === "ec2" ? fields(ec2Cluster).architecture : undefined) ?? "x86_64";

const imagesOf = ({ container, sidecars }: WrittenService, index: number) => [
  { path: ["services", index, "container", "image"], image: fields(container).image },
  ...list(sidecars).map((sidecar, at) => ({
    path: ["services", index, "sidecars", at, "image"],
    image: fields(sidecar).image,
  })),
];

/** ECR reads secrets of its own account and region (CreatePullThroughCacheRule). */
function checkCacheSecret({ account, region, registry }: Written): Finding[] {
  const { credentialsArn } = fields(fields(registry).pullThroughCache);
  if (typeof credentialsArn !== "string" || typeof account !== "string" || typeof region !== "string") return [];
  const [, , service, secretRegion, secretAccount] = credentialsArn.split(":");
  if (service !== "secretsmanager" || (secretRegion === region && secretAccount === account)) return [];
  return [
    {
      path: ["registry", "pullThroughCache", "credentialsArn"],
      message: `is not in account ${account} and region ${region}: give ECR a secret there`,
    },
  ];
}
