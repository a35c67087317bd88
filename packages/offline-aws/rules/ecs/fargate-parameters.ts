import type { ObjectValue } from "../../protocol/values.ts";
import { type AwsRule, blockOf, blocksOf, isMissing, knownText, textsOf } from "../rule.ts";
import { definedContainers } from "./containers.ts";

/** Parameters of a container that tasks on Fargate can't have, and those of `linuxParameters`. */
const CONTAINER = ["disableNetworking", "dnsSearchDomains", "dnsServers", "dockerSecurityOptions", "extraHosts"];
const LINUX = ["devices", "sharedMemorySize", "maxSwap", "swappiness"];

const isSet = (value: ObjectValue[string] | undefined) => !isMissing(value) && value !== false;

function containerProblem(container: ObjectValue): string | undefined {
  const unsupported = CONTAINER.find((name) => isSet(container[name]));
  if (unsupported !== undefined) return `Fargate does not support '${unsupported}'.`;
  if (blocksOf(container.resourceRequirements).some(({ type }) => type === "GPU"))
    return "Fargate does not support GPU resource requirements.";
  const linux = blockOf(container.linuxParameters);
  const parameter = LINUX.find((name) => isSet(linux[name]));
  if (parameter !== undefined) return `Fargate does not support 'linuxParameters.${parameter}'.`;
  const added = textsOf(blockOf(linux.capabilities).add).find((name) => name !== "SYS_PTRACE");
  return added === undefined
    ? undefined
    : `Fargate does not support adding the kernel capability ${added}: only SYS_PTRACE can be added.`;
}

/** CPU units of tasks with Windows containers. */
const WINDOWS_CPU = ["1024", "2048", "4096"];

function taskProblem(planned: ObjectValue): string | undefined {
  if (knownText(planned.ipc_mode) !== undefined) return "Fargate does not support 'ipcMode'.";
  if (planned.pid_mode === "host") return "Fargate does not support pidMode 'host': use 'task'.";
  const isWindows = knownText(blockOf(planned.runtime_platform).operating_system_family)?.startsWith("WINDOWS");
  return isWindows === true && /^\d+$/.test(String(planned.cpu)) && !WINDOWS_CPU.includes(String(planned.cpu))
    ? `No Fargate configuration exists for given values: ${String(planned.cpu)} CPU with Windows containers. Use 1024, 2048 or 4096.`
    : undefined;
}

export const FARGATE_PARAMETER_RULES: readonly AwsRule[] = [
  {
    name: "fargate-parameters",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
    types: ["aws_ecs_task_definition"],
    apply({ planned }) {
      if (!textsOf(planned.requires_compatibilities).includes("FARGATE")) return undefined;
      const problem =
        taskProblem(planned) ??
        definedContainers(planned)
          .map(containerProblem)
          .find((each) => each !== undefined);
      return problem === undefined ? undefined : `ClientException: ${problem}`;
    },
  },
  {
    name: "roles-and-volumes-of-task",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html",
    types: ["aws_ecs_task_definition"],
    apply({ planned }) {
      const roles = ["task_role_arn", "execution_role_arn"].flatMap((name) => knownText(planned[name]) ?? []);
      if (roles.some((arn) => arn.startsWith("arn:") && !/:iam::\d{12}:role\//.test(arn)))
        return "ClientException: Role is not valid";
      const files = blocksOf(planned.volume).flatMap(({ efs_volume_configuration }) =>
        blocksOf(efs_volume_configuration),
      );
      const isOpen = files.some(
        ({ authorization_config, transit_encryption }) =>
          transit_encryption !== "ENABLED" &&
          blocksOf(authorization_config).some(
            ({ iam, access_point_id }) => iam === "ENABLED" || !isMissing(access_point_id),
          ),
      );
      return isOpen
        ? "ClientException: EFS transit encryption must be enabled to use IAM authorization or an access point"
        : undefined;
    },
  },
  {
    name: "number-of-containers",
    // "The maximum number of containers definitions in a task definition" is 10.
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html",
    types: ["aws_ecs_task_definition"],
    apply: ({ planned }) =>
      definedContainers(planned).length > 10
        ? "ClientException: Too many containers: a task definition can have at most 10 container definitions."
        : undefined,
  },
];
