import type { AgentConfig } from "../../config/clusters/ec2-cluster.ts";
import type { InstanceSettings } from "../../config/clusters/resolve.ts";
import { sortedEntries } from "../sorted-entries.ts";

type InstanceImage = InstanceSettings["image"];
type Architecture = InstanceSettings["architecture"];

/** Folders of the images among AWS's public SSM parameters (ECS developer guide, ECS-optimized AMI metadata). */
const PARAMETERS: Record<InstanceImage, Record<Architecture, string>> = {
  "amazon-linux-2023": {
    x86_64: "ecs/optimized-ami/amazon-linux-2023/recommended",
    arm64: "ecs/optimized-ami/amazon-linux-2023/arm64/recommended",
  },
  "amazon-linux-2": {
    x86_64: "ecs/optimized-ami/amazon-linux-2/recommended",
    arm64: "ecs/optimized-ami/amazon-linux-2/arm64/recommended",
  },
  bottlerocket: {
    x86_64: "bottlerocket/aws-ecs-2/x86_64/latest",
    arm64: "bottlerocket/aws-ecs-2/arm64/latest",
  },
};

/** The same with NVIDIA's drivers (ECS developer guide, ECS-optimized AMI metadata; Bottlerocket, variants). */
const WITH_GPUS: Record<InstanceImage, (architecture: Architecture) => string> = {
  "amazon-linux-2023": () => "ecs/optimized-ami/amazon-linux-2023/gpu/recommended",
  "amazon-linux-2": () => "ecs/optimized-ami/amazon-linux-2/gpu/recommended",
  bottlerocket: (architecture) => `bottlerocket/aws-ecs-2-nvidia/${architecture}/latest`,
};

/** The public SSM parameter that holds the id of the newest image. */
export const imageParameter = ({
  image,
  architecture,
  hasGpus,
}: Pick<InstanceSettings, "image" | "architecture" | "hasGpus">): string =>
  `/aws/service/${hasGpus ? WITH_GPUS[image](architecture) : PARAMETERS[image][architecture]}/image_id`;

/** Volumes in GiB by device. Bottlerocket's first one holds only the system; images and containers are on the second. */
export const volumesOf = (image: InstanceImage, sizeGiB: number): Record<string, number> =>
  image === "bottlerocket" ? { "/dev/xvda": 4, "/dev/xvdb": sizeGiB } : { "/dev/xvda": sizeGiB };

/** What an instance gets to read when it starts: its cluster, and the settings of its agent. */
export function userData(image: InstanceImage, clusterName: string, agent: AgentConfig): string {
  return image === "bottlerocket" ? bottlerocketSettings(clusterName, agent) : amazonLinuxScript(clusterName, agent);
}

function amazonLinuxScript(clusterName: string, agent: AgentConfig): string {
  const settings: Record<string, string> = {
    ECS_CLUSTER: clusterName,
    ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM: "ec2_instance",
    ECS_ENABLE_SPOT_INSTANCE_DRAINING: "true",
    ECS_AWSVPC_BLOCK_IMDS: "true",
    ECS_DISABLE_PRIVILEGED: "true", // nothing here asks for it, so nobody else shall; Bottlerocket refuses it by itself
    ECS_RESERVED_MEMORY: String(agent.reservedMemoryMiB),
    ECS_IMAGE_PULL_BEHAVIOR: agent.imagePullBehavior,
    ECS_IMAGE_CLEANUP_INTERVAL: `${agent.imageCleanupMinutes}m`,
    ECS_LOGLEVEL: agent.logLevel,
  };
  if (Object.keys(agent.attributes).length > 0)
    settings.ECS_INSTANCE_ATTRIBUTES = JSON.stringify(Object.fromEntries(sortedEntries(agent.attributes)));
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  return ["#!/bin/bash", "set -euo pipefail", "cat >> /etc/ecs/ecs.config <<'END'", ...lines, "END", ""].join("\n");
}

/** Bottlerocket runs no script; it reads settings in TOML (Bottlerocket reference, settings.ecs). */
function bottlerocketSettings(clusterName: string, agent: AgentConfig): string {
  const settings: Record<string, string | number | boolean> = {
    cluster: clusterName,
    "enable-spot-instance-draining": true,
    "awsvpc-block-imds": true,
    "reserved-memory": agent.reservedMemoryMiB,
    "image-pull-behavior": agent.imagePullBehavior,
    "image-cleanup-wait": `${agent.imageCleanupMinutes}m`,
    loglevel: agent.logLevel,
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
