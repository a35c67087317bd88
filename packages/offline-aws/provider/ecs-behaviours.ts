import type { Cloud } from "../cloud/cloud.ts";
import { isObject, type ObjectValue, type Value } from "../protocol/values.ts";
import type { Behaviour } from "./behaviour.ts";
import { CAPACITY_BEHAVIOURS, checkCapacityProviders } from "./capacity-behaviours.ts";
import { equal } from "./equivalence.ts";
import { AwsError, PlanError } from "./failure.ts";
import { checkNativeDeployment } from "./native-deployment.ts";
import { textsAt } from "./references.ts";
import { groupsInUse } from "./target-groups.ts";

/** Members of a set in the order of their texts: Terraform's order changes when the provider fills in what is not given. */
const sorted = (value: Value | undefined): Value =>
  Array.isArray(value)
    ? value
        .map((each) => [JSON.stringify(each), each] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, each]) => each)
    : (value ?? null);

/** What only CodeDeploy may change of a service once it controls it (ECS API reference, UpdateService). */
const OF_CODEDEPLOY = [
  "capacity_provider_strategy",
  "load_balancer",
  "network_configuration",
  "platform_version",
  "service_registries",
  "task_definition",
];

export const ECS_BEHAVIOURS: Record<string, Behaviour> = {
  ...CAPACITY_BEHAVIOURS,
  aws_ecs_service: {
    plan(planned, prior, replace) {
      if (planned.scheduling_strategy === "DAEMON") suppressCounts(planned, prior);
      if (prior === null) return;
      const [before, after] = [prior.capacity_provider_strategy, planned.capacity_provider_strategy];
      if (equal(sorted(before), sorted(after))) return;
      if (isSet(before) !== isSet(after)) replace.push(["capacity_provider_strategy"]);
      else if (planned.force_new_deployment !== true)
        throw new PlanError("force_new_deployment should be true when capacity_provider_strategy is being updated");
    },
    check(planned, prior, cloud) {
      if (prior !== null) {
        checkCodeDeployUpdate(planned, prior);
        checkNativeDeployment(planned, cloud);
        return;
      }
      checkPlatformVersion(planned);
      checkTargetGroups(planned, cloud);
      checkNativeDeployment(planned, cloud);
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

/** Counts that the provider ignores of a service with one task on each instance, unless they are asked for. */
function suppressCounts(planned: ObjectValue, prior: ObjectValue | null): void {
  planned.desired_count = prior?.desired_count ?? null;
  for (const [name, byDefault] of [
    ["deployment_maximum_percent", 200],
    ["deployment_minimum_healthy_percent", 100],
  ] as const)
    if (planned[name] === byDefault) planned[name] = prior?.[name] ?? null;
}

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

/**
 * Refuses a target group that no listener forwards to. Of the alternate one AWS asks that only where a deployment is to move
 * traffic to it (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting-blue-green.html):
 * `checkNativeDeployment` does.
 */
function checkTargetGroups(service: ObjectValue, cloud: Cloud): void {
  const inUse = groupsInUse(cloud);
  const idle = textsAt(service, "load_balancer.target_group_arn").find((arn) => !inUse.has(arn));
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
