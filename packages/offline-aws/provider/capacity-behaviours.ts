import type { Cloud } from "../cloud/cloud.ts";
import type { ObjectValue, Value } from "../protocol/values.ts";
import type { Behaviour } from "./behaviour.ts";
import { AwsError } from "./failure.ts";
import { textsAt } from "./references.ts";

const GROUP = "auto_scaling_group_provider.auto_scaling_group_arn";

export const CAPACITY_BEHAVIOURS: Record<string, Behaviour> = {
  aws_ecs_capacity_provider: {
    // Each has its own Auto Scaling group (words as in aws/containers-roadmap#632).
    check(planned, prior, cloud) {
      const group = textsAt(planned, GROUP)[0];
      const used = cloud.list("aws_ecs_capacity_provider").flatMap(({ attributes }) => textsAt(attributes, GROUP));
      if (prior === null && group !== undefined && used.includes(group))
        throw new AwsError(
          "ClientException: The specified Auto Scaling group ARN is already being used by another capacity provider. Specify a unique Auto Scaling group ARN and try again.",
        );
    },
  },
  aws_ecs_cluster_capacity_providers: {
    checkDelete({ attributes }, cloud) {
      checkRemovedProviders({ ...attributes, capacity_providers: [] }, cloud);
    },
    check(planned, _, cloud) {
      checkRemovedProviders(planned, cloud);
      // One of the cluster itself can be listed as soon as it is ACTIVE (hashicorp/terraform-provider-aws#45693, #45795).
      const elsewhere = cloud
        .list("aws_ecs_capacity_provider")
        .filter(
          ({ attributes: { managed_instances_provider: managed, cluster } }) =>
            Array.isArray(managed) && managed.length > 0 && clusterName(cluster) !== planned.cluster_name,
        )
        .map(({ attributes }) => attributes.name);
      const name = textsAt(planned, "capacity_providers").find((each) => elsewhere.includes(each));
      if (name !== undefined)
        throw new AwsError(
          `InvalidParameterException: The specified capacity provider ${name} is a managed instances capacity provider of another cluster.`,
        );
    },
  },
};

/** Name of a cluster, which is given by its name or ARN. */
const clusterName = (cluster: Value | undefined) => String(cluster).split("/").pop();

/** Refuses a service whose capacity providers are not the cluster's. */
export function checkCapacityProviders(service: ObjectValue, cloud: Cloud): void {
  const cluster = clusterName(service.cluster);
  const attached = cloud
    .list("aws_ecs_cluster_capacity_providers")
    .find(({ attributes }) => attributes.cluster_name === cluster);
  const names = textsAt(attached?.attributes ?? {}, "capacity_providers");
  const managed = cloud
    .list("aws_ecs_capacity_provider")
    .filter(({ attributes }) => clusterName(attributes.cluster) === cluster);
  for (const { attributes } of managed) names.push(String(attributes.name));
  const missing = textsAt(service, "capacity_provider_strategy.capacity_provider").find(
    (name) => !names.includes(name),
  );
  if (missing !== undefined)
    throw new AwsError(
      `InvalidParameterException: The specified capacity provider strategy cannot contain a capacity provider that is not associated with the cluster: ${missing}.`,
    );
}

/**
 * A capacity provider stays with a cluster as long as a service there names it (ECS API reference, DeleteCapacityProvider;
 * words as in aws/aws-cdk#15366).
 */
function checkRemovedProviders(planned: ObjectValue, cloud: Cloud): void {
  const kept = textsAt(planned, "capacity_providers");
  const attached = cloud
    .list("aws_ecs_cluster_capacity_providers")
    .filter(({ attributes }) => attributes.cluster_name === planned.cluster_name)
    .flatMap(({ attributes }) => textsAt(attributes, "capacity_providers"));
  const used = cloud
    .list("aws_ecs_service")
    .filter(({ attributes }) => clusterName(attributes.cluster) === planned.cluster_name)
    .flatMap(({ attributes }) => textsAt(attributes, "capacity_provider_strategy.capacity_provider"));
  if (attached.some((name) => !kept.includes(name) && used.includes(name)))
    throw new AwsError("ResourceInUseException: The specified capacity provider is in use and cannot be removed.");
}
