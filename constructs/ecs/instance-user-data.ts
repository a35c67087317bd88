import type { AgentConfig } from "../../config/clusters/ec2-cluster.ts";
import type { InstanceSettings } from "../../config/clusters/resolve.ts";
import { sortedEntries } from "../sorted-entries.ts";
import { isWindowsImage } from "./instance-image.ts";

/** What an instance gets to read when it starts: its cluster, the settings of its agent, and what is to be done besides. */
export function userData(
  { image, agent, userData: further }: Pick<InstanceSettings, "image" | "agent" | "userData">,
  clusterName: string,
  privileged = false,
): string {
  if (isWindowsImage(image)) return windowsScript(clusterName, agent, further);
  const settingsOf = image === "bottlerocket" ? bottlerocketSettings : amazonLinuxScript;
  const own = settingsOf(clusterName, agent, privileged);
  return further === undefined ? own : `${own}\n${further.trimEnd()}\n`;
}

/** What agents on all instances do. */
const COMMON_VARIABLES = {
  ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM: "ec2_instance",
  ECS_ENABLE_SPOT_INSTANCE_DRAINING: "true",
};

/** Settings of the agent, which has the same ones on Linux and Windows (aws/amazon-ecs-agent, environment variables). */
const agentVariables = (agent: AgentConfig): Record<string, string> => ({
  ECS_RESERVED_MEMORY: String(agent.reservedMemoryMiB),
  ECS_IMAGE_PULL_BEHAVIOR: agent.imagePullBehavior,
  ECS_IMAGE_CLEANUP_INTERVAL: `${agent.imageCleanupMinutes}m`,
  ECS_LOGLEVEL: agent.logLevel,
  ...(Object.keys(agent.attributes).length > 0 && {
    ECS_INSTANCE_ATTRIBUTES: JSON.stringify(Object.fromEntries(sortedEntries(agent.attributes))),
  }),
});

function amazonLinuxScript(clusterName: string, agent: AgentConfig, privileged: boolean): string {
  const settings: Record<string, string> = {
    ECS_CLUSTER: clusterName,
    ...COMMON_VARIABLES,
    ECS_AWSVPC_BLOCK_IMDS: "true",
    // Refused unless a service here asks for it; Bottlerocket refuses it by default.
    ECS_DISABLE_PRIVILEGED: String(!privileged),
    ...agentVariables(agent),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  return ["#!/bin/bash", "set -euo pipefail", "cat >> /etc/ecs/ecs.config <<'END'", ...lines, "END", ""].join("\n");
}

/** Bottlerocket runs no script; it reads settings in TOML (Bottlerocket reference, settings.ecs). */
function bottlerocketSettings(clusterName: string, agent: AgentConfig, privileged: boolean): string {
  const settings: Record<string, string | number | boolean> = {
    cluster: clusterName,
    "enable-spot-instance-draining": true,
    "awsvpc-block-imds": true,
    "reserved-memory": agent.reservedMemoryMiB,
    "image-pull-behavior": agent.imagePullBehavior,
    "image-cleanup-wait": `${agent.imageCleanupMinutes}m`,
    loglevel: agent.logLevel,
    ...(privileged && { "allow-privileged-containers": true }),
  };
  const toLine = ([name, value]: [string, string | number | boolean]) => `${name} = ${JSON.stringify(value)}`;
  const attributes = sortedEntries(agent.attributes).map(([name, value]) => toLine([JSON.stringify(name), value]));
  return [
    "[settings.ecs]",
    ...Object.entries(settings).map(toLine),
    ...(attributes.length > 0 ? ["", "[settings.ecs.instance-attributes]", ...attributes] : []),
    "",
  ].join("\n");
}

/**
 * EC2Launch runs what is between the tags once. The options of the agent are those of
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bootstrap_windows_container_instance.html: roles of tasks,
 * tasks with their own addresses, and no access to the role of the instance for these.
 */
function windowsScript(clusterName: string, agent: AgentConfig, further = ""): string {
  const variables = {
    ...COMMON_VARIABLES,
    ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE: "true", // containers log with the execution role, as on Linux
    ...agentVariables(agent),
  };
  const options = "-EnableTaskIAMRole -EnableTaskENI -AwsvpcBlockIMDS";
  return [
    "<powershell>",
    "Import-Module ECSTools",
    ...Object.entries(variables).map(
      ([name, value]) => `[Environment]::SetEnvironmentVariable('${name}', '${value}', 'Machine')`,
    ),
    `Initialize-ECSAgent -Cluster '${clusterName}' ${options} -LoggingDrivers '["json-file","awslogs"]'`,
    ...(further === "" ? [] : [further.trimEnd()]),
    "</powershell>",
    "",
  ].join("\n");
}
