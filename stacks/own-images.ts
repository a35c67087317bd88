import type { ServiceConfig } from "../config/config.ts";
import type { RegistryOutputs } from "./registry-stack.ts";
import { required } from "./required.ts";

/** A service whose images have their repositories: an image that is only a tag is in the environment's own repository. */
export function withOwnImages(service: ServiceConfig, registry: RegistryOutputs | undefined): ServiceConfig {
  const withImage = <T extends { image: string }>(container: T): T => {
    const { image } = container;
    if (!image.startsWith(":")) return container;
    return { ...container, image: required(registry, "registry").repositoryUrl + image };
  };
  return { ...service, container: withImage(service.container), sidecars: service.sidecars.map(withImage) };
}
