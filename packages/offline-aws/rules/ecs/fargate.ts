import type { ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blockOf, blocksOf, isMissing, knownText, numberOf, textsOf } from "../rule.ts";
import { definedContainers } from "./containers.ts";

const GIB = 1024;

/** Memory that goes with each size of a CPU: lowest, highest and step, in MiB. */
const SIZES: Readonly<Record<number, readonly [number, number, number]>> = {
  256: [512, 2 * GIB, 512],
  512: [GIB, 4 * GIB, GIB],
  1024: [2 * GIB, 8 * GIB, GIB],
  2048: [4 * GIB, 16 * GIB, GIB],
  4096: [8 * GIB, 30 * GIB, GIB],
  8192: [16 * GIB, 60 * GIB, 4 * GIB],
  16384: [32 * GIB, 120 * GIB, 8 * GIB],
};

/** A size as ECS takes it: a number, or with its unit, such as `.5 vCPU` and `2GB`. */
function taskSize(value: unknown, unit: RegExp): number | undefined {
  const [, amount, isUnit] = /^(\d*\.?\d+)\s*(\D*)$/.exec(String(value ?? "").trim()) ?? [];
  if (amount === undefined) return undefined;
  return isUnit !== "" && unit.test(String(isUnit)) ? Number(amount) * GIB : Number(amount);
}

const hasSize = (cpu: number, memory: number) => {
  const [low, high, step] = SIZES[cpu] ?? [0, -1, 1];
  const isSmallest = cpu === 256 && memory % 512 === 0 && memory !== 1536;
  return memory >= low && memory <= high && (cpu === 256 ? isSmallest : (memory - low) % step === 0);
};

function fargateProblem(planned: ObjectValue): string | undefined {
  for (const name of ["cpu", "memory"])
    if (isMissing(planned[name])) return `Fargate requires that '${name}' be defined at the task level.`;
  const [cpu, memory] = [taskSize(planned.cpu, /vcpu/i), taskSize(planned.memory, /gb/i)];
  if (cpu === undefined || memory === undefined || !hasSize(cpu, memory))
    return `No Fargate configuration exists for given values: ${String(cpu ?? planned.cpu)} CPU, ${String(memory ?? planned.memory)} memory. See the Amazon ECS documentation for the valid values.`;
  if (planned.network_mode !== "awsvpc") return "Fargate only supports network mode 'awsvpc'.";
  const containers = definedContainers(planned);
  if (isMissing(planned.execution_role_arn)) {
    if (containers.some((each) => driverOf(each) === "awslogs"))
      return "Fargate requires task definition to have execution role ARN to support log driver awslogs.";
    if (containers.some(({ image }) => /\.dkr\.ecr\./.test(String(image))))
      return "Fargate requires task definition to have execution role ARN to support ECR images.";
  }
  if (containers.some(({ privileged }) => privileged === true))
    return "Fargate does not support privileged containers.";
  const driver = containers.map(driverOf).find((each) => each !== undefined && !DRIVERS.has(each));
  if (driver !== undefined)
    return `Log driver '${driver}' is not supported on Fargate. Use awslogs, splunk or awsfirelens.`;
  if (containers.some(({ stopTimeout }) => (numberOf(stopTimeout) ?? 0) > 120))
    return "The stop timeout must be 120 seconds or less on Fargate.";
  if (blocksOf(planned.volume).some(({ host_path }) => knownText(host_path) !== undefined))
    return "Fargate compatible task definitions do not support volumes with a source path on the host.";
  if (blocksOf(planned.placement_constraints).length > 0)
    return "Fargate compatible task definitions do not support placement constraints.";
  return undefined;
}

const DRIVERS = new Set(["awslogs", "splunk", "awsfirelens"]);
const driverOf = ({ logConfiguration }: ObjectValue) => knownText(blockOf(logConfiguration).logDriver);

/** What containers take of a task: limits of memory may add up to more than it has, what is reserved may not. */
function oversizedProblem(planned: ObjectValue, containers: readonly ObjectValue[]): string | undefined {
  const memory = taskSize(planned.memory, /gb/i) ?? Infinity;
  const large = containers.find((each) => (numberOf(each.memory) ?? 0) > memory);
  // https://github.com/pulumi/pulumi-awsx/issues/1220
  if (large !== undefined)
    return `The 'memory' setting for container '${String(large.name)}' is greater than for the task.`;
  // https://github.com/cloudnativedaysjp/dreamkast-infra/pull/4766
  for (const [setting, size, limit] of [
    ["memoryReservation", "memory", memory],
    ["cpu", "cpu", taskSize(planned.cpu, /vcpu/i) ?? Infinity],
  ] as const)
    if (containers.reduce((sum, each) => sum + (numberOf(each[setting]) ?? 0), 0) > limit)
      return `The sum of all container '${setting}' values cannot be greater than the value of the task '${size}'.`;
  return undefined;
}

/** What AWS says of a task's network, memory and roles. */
function taskProblem(planned: ObjectValue): string | undefined {
  const containers = definedContainers(planned);
  const mode = String(planned.network_mode);
  if (["awsvpc", "host"].includes(mode)) {
    const mapping = containers
      .flatMap(({ portMappings }) => blocksOf(portMappings))
      .find(({ hostPort, containerPort }) => ![null, undefined, 0, containerPort].includes(hostPort as null));
    if (mapping !== undefined)
      return `When networkMode=${mode}, the host ports and container ports in port mappings must match.`;
    if (mode === "awsvpc" && containers.some(({ links }) => textsOf(links).length > 0))
      return "Links are not supported when networkMode=awsvpc.";
  }
  const unlimited = containers.find(
    ({ memory, memoryReservation }) => isMissing(memory) && isMissing(memoryReservation),
  );
  if (isMissing(planned.memory) && unlimited !== undefined)
    return `Invalid setting for container '${String(unlimited.name)}'. At least one of 'memory' or 'memoryReservation' must be specified.`;
  const oversized = oversizedProblem(planned, containers);
  if (oversized !== undefined) return oversized;
  if (isMissing(planned.execution_role_arn) && containers.some(({ secrets }) => blocksOf(secrets).length > 0))
    return "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.";
  return undefined;
}

export const FARGATE_RULES: readonly AwsRule[] = [
  {
    name: "fargate-task",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
    types: ["aws_ecs_task_definition"],
    apply({ planned }) {
      const isFargate = textsOf(planned.requires_compatibilities).includes("FARGATE");
      const problem = isFargate ? fargateProblem(planned) : undefined;
      return problem === undefined ? undefined : `ClientException: ${problem}`;
    },
  },
  {
    name: "task-resources",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
    types: ["aws_ecs_task_definition"],
    apply({ planned }) {
      const problem = taskProblem(planned);
      return problem === undefined ? undefined : `ClientException: ${problem}`;
    },
  },
];
