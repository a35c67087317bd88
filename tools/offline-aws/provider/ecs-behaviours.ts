import type { Cloud } from "../cloud/cloud.ts";
import { isObject, type ObjectValue } from "../protocol/values.ts";
import type { Behaviour } from "./behaviour.ts";
import { equal } from "./equivalence.ts";
import { AwsError, PlanError } from "./failure.ts";
import { textsAt } from "./references.ts";

const LISTENERS = ["aws_lb_listener", "aws_lb_listener_rule"];
const TARGETS = [
  "default_action.target_group_arn",
  "default_action.forward.target_group.arn",
  "action.target_group_arn",
  "action.forward.target_group.arn",
];

/** Target groups that some listener or rule sends requests to. */
function groupsInUse(cloud: Cloud): Set<string> {
  const rules = LISTENERS.flatMap((type) => cloud.list(type));
  return new Set(rules.flatMap(({ attributes }) => TARGETS.flatMap((path) => textsAt(attributes, path))));
}

/** What CodeDeploy has taken over of a service, and nobody else may change (ECS API reference, UpdateService). */
const OF_CODEDEPLOY = [
  "capacity_provider_strategy",
  "load_balancer",
  "network_configuration",
  "platform_version",
  "task_definition",
];

export const ECS_BEHAVIOURS: Record<string, Behaviour> = {
  aws_ecs_cluster_capacity_providers: {
    check(planned, _, cloud) {
      const managed = cloud
        .list("aws_ecs_capacity_provider")
        .filter(({ attributes }) => isSet(attributes.managed_instances_provider))
        .map(({ attributes }) => attributes.name);
      const name = textsAt(planned, "capacity_providers").find((each) => managed.includes(each));
      if (name !== undefined)
        throw new AwsError(
          `InvalidParameterException: The specified capacity provider ${name} is a managed instances capacity provider, which is associated by its cluster alone.`,
        );
    },
  },
  aws_ecs_service: {
    plan(planned, prior, replace) {
      if (prior === null) return;
      const [before, after] = [prior.capacity_provider_strategy, planned.capacity_provider_strategy];
      if (equal(before ?? null, after ?? null)) return;
      if (isSet(before) !== isSet(after)) replace.push(["capacity_provider_strategy"]);
      else if (planned.force_new_deployment !== true)
        throw new PlanError("force_new_deployment should be true when capacity_provider_strategy is being updated");
    },
    check(planned, prior, cloud) {
      if (prior !== null) {
        checkCodeDeployUpdate(planned, prior);
        return;
      }
      checkPlatformVersion(planned);
      checkTargetGroups(planned, cloud);
      checkCapacityProviders(planned, cloud);
      if (planned.scheduling_strategy === "DAEMON" && isSet(planned.capacity_provider_strategy))
        throw new AwsError(
          "InvalidParameterException: Specifying a capacity provider strategy is not supported when you create a service using the DAEMON scheduling strategy.",
        );
    },
  },
  aws_ecs_task_definition: {
    // Revisions count up and are never used again.
    fill(planned, prior, cloud) {
      if (prior !== null) return;
      let revision = 1;
      while (!cloud.claim("aws_ecs_task_definition", `${String(planned.region)}/${String(planned.family)}:${revision}`))
        revision++;
      planned.revision = revision;
    },
  },
};

const isSet = (value: ObjectValue[string] | undefined) => Array.isArray(value) && value.length > 0;

/** Only Fargate has versions. */
function checkPlatformVersion({ platform_version: version, launch_type: type, ...service }: ObjectValue): void {
  const providers = textsAt(service, "capacity_provider_strategy.capacity_provider");
  const fargate = type === "FARGATE" || providers.some((name) => name.startsWith("FARGATE"));
  if (typeof version === "string" && version !== "" && !fargate)
    throw new AwsError(
      "InvalidParameterException: The platform version must be null when specifying an EC2 launch type.",
    );
}

function checkTargetGroups(service: ObjectValue, cloud: Cloud): void {
  const inUse = groupsInUse(cloud);
  const named = [
    "load_balancer.target_group_arn",
    "load_balancer.advanced_configuration.alternate_target_group_arn",
  ].flatMap((path) => textsAt(service, path));
  const idle = named.find((arn) => !inUse.has(arn));
  if (idle !== undefined)
    throw new AwsError(
      `InvalidParameterException: The target group with targetGroupArn ${idle} does not have an associated load balancer.`,
    );
}

function checkCodeDeployUpdate(planned: ObjectValue, prior: ObjectValue): void {
  const [controller] = Array.isArray(prior.deployment_controller) ? prior.deployment_controller : [];
  if (!isObject(controller) || controller.type !== "CODE_DEPLOY") return;
  const changed = OF_CODEDEPLOY.find((name) => !equal(prior[name] ?? null, planned[name] ?? null));
  if (changed !== undefined)
    throw new AwsError(
      `InvalidParameterException: Unable to update ${changed.replaceAll("_", " ")} on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.`,
    );
}

function checkCapacityProviders(service: ObjectValue, cloud: Cloud): void {
  const cluster = String(service.cluster).split("/").pop();
  const attached = cloud
    .list("aws_ecs_cluster_capacity_providers")
    .find(({ attributes }) => attributes.cluster_name === cluster);
  const names = textsAt(attached?.attributes ?? {}, "capacity_providers");
  const managed = cloud.list("aws_ecs_capacity_provider").filter(({ attributes }) => attributes.cluster === cluster);
  for (const { attributes } of managed) names.push(String(attributes.name));
  const missing = textsAt(service, "capacity_provider_strategy.capacity_provider").find(
    (name) => !names.includes(name),
  );
  if (missing !== undefined)
    throw new AwsError(
      `InvalidParameterException: The specified capacity provider strategy cannot contain a capacity provider that is not associated with the cluster: ${missing}.`,
    );
}
