import { at, isJsonObject, type Json, listAt, parseJson, textAt } from "../../read/json.ts";
import type { ResourceChange } from "../../read/plan-file.ts";
import type { Hazard, HazardRule } from "../hazard.ts";
import { wayRound } from "../second-service.ts";
import { isService } from "../traffic.ts";
import { isKept, isUnknownAt, managed, nameIn } from "../values.ts";

/**
 * A service gets a task definition without the container and port that it is registered with. UpdateService answers
 * InvalidParameterException: "The container … did not have a container port … defined". Where ECS swaps target groups,
 * Terraform leaves the registration as it is.
 */
export const keptRegistration: HazardRule = ({ stacks }) =>
  stacks.flatMap(({ name: stack, plan }) => {
    const all = managed(plan);
    return all
      .filter((each) => isService(each) && isKept(each) && isUnknownAt(each.change.afterUnknown, "task_definition"))
      .flatMap((service): Hazard[] => {
        const containers = containersOf(service, all);
        const lost = containers && listAt(service.change.after, "load_balancer").find((each) => !has(containers, each));
        return lost === undefined ? [] : [hazard(stack, service, lost, all)];
      });
  });

/** The containers of the next revision of a service's task definition, as far as they are known. */
function containersOf({ change }: ResourceChange, all: readonly ResourceChange[]): readonly Json[] | undefined {
  const arn = textAt(change.before, "task_definition");
  const task = all.find(
    ({ type, change: { before } }) => type === "aws_ecs_task_definition" && textAt(before, "arn") === arn,
  );
  const text = task && textAt(task.change.after, "container_definitions");
  const containers = text === undefined ? undefined : parseJson(text);
  return Array.isArray(containers) ? containers : undefined;
}

const has = (containers: readonly Json[], registration: Json): boolean =>
  containers.some(
    (each) =>
      isJsonObject(each) &&
      textAt(each, "name") === textAt(registration, "container_name") &&
      listAt(each, "portMappings").some(
        (mapping) => Number(at(mapping, "containerPort")) === Number(at(registration, "container_port")),
      ),
  );

function hazard(stack: string, service: ResourceChange, registration: Json, all: readonly ResourceChange[]): Hazard {
  const name = nameIn(service);
  const container = `container ${textAt(registration, "container_name")} on port ${Number(at(registration, "container_port"))}`;
  return {
    rule: "kept-registration",
    kind: "refused",
    stack,
    address: service.address,
    summary: `service ${name} stays registered with ${container}, which its new tasks don't have`,
    details: [],
    because:
      "Deployments swap the target groups of this service, so Terraform leaves its registration as it is, and AWS refuses a task definition that doesn't fit it.",
    steps: wayRound(service, all, "the new container port or name"),
  };
}
