import { at, documentIn, type Json, listAt, textAt } from "../../read/json.ts";
import {
  isNoneOf,
  isOneOf,
  KEPT_ENTRIES,
  type Mechanism,
  NO_NEW_ENTRIES,
  notMore,
  OFF,
  ON,
  PRESENT,
} from "../mechanism.ts";
import { control, type ProtectionRule, rulesOf } from "../rule.ts";

const AWS = "https://docs.aws.amazon.com";
const TASK = /^aws_ecs_task_definition$/;
const INSTANCE = /^aws_(instance|launch_template|launch_configuration|ec2_instance_metadata_defaults)$/;

/** A user of a container that is not root; one that is not there is the image's, which is root unless it says otherwise. */
const isOtherUser = (user: unknown) =>
  typeof user === "string" && user !== "" && !/^(0+|root|containeradministrator)(:|$)/i.test(user);
const NOT_ROOT: Mechanism = {
  words: "is a user other than root",
  protects: isOtherUser,
  loses: (before, after) => isOtherUser(before) && !isOtherUser(after),
};

/** Options that take limits off: `apparmor:unconfined`, `label:disable`. */
const UNCONFINED = /:(unconfined|disable)$/;

const optionsOf = (value: Json): string[] => (Array.isArray(value) ? value.map(String) : []);

const CONFINED: Mechanism = {
  words: "keeps its limits, and takes none off",
  protects: () => true,
  loses(before, after) {
    const [was, is] = [optionsOf(before), optionsOf(after)];
    return (
      was.some((option) => !UNCONFINED.test(option) && !is.includes(option)) ||
      is.some((option) => UNCONFINED.test(option) && !was.includes(option))
    );
  },
};

/** Names of variables or of secrets of a task definition's containers. */
const namesOf = (task: Json, list: "environment" | "secrets"): string[] =>
  [documentIn(at(task, "container_definitions"))]
    .flat()
    .flatMap((container) => listAt(container, list).flatMap((entry) => textAt(entry, "name") ?? []));

/** Containers, what they run on, and what builds them. */
export const CONTAINERS: readonly ProtectionRule[] = rulesOf([
  [
    "ecs-exec",
    /^aws_ecs_(service|task_set)$/,
    "enable_execute_command",
    OFF,
    "who may call ecs:ExecuteCommand can run commands in its containers",
    `${AWS}/AmazonECS/latest/developerguide/ecs-exec.html`,
  ],
  [
    "exec-log",
    /^aws_ecs_cluster$/,
    "configuration.execute_command_configuration.logging",
    isNoneOf("NONE"),
    "commands that are run in containers are not logged",
    `${AWS}/AmazonECS/latest/developerguide/ecs-exec.html`,
  ],
  ["container-user", TASK, "container_definitions.user", NOT_ROOT, "the container may run as root", control("ECS.20")],
  [
    "container-user",
    /^aws_batch_job_definition$/,
    "container_properties.user",
    NOT_ROOT,
    "the container may run as root",
    `${AWS}/batch/latest/userguide/job_definition_parameters.html`,
  ],
  [
    "read-only-root",
    /^aws_batch_job_definition$/,
    "container_properties.readonlyRootFilesystem",
    ON,
    "a process can change the files of the image",
    `${AWS}/batch/latest/userguide/job_definition_parameters.html`,
  ],
  [
    "read-only-root",
    TASK,
    "container_definitions.readonlyRootFilesystem",
    ON,
    "a process can change the files of the image",
    control("ECS.5"),
  ],
  [
    "capabilities",
    TASK,
    "container_definitions.linuxParameters.capabilities.add",
    NO_NEW_ENTRIES,
    "the container gets a capability of Linux",
    `${AWS}/AmazonECS/latest/APIReference/API_KernelCapabilities.html`,
  ],
  [
    "capabilities",
    TASK,
    "container_definitions.linuxParameters.capabilities.drop",
    KEPT_ENTRIES,
    "the container keeps a capability of Linux",
    `${AWS}/AmazonECS/latest/APIReference/API_KernelCapabilities.html`,
  ],
  [
    "container-devices",
    TASK,
    "container_definitions.linuxParameters.devices",
    NO_NEW_ENTRIES,
    "the container gets a device of the host",
    `${AWS}/AmazonECS/latest/APIReference/API_LinuxParameters.html`,
  ],
  [
    "secrets-of-containers",
    TASK,
    "container_definitions.secrets",
    KEPT_ENTRIES,
    "a secret is in clear text in the task definition",
    control("ECS.8"),
    (before, after) => {
      const written = new Set(namesOf(after, "environment"));
      return namesOf(before, "secrets").some((name) => written.has(name));
    },
  ],
  [
    "mesh-in-transit",
    /^aws_ecs_service$/,
    "service_connect_configuration.service.tls",
    PRESENT,
    "its traffic in the mesh is in clear text",
    `${AWS}/AmazonECS/latest/developerguide/service-connect-tls.html`,
  ],
  [
    "container-log",
    TASK,
    "container_definitions.logConfiguration.logDriver",
    PRESENT,
    "what the container writes is not kept",
    control("ECS.9"),
  ],
  [
    "container-health",
    TASK,
    "container_definitions.healthCheck",
    PRESENT,
    "a container that no longer works is not replaced",
    `${AWS}/AmazonECS/latest/developerguide/healthcheck.html`,
  ],
  [
    "security-options",
    TASK,
    "container_definitions.dockerSecurityOptions",
    CONFINED,
    "its processes are less limited",
    `${AWS}/AmazonECS/latest/APIReference/API_ContainerDefinition.html`,
  ],
  [
    "fault-injection",
    TASK,
    "enable_fault_injection",
    OFF,
    "its tasks take requests that inject faults",
    `${AWS}/AmazonECS/latest/developerguide/fault-injection.html`,
  ],
  [
    "efs-in-transit",
    TASK,
    ["volume.efs_volume_configuration.transit_encryption", "volume.efs_volume_configuration.authorization_config.iam"],
    isOneOf("ENABLED"),
    "its file system is mounted in clear text, or without its role",
    control("ECS.18"),
  ],
  [
    "metadata-tokens",
    INSTANCE,
    ["metadata_options.http_tokens", "http_tokens"],
    isOneOf("required"),
    "IMDSv1 answers, so that a request which a program is tricked into can read the role's credentials",
    control("EC2.8"),
  ],
  [
    "metadata-hops",
    INSTANCE,
    ["metadata_options.http_put_response_hop_limit", "http_put_response_hop_limit"],
    notMore(),
    "what is more hops away, such as a container, reaches the instance's credentials",
    `${AWS}/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html`,
  ],
  [
    "privileged-build",
    /^aws_codebuild_project$/,
    "environment.privileged_mode",
    OFF,
    "a build has root on the machine that it runs on",
    `${AWS}/codebuild/latest/APIReference/API_ProjectEnvironment.html`,
  ],
  [
    "secrets-of-builds",
    /^aws_codebuild_project$/,
    "environment.environment_variable.type",
    isOneOf("SECRETS_MANAGER", "PARAMETER_STORE"),
    "a value is in clear text in the project",
    control("CodeBuild.2"),
  ],
  [
    "source-tls",
    /^aws_codebuild_project$/,
    "source.insecure_ssl",
    OFF,
    "the source is fetched without verifying the server",
    `${AWS}/codebuild/latest/APIReference/API_ProjectSource.html`,
  ],
  [
    "notebook",
    /^aws_sagemaker_notebook_instance$/,
    ["root_access", "direct_internet_access"],
    isOneOf("Disabled"),
    "users are root, or reach the internet past the VPC",
    control("SageMaker.1"),
  ],
]);
