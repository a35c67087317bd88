import { isObject, type ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blockOf, blocksOf, knownText, numberOf, repeated } from "../rule.ts";
import { definedContainers } from "./containers.ts";

/** Lowest and highest values of a container's parameters, by their path. */
const LIMITS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  startTimeout: [2, Infinity],
  "linuxParameters.swappiness": [0, 100],
  "restartPolicy.restartAttemptPeriod": [60, 1800],
};

/** Options of the log driver `awslogs` (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html). */
const AWSLOGS =
  /^(awslogs-(create-group|region|group|stream-prefix|stream|datetime-format|multiline-pattern|endpoint|credentials-endpoint|format|force-flush-interval-seconds|max-buffered-events)|mode|max-buffer-size|tag|labels|env|env-regex|labels-regex|cache-(disabled|max-size|max-file|compress))$/;

/** Parameters that need another network mode than the one of the task, which they are not taken with. */
const NETWORK_MODES: readonly (readonly [mode: string, names: readonly string[]])[] = [
  ["awsvpc", ["hostname", "dnsServers", "dnsSearchDomains", "extraHosts", "links"]],
  ["host", ["links"]],
  ["none", ["portMappings", "links"]],
];

const isGiven = (value: ObjectValue[string] | undefined) =>
  Array.isArray(value) ? value.length > 0 : knownText(value) !== undefined;

function imageProblem(image: string): string | undefined {
  const [name = "", digest] = image.split("@");
  if (digest !== undefined && !/^sha256:[0-9A-Fa-f]{64}$/.test(digest))
    return "Container.image contains invalid characters.";
  if (!/^[A-Za-z0-9_.:/#-]+$/.test(name)) return "Container.image contains invalid characters.";
  return name.length > 255 ? "Container.image must have at most 255 characters." : undefined;
}

function environmentProblem(container: ObjectValue): string | undefined {
  const secrets = blocksOf(container.secrets).map(({ name }) => String(name));
  const variables = blocksOf(container.environment).map(({ name }) => String(name));
  const shared = repeated(secrets) ?? secrets.find((name) => variables.includes(name));
  if (shared !== undefined)
    return `The secret name must be unique and not shared with any new or existing environment variables set on the container, such as '${shared}'.`;
  const files = blocksOf(container.environmentFiles);
  if (files.length > 10) return "environmentFiles can have at most 10 items.";
  const file = files.map(({ value }) => String(value)).find((value) => !/^arn:aws[a-z-]*:s3:::.+\.env$/.test(value));
  return file === undefined
    ? undefined
    : `The environment file '${file}' must be the ARN of an S3 object that ends with .env.`;
}

function parameterProblem(container: ObjectValue): string | undefined {
  for (const [path, [least, most]] of Object.entries(LIMITS)) {
    const [first = "", second] = path.split(".");
    const value = numberOf(second === undefined ? container[first] : blockOf(container[first])[second]);
    if (value !== undefined && (value < least || value > most))
      return `Invalid '${path}' setting for container '${String(container.name)}'. The value must be ${most === Infinity ? `at least ${least}` : `between ${least} and ${most}`}.`;
  }
  const name = blocksOf(container.portMappings)
    .flatMap((each) => knownText(each.name) ?? [])
    .find((each) => !/^[a-z0-9_][a-z0-9_-]{0,63}$/.test(each));
  if (name !== undefined)
    return `Invalid port mapping name '${name}'. Up to 64 lowercase letters, numbers, underscores and hyphens are allowed; it can't start with a hyphen.`;
  const { logDriver, options } = blockOf(container.logConfiguration);
  const given = isObject(options) ? options : {};
  const option = Object.keys(given).find((each) => logDriver === "awslogs" && !AWSLOGS.test(each));
  if (option !== undefined) return `Log driver awslogs disallows options: ${option}`;
  const mode = knownText(given.mode);
  return mode !== undefined && !["blocking", "non-blocking"].includes(mode)
    ? `Invalid value '${mode}' for the log option 'mode'. Use blocking or non-blocking.`
    : undefined;
}

function networkProblem(container: ObjectValue, mode: string): string | undefined {
  const [, names = []] = NETWORK_MODES.find(([each]) => each === mode) ?? [];
  const name = names.find((each) => isGiven(container[each]));
  return name && `'${name}' is not supported when networkMode=${mode}.`;
}

/** What ECS says of volumes whatever the containers do with them. */
function volumeProblem(volume: ObjectValue): string | undefined {
  const name = String(volume.name);
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(name))
    return `Invalid volume name: ${name}. Up to 255 letters (uppercase and lowercase), numbers, underscores, and hyphens are allowed.`;
  const kinds = Object.keys(volume).filter(
    (each) => each.endsWith("_volume_configuration") && blocksOf(volume[each]).length > 0,
  );
  if (kinds.length + (knownText(volume.host_path) === undefined ? 0 : 1) > 1)
    return `Volume '${name}' can have only one of a host path and the configurations of a Docker, EFS or FSx volume.`;
  const docker = blockOf(volume.docker_volume_configuration);
  if (docker.autoprovision === true && docker.scope !== "shared")
    return `Volume '${name}': autoprovision is only supported for volumes with scope 'shared'.`;
  const files = blockOf(volume.efs_volume_configuration);
  const isRoot = ["/", undefined].includes(knownText(files.root_directory));
  return knownText(blockOf(files.authorization_config).access_point_id) !== undefined && !isRoot
    ? "If an EFS access point is specified, the root directory must be omitted or set to '/'."
    : undefined;
}

const firstOf = <T>(values: readonly T[], problem: (value: T) => string | undefined) =>
  values.map(problem).find((each) => each !== undefined);

export const CONTAINER_LIMIT_RULES: readonly AwsRule[] = [
  {
    name: "container-limits",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
    types: ["aws_ecs_task_definition"],
    apply({ planned }) {
      const mode = knownText(planned.network_mode) ?? "bridge";
      const problem =
        firstOf(
          definedContainers(planned),
          (each) =>
            imageProblem(String(each.image)) ??
            environmentProblem(each) ??
            parameterProblem(each) ??
            networkProblem(each, mode),
        ) ?? firstOf(blocksOf(planned.volume), volumeProblem);
      return problem === undefined ? undefined : `ClientException: ${problem}`;
    },
  },
  {
    name: "size-of-task",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html",
    types: ["aws_ecs_task_definition"],
    apply({ planned }) {
      const cpu = numberOf(planned.cpu);
      if (cpu !== undefined && (cpu < 128 || cpu > 196_608))
        return "ClientException: Invalid 'cpu' setting for task. Specify a value between 128 CPU units (0.125 vCPUs) and 196608 CPU units (192 vCPUs).";
      if (
        planned.cpu !== null &&
        knownText(planned.cpu) !== undefined &&
        !/^(\d+|\d*\.?\d+ *vcpu)$/i.test(String(planned.cpu))
      )
        return "ClientException: Invalid 'cpu' setting for task.";
      return knownText(planned.memory) !== undefined && !/^(\d+|\d*\.?\d+ *gb)$/i.test(String(planned.memory))
        ? "ClientException: Invalid 'memory' setting for task."
        : undefined;
    },
  },
  {
    name: "proxy-of-task",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ProxyConfiguration.html",
    types: ["aws_ecs_task_definition"],
    apply({ planned }) {
      const proxy = knownText(blockOf(planned.proxy_configuration).container_name);
      const names = definedContainers(planned).map(({ name }) => name);
      return proxy === undefined || names.includes(proxy)
        ? undefined
        : `ClientException: The proxy container '${proxy}' does not exist in the task definition.`;
    },
  },
];
