import { createHash } from "node:crypto";
import type { Cloud, Resource } from "../cloud/cloud.ts";
import type { ObjectValue } from "../protocol/values.ts";
import type { Behaviour } from "./behaviour.ts";
import { AwsError } from "./failure.ts";
import { textsAt } from "./references.ts";

/** The host of a registry in Amazon ECR, such as `123456789012.dkr.ecr.us-east-1.amazonaws.com`. */
const ECR = /^(\d{12})\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.(?:com|com\.cn|eu)$/;

/** The parts of an image's name: `registry/repository:tag`. */
function parts(name: string) {
  const [, path = name, tag = "latest"] = /^(.*?)(?::([^:/]+))?$/.exec(name) ?? [];
  const [host = ""] = path.split("/");
  return { path, tag, registry: /[.:]|^localhost$/.test(host) ? host : "registry-1.docker.io" };
}

const digest = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;

/** The image that the engine has under a name, or under another that it was tagged with. */
function localImage(cloud: Cloud, name: unknown): Resource | undefined {
  const tag = cloud.list("docker_tag").find(({ attributes }) => attributes.target_image === name);
  const names = [name, tag?.attributes.source_image];
  return cloud
    .list("docker_image")
    .find(({ attributes }) => names.includes(attributes.name) || names.includes(attributes.image_id));
}

const pushedTo = (cloud: Cloud, repository: Resource): Resource[] =>
  cloud
    .list("docker_registry_image")
    .filter(({ attributes }) => parts(String(attributes.name)).path === repository.attributes.repository_url);

/** What the engine of Docker does with images and containers, and what Amazon ECR says to them. */
export const IMAGE_BEHAVIOURS: Record<string, Behaviour> = {
  docker_container: {
    check(planned, prior, cloud) {
      if (prior !== null) return;
      const image = String(planned.image);
      if (image.startsWith("sha256:") && localImage(cloud, image) === undefined)
        throw new AwsError(
          `Unable to create container with image ${image}: unable to find or pull image ${image}: No such image`,
        );
      const taken = new Set(cloud.list("docker_container").flatMap(({ attributes }) => bindings(attributes)));
      const twice = bindings(planned).find((binding) => taken.has(binding));
      if (twice !== undefined)
        throw new AwsError(
          `Unable to start container: Error response from daemon: driver failed programming external connectivity on endpoint ${String(planned.name)}: Bind for ${twice} failed: port is already allocated`,
        );
    },
  },
  docker_image: {
    // One that was built has no digest of a registry, until it is pushed.
    fill(planned) {
      const isBuilt = Array.isArray(planned.build) && planned.build.length > 0;
      const { path } = parts(String(planned.name));
      planned.repo_digest = isBuilt ? "" : `${path}@${digest(String(planned.name))}`;
    },
    checkDelete({ attributes }, cloud) {
      const user = cloud
        .list("docker_container")
        .find((container) => [attributes.name, attributes.image_id].includes(container.attributes.image ?? null));
      if (user !== undefined && attributes.force_remove !== true)
        throw new AwsError(
          `Unable to remove Docker image: Error response from daemon: conflict: unable to remove repository reference "${String(attributes.name)}" (must force) - container ${String(user.attributes.id).slice(0, 12)} is using its referenced image`,
        );
    },
  },
  docker_registry_image: {
    check(planned, prior, cloud, { registries }) {
      if (prior !== null) return;
      const name = String(planned.name);
      const { path, tag, registry } = parts(name);
      const hasOwnLogin = textsAt(planned, "auth_config.address").length > 0;
      if (!hasOwnLogin && !registries.includes(registry))
        throw new AwsError(`Unable to get authConfig for registry: no auth config found for registry ${registry}`);
      const image = localImage(cloud, name);
      if (image === undefined)
        throw new AwsError(`Error pushing docker image: An image does not exist locally with the tag: ${path}`);
      const [, account] = ECR.exec(registry) ?? [];
      if (account !== undefined) checkRepository(cloud, path, tag, digest(String(image.attributes.image_id)), account);
    },
    fill(planned, prior, cloud) {
      if (prior === null) planned.sha256_digest = digest(String(localImage(cloud, planned.name)?.attributes.image_id));
    },
  },
  aws_ecr_repository: {
    checkDelete(repository, cloud) {
      const { force_delete, name } = repository.attributes;
      if (force_delete !== true && pushedTo(cloud, repository).length > 0)
        throw new AwsError(
          `RepositoryNotEmptyException: The repository with name '${String(name)}' in registry with id '${repository.account}' cannot be deleted because it still contains images; consider using force_delete`,
        );
    },
    afterDelete(repository, cloud) {
      for (const { type, key } of pushedTo(cloud, repository)) cloud.delete(type, key);
    },
  },
};

/** Refuses a push that Amazon ECR would refuse. */
function checkRepository(cloud: Cloud, path: string, tag: string, pushed: string, account: string): void {
  const name = path.slice(path.indexOf("/") + 1);
  const repository = cloud.list("aws_ecr_repository").find(({ attributes }) => attributes.repository_url === path);
  if (repository === undefined)
    throw new AwsError(
      `Error pushing docker image: name unknown: The repository with name '${name}' does not exist in the registry with id '${account}'`,
    );
  const other = pushedTo(cloud, repository).find(({ attributes }) => parts(String(attributes.name)).tag === tag);
  const mayMove = repository.attributes.image_tag_mutability !== "IMMUTABLE";
  if (other !== undefined && !mayMove && other.attributes.sha256_digest !== pushed)
    throw new AwsError(
      `Error pushing docker image: tag invalid: The image tag '${tag}' already exists in the '${name}' repository and cannot be overwritten because the repository is immutable.`,
    );
}

/** Addresses and ports of the host that a container takes. */
function bindings({ ports }: ObjectValue): string[] {
  const blocks = (Array.isArray(ports) ? ports : []) as ObjectValue[];
  return blocks.flatMap(({ ip, external }) => (typeof external === "number" ? [`${String(ip)}:${external}`] : []));
}
