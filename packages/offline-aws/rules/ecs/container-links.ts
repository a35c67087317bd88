import type { ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blocksOf, isMissing, textsOf } from "../rule.ts";
import { definedContainers } from "./containers.ts";

/** Whether containers wait for each other in a circle of any length. */
function isCircular(containers: readonly ObjectValue[]): boolean {
  const needs = new Map(
    containers.map(({ name, dependsOn }) => [
      String(name),
      blocksOf(dependsOn).map((each) => String(each.containerName)),
    ]),
  );
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    (needs.get(from) ?? []).some((next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))));
  return [...needs.keys()].some((name) => reaches(name, name));
}

/** What ECS says of containers that name each other, and of ranges of ports. */
function problemOf(containers: readonly ObjectValue[]): string | undefined {
  const names = containers.map(({ name }) => String(name));
  for (const container of containers) {
    const link = textsOf(container.links).find((each) => !names.includes(each.split(":")[0] as string));
    if (link !== undefined)
      return `Unknown container '${link.split(":")[0]}' in the links of '${String(container.name)}'.`;
    const source = blocksOf(container.volumesFrom)
      .map(({ sourceContainer }) => String(sourceContainer))
      .find((each) => !names.includes(each));
    if (source !== undefined) return `Unknown container '${source}' in volumesFrom of '${String(container.name)}'.`;
    const problem = blocksOf(container.portMappings)
      .map(portsProblem)
      .find((each) => each !== undefined);
    if (problem !== undefined) return `Invalid port mapping in container '${String(container.name)}'. ${problem}`;
  }
  return isCircular(containers) ? "Container dependencies must not form a cycle." : undefined;
}

function portsProblem({ containerPort, hostPort, containerPortRange }: ObjectValue): string | undefined {
  if (isMissing(containerPortRange))
    return isMissing(containerPort) ? "One of containerPort and containerPortRange must be specified." : undefined;
  if (!isMissing(containerPort) || !isMissing(hostPort))
    return "containerPortRange can't be specified together with containerPort or hostPort.";
  const [, low, high] = /^(\d+)-(\d+)$/.exec(String(containerPortRange)) ?? [];
  return low !== undefined && Number(low) <= Number(high) && Number(low) >= 1 && Number(high) <= 65_535
    ? undefined
    : `The range '${String(containerPortRange)}' must be two ports from 1 to 65535 with a hyphen between them.`;
}

export const CONTAINER_LINK_RULES: readonly AwsRule[] = [
  {
    name: "containers-that-name-each-other",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
    types: ["aws_ecs_task_definition"],
    apply({ planned }) {
      const problem = problemOf(definedContainers(planned));
      return problem === undefined ? undefined : `ClientException: ${problem}`;
    },
  },
];
