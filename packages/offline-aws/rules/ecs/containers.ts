import { isObject, type ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blocksOf, documentOf, knownText, numberOf, repeated } from "../rule.ts";
import { choiceProblem, typeProblem } from "./container-shape.ts";

const TYPES = ["aws_ecs_task_definition"];
const PAGE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html";

/** Containers of a task definition. */
export const definedContainers = ({ container_definitions }: ObjectValue): ObjectValue[] =>
  blocksOf(documentOf(container_definitions));

/** What the provider's decoder says of a list of containers, which it reads before AWS does. */
function decodeProblem(text: string): string | undefined {
  const document = documentOf(text);
  if (document === undefined) return `invalid character '${text.trim()[0] ?? ""}' looking for beginning of value`;
  if (!Array.isArray(document))
    return `json: cannot unmarshal ${typeof document} into Go value of type []types.ContainerDefinition`;
  const wrong = document.findIndex((each) => !isObject(each));
  if (wrong >= 0) return `invalid container definition supplied at index (${wrong})`;
  return typeProblem(document.filter(isObject));
}

const ports = (container: ObjectValue) => blocksOf(container.portMappings);

/** What AWS says of the containers by themselves, whatever they run on. */
function containerProblem(planned: ObjectValue): string | undefined {
  const containers = definedContainers(planned);
  if (containers.length === 0) return "Container list cannot be empty.";
  for (const container of containers) {
    const name = knownText(container.name);
    if (name === undefined) return "Container.name should not be null or empty.";
    if (!/^[A-Za-z0-9_-]{1,255}$/.test(name))
      return `Invalid container name: ${name}. Up to 255 letters (uppercase and lowercase), numbers, underscores, and hyphens are allowed.`;
    if (knownText(container.image) === undefined) return "Container.image should not be null or empty.";
    const port = ports(container).find(
      (each) => outside(numberOf(each.containerPort), 1, 65_535) || outside(numberOf(each.hostPort), 0, 65_535),
    );
    if (port !== undefined) return `Invalid port mapping in container '${name}': ports must be between 1 and 65535.`;
    const [memory, reserved] = [numberOf(container.memory), numberOf(container.memoryReservation)];
    if (memory !== undefined && memory < 6)
      return `Invalid setting for container '${name}'. 'memory' must be at least 6 MiB.`;
    if (memory !== undefined && reserved !== undefined && reserved > memory)
      return `Invalid setting for container '${name}'. 'memory' must be greater than 'memoryReservation'.`;
    const check = isObject(container.healthCheck) ? healthCheckProblem(container.healthCheck) : undefined;
    if (check !== undefined) return `Invalid 'healthCheck' setting for container '${name}'. ${check}`;
    const limit = blocksOf(container.ulimits)
      .map(ulimitProblem)
      .find((each) => each !== undefined);
    if (limit !== undefined) return `Invalid 'ulimits' setting for container '${name}'. ${limit}`;
    const log = isObject(container.logConfiguration) ? logProblem(container.logConfiguration) : undefined;
    if (log !== undefined) return log;
  }
  const name = repeated(containers.map((each) => String(each.name)));
  if (name !== undefined) return `Container.name should be unique within a task definition: ${name}.`;
  if (containers.every(({ essential }) => essential === false))
    return "At least one container in the task definition must be marked as essential.";
  const mapped = repeated(containers.flatMap(ports).flatMap((each) => knownText(each.name) ?? []));
  if (mapped !== undefined) return `Port mapping names must be unique within a task definition: ${mapped}.`;
  return dependencyProblem(containers) ?? volumeProblem(planned, containers) ?? choiceProblem(containers);
}

const outside = (value: number | undefined, low: number, high: number) =>
  value !== undefined && (value < low || value > high);

function healthCheckProblem(check: ObjectValue): string | undefined {
  const command = Array.isArray(check.command) ? check.command : [];
  if (!["CMD", "CMD-SHELL", "NONE"].includes(String(command[0])))
    return "The command must begin with CMD, CMD-SHELL or NONE.";
  const limits: Record<string, [number, number]> = {
    interval: [5, 300],
    timeout: [2, 60],
    retries: [1, 10],
    startPeriod: [0, 300],
  };
  const wrong = Object.entries(limits).find(([name, [low, high]]) => outside(numberOf(check[name]), low, high));
  return wrong === undefined ? undefined : `'${wrong[0]}' must be between ${wrong[1][0]} and ${wrong[1][1]}.`;
}

const ULIMITS = /^(core|cpu|data|fsize|locks|memlock|msgqueue|nice|nofile|nproc|rss|rtprio|rttime|sigpending|stack)$/;

function ulimitProblem({ name, softLimit, hardLimit }: ObjectValue): string | undefined {
  if (!ULIMITS.test(String(name))) return `'${String(name)}' is not the name of a limit.`;
  const [soft, hard] = [numberOf(softLimit), numberOf(hardLimit)];
  return soft !== undefined && hard !== undefined && soft > hard && hard !== -1
    ? `The soft limit of '${String(name)}' must not exceed its hard limit.`
    : undefined;
}

const LOG_DRIVERS = /^(awsfirelens|awslogs|fluentd|gelf|journald|json-file|splunk|syslog|none)$/;

function logProblem({ logDriver, options }: ObjectValue): string | undefined {
  if (typeof logDriver === "string" && !LOG_DRIVERS.test(logDriver))
    return `Invalid log driver '${logDriver}': use awsfirelens, awslogs, fluentd, gelf, journald, json-file, splunk or syslog.`;
  if (logDriver !== "awslogs") return undefined;
  const given = isObject(options) ? options : {};
  const missing = ["awslogs-region", "awslogs-group"].filter((name) => knownText(given[name]) === undefined);
  return missing.length > 0 ? `Log driver awslogs requires options: ${missing.join(", ")}` : undefined;
}

function dependencyProblem(containers: readonly ObjectValue[]): string | undefined {
  for (const container of containers)
    for (const { containerName, condition } of blocksOf(container.dependsOn)) {
      const needed = containers.find(({ name }) => name === containerName);
      if (needed === undefined)
        return `Cannot depend on container + '${String(containerName)}' because it does not exist`;
      if (containerName === container.name) return `Container '${String(containerName)}' cannot depend on itself.`;
      if (!["START", "COMPLETE", "SUCCESS", "HEALTHY"].includes(String(condition)))
        return `Invalid container dependency condition '${String(condition)}'.`;
      if (["SUCCESS", "COMPLETE"].includes(String(condition)) && needed.essential !== false)
        return "A dependency container with SUCCESS or COMPLETE condition cannot be an essential container";
      if (condition === "HEALTHY" && !isObject(needed.healthCheck))
        return `Container '${String(containerName)}' must have a health check to be depended on with condition HEALTHY.`;
    }
  return undefined;
}

function volumeProblem({ volume }: ObjectValue, containers: readonly ObjectValue[]): string | undefined {
  const volumes = blocksOf(volume).map(({ name }) => String(name));
  const twice = repeated(volumes);
  if (twice !== undefined) return `Volume names must be unique within a task definition: ${twice}.`;
  const mounted = containers
    .flatMap(({ mountPoints }) => blocksOf(mountPoints))
    .flatMap((each) => knownText(each.sourceVolume) ?? []);
  const missing = mounted.find((name) => !volumes.includes(name));
  return missing === undefined ? undefined : `Unknown volume '${missing}'.`;
}

export const CONTAINER_RULES: readonly AwsRule[] = [
  {
    name: "container-definitions",
    source: PAGE,
    types: TYPES,
    validate({ container_definitions: text }) {
      const problem = typeof text === "string" && text !== "" ? decodeProblem(text) : undefined;
      return problem === undefined ? undefined : `ECS Task Definition container_definitions is invalid: ${problem}`;
    },
    apply({ planned }) {
      const problem = containerProblem(planned);
      return problem === undefined ? undefined : `ClientException: ${problem}`;
    },
  },
];
