/** Folder of the ECS-optimised images among AWS's public SSM parameters (ECS developer guide, ECS-optimized AMI metadata). */
const FOLDERS = {
  "amazon-linux-2023": { x86_64: "amazon-linux-2023", arm64: "amazon-linux-2023/arm64" },
  "amazon-linux-2": { x86_64: "amazon-linux-2", arm64: "amazon-linux-2/arm64" },
} as const;

/** The public SSM parameter that holds the id of the newest image. */
export function imageParameter(image: keyof typeof FOLDERS, architecture: "x86_64" | "arm64"): string {
  return `/aws/service/ecs/optimized-ami/${FOLDERS[image][architecture]}/recommended/image_id`;
}

/** What an instance runs when it starts: it tells the ECS agent its cluster, and to tag and warn about Spot. */
export function amazonLinuxUserData(clusterName: string): string {
  const settings = {
    ECS_CLUSTER: clusterName,
    ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM: "ec2_instance",
    ECS_ENABLE_SPOT_INSTANCE_DRAINING: "true",
    ECS_AWSVPC_BLOCK_IMDS: "true",
  };
  const lines = Object.entries(settings).map(([name, value]) => `echo ${name}=${value} >> /etc/ecs/ecs.config`);
  return ["#!/bin/bash", "set -euo pipefail", ...lines, ""].join("\n");
}
