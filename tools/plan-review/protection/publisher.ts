import type { Json } from "../read/json.ts";
import type { Mechanism } from "./mechanism.ts";

/** Registries that many publish in, each under another name. */
const SHARED =
  /^(docker\.io|(registry-1|index)\.docker\.io|ghcr\.io|quay\.io|public\.ecr\.aws|gcr\.io|registry\.gitlab\.com)$/;

/**
 * Who an image is from: the registry, and in those of many publishers the first name in it. Without a registry it is
 * Docker Hub, and without a publisher there Docker itself
 * (https://docs.docker.com/reference/cli/docker/image/tag/#description).
 */
function publisherOf(value: Json): string | undefined {
  if (typeof value !== "string" || value === "" || value.includes("${")) return undefined;
  const parts = value.split("/");
  const isNamed = parts.length > 1 && /[.:]|^localhost$/.test(parts[0] ?? "");
  const registry = isNamed ? (parts[0] ?? "") : "docker.io";
  const path = isNamed ? parts.slice(1) : parts;
  if (!SHARED.test(registry)) return registry;
  return `${registry.replace(/^(registry-1|index)\./, "")}/${path.length > 1 ? path[0] : "library"}`;
}

/** An image that comes from whom it came from. */
export const SAME_PUBLISHER: Mechanism = {
  words: "comes from the same publisher",
  protects: (before) => publisherOf(before) !== undefined,
  loses(before, after) {
    const [was, is] = [publisherOf(before), publisherOf(after)];
    return was !== undefined && is !== undefined && was !== is;
  },
  trustsUnknown: true, // a tag that is built is not known yet
};
