import { textAt } from "../../read/json.ts";
import type { ResourceChange } from "../../read/plan-file.ts";
import type { Hazard, HazardRule } from "../hazard.ts";
import { isDeleted, managed } from "../values.ts";

/**
 * A stack forgets an image that it has pushed, and keeps the repository. The Docker provider leaves the image there
 * (docker_registry_image, keep_remotely), and ECR refuses its immutable tag to any later push
 * (https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html): added again, it would end half-way.
 */
export const pushedTagForgotten: HazardRule = ({ stacks }) =>
  stacks.flatMap(({ name: stack, plan }) => {
    const all = managed(plan);
    return all
      .filter((each) => each.type === "docker_registry_image" && isDeleted(each) && staysIn(repositoryOf(each, all)))
      .map((pushed) => hazard(stack, pushed, all));
  });

const nameOf = ({ change }: ResourceChange): string => textAt(change.before, "name") ?? "";

function repositoryOf(pushed: ResourceChange, all: readonly ResourceChange[]): ResourceChange | undefined {
  return all.find(({ type, change }) => {
    const url = textAt(change.before, "repository_url");
    return type === "aws_ecr_repository" && url !== undefined && nameOf(pushed).startsWith(`${url}:`);
  });
}

const staysIn = (repository: ResourceChange | undefined): boolean =>
  repository !== undefined &&
  !repository.change.actions.includes("delete") &&
  textAt(repository.change.before, "image_tag_mutability") === "IMMUTABLE";

function hazard(stack: string, pushed: ResourceChange, all: readonly ResourceChange[]): Hazard {
  const name = nameOf(pushed);
  const built = all.filter((each) => each.type === "docker_image" && isDeleted(each) && nameOf(each) === name);
  return {
    rule: "pushed-tag-forgotten",
    kind: "refused",
    stack,
    address: pushed.address,
    summary: `${pushed.address} is no longer there, and its image ${name} stays in the repository`,
    details: [],
    because:
      "Tags of the repository are immutable: Terraform would no longer know that this one is taken, and pushing it again would fail.",
    steps: [
      "Keep the image: it is not built again",
      `Or give it up: terraform state rm ${[pushed, ...built].map(({ address }) => address).join(" ")} in stack ${stack}, then npm run deploy. To push an image again later, use another tag`,
    ],
  };
}
