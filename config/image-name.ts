/*
 * Names of images, as Docker and so ECS read them
 * (https://github.com/distribution/reference/blob/main/reference.go, grammar).
 */

const HOST = /^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::\d{1,5})?$/;
const PART = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/**
 * Hosts of ECR name an account by its 12 digits, and a region; the second form is for IPv6 too (ECR user guide, making requests
 * to registries). Which of the endings a region has is checked where its partition is known.
 */
const ECR_HOST =
  /^\d{12}\.dkr(\.ecr(-fips)?\.[a-z0-9-]+\.amazonaws\.(com|com\.cn|eu)|-ecr(-fips)?\.[a-z0-9-]+\.on\.(aws|amazonwebservices\.(com\.cn|eu)))$/;
const isOfEcr = (host: string): boolean => /\.dkr[.-]ecr/.test(host) || /\.amazonaws\.(com|com\.cn|eu)$/.test(host);

/** Maximum number of characters that ECS accepts (ECS API reference, ContainerDefinition, image). */
const MAX_LENGTH = 255;

/** What is wrong with the name of an image, and the way out; undefined if nothing is. */
export function imageProblem(name: string): string | undefined {
  if (name.length > MAX_LENGTH) return `is too long for an image: ECS allows ${MAX_LENGTH} characters`;
  const [scheme] = /^[a-z]+:\/\//i.exec(name) ?? [];
  if (scheme !== undefined) return `has a scheme: write it without ${scheme}`;
  if (name.endsWith("/")) return "ends with a slash: leave it out";
  const [reference = "", digest, ...more] = name.split("@");
  if (more.length > 0 || (digest !== undefined && !DIGEST.test(digest)))
    return "has an invalid digest: write @sha256: and 64 hexadecimal digits";
  const slash = reference.lastIndexOf("/");
  const [last = "", tag, ...others] = reference.slice(slash + 1).split(":");
  if (others.length > 0) return "has two tags: keep one";
  if (tag === "") return "ends with a colon: write the tag after it, or leave it out";
  if (tag !== undefined && !TAG.test(tag))
    return "has an invalid tag: use up to 128 letters, digits, _ . and -, starting with a letter, digit or _";
  const parts = [...(slash < 0 ? [] : reference.slice(0, slash).split("/")), last];
  const [first = ""] = parts;
  const hasHost = parts.length > 1 && (/[.:A-Z]/.test(first) || first === "localhost");
  if (hasHost && !HOST.test(first)) return "has an invalid host: write a host name, optionally with a port";
  if (isOfEcr(first) && (!hasHost || !ECR_HOST.test(first)))
    return "is not in a registry of ECR: write ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY:TAG";
  if (parts.length === 1 && first.includes(".") && /^\d+$/.test(tag ?? ""))
    return "is a host with a port: write repository and tag behind it, HOST:PORT/REPOSITORY:TAG";
  if (hasHost && Number(/:(\d+)$/.exec(first)?.[1] ?? 1) > 65535) return "has a port that no host has: use 1 to 65535";
  // https://docs.aws.amazon.com/AmazonECR/latest/public/public-registries.html
  if (first === "public.ecr.aws" && parts.length < 3)
    return "has no alias of a registry: write public.ecr.aws/ALIAS/REPOSITORY:TAG";
  const path = hasHost ? parts.slice(1) : parts;
  if (path.every((part) => PART.test(part))) return undefined;
  if (path.some((part) => /[A-Z]/.test(part)))
    return "has upper-case letters, which repositories can't have: use lower case";
  return "is not an image: write repository and tag, such as public.ecr.aws/nginx/nginx:1.29";
}
