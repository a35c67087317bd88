import { pushedTagForgotten } from "../../../../../tools/plan-review/hazards/rules/pushed-tag-forgotten.ts";
import { found, KEPT, only, REPLACED, REPLACED_CREATED_FIRST, type Sides } from "../../../../support/landscape.ts";

const URL = "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop";
const PUSH = "docker_registry_image.push";
const image = (tag: string) => ({ name: `${URL}:${tag}` });
const repository = (change: object = {}, repository_url = URL): Sides => {
  const attributes = { repository_url, image_tag_mutability: "IMMUTABLE" };
  return { before: attributes, after: attributes, actions: KEPT, ...change };
};
const removed: Sides = { before: image("first") };

test.each<[string, Record<string, Sides>, string[]]>([
  ["is removed", { [PUSH]: removed, "aws_ecr_repository.r": repository() }, [`refused registry ${PUSH}`]],
  [
    "goes with its repository",
    { [PUSH]: removed, "aws_ecr_repository.r": repository({ after: null, actions: ["delete"] }) },
    [],
  ],
  [
    "is replaced with its repository",
    { [PUSH]: removed, "aws_ecr_repository.r": repository({ actions: REPLACED }) },
    [],
  ],
  ["is in a repository of others", { [PUSH]: removed, "aws_ecr_repository.r": repository({}, `${URL}-web`) }, []],
  [
    "is removed where tags move",
    {
      [PUSH]: removed,
      "aws_ecr_repository.r": repository({ before: { repository_url: URL, image_tag_mutability: "MUTABLE" } }),
    },
    [],
  ],
  [
    "gets another tag",
    {
      [PUSH]: { before: image("first"), after: image("second"), actions: REPLACED_CREATED_FIRST },
      "aws_ecr_repository.r": repository(),
    },
    [],
  ],
])("a pushed image that %s", (_, registry, hazards) => {
  expect(found(pushedTagForgotten, { registry })).toEqual(hazards);
});

test("the way out names what the state has to forget", () => {
  const resources = { [PUSH]: removed, "docker_image.build": removed, "aws_ecr_repository.r": repository() };
  expect(only(pushedTagForgotten, { registry: resources }).steps.join()).toContain(
    `terraform state rm ${PUSH} docker_image.build in stack registry`,
  );
});
