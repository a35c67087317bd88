import { isObject, isUnknown, type ObjectValue } from "../../protocol/values.ts";
import { textsAt } from "../../provider/references.ts";
import { type AskedChange, type AwsRule, blockOf, blocksOf, isMissing, knownText, numberOf } from "../rule.ts";
import { taskOf } from "./services.ts";

const PAGE = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html";

const controllerOf = (service: ObjectValue) => knownText(blockOf(service.deployment_controller).type) ?? "ECS";

/** What ECS says of a service that runs one task on each instance. */
function daemonProblem(planned: ObjectValue): string | undefined {
  if (planned.scheduling_strategy !== "DAEMON") return undefined;
  if (controllerOf(planned) !== "ECS")
    return `The daemon scheduling strategy is not supported with the ${controllerOf(planned)} deployment controller.`;
  return blocksOf(planned.ordered_placement_strategy).length > 0
    ? "The daemon scheduling strategy does not support placement strategies."
    : undefined;
}

/** Names that other tasks find a service by. */
function connectProblem(planned: ObjectValue): string | undefined {
  for (const service of blocksOf(blockOf(planned.service_connect_configuration).service)) {
    const name = knownText(service.discovery_name);
    if (name !== undefined && !/^[a-z0-9_][a-z0-9_-]{0,63}$/.test(name))
      return `The discoveryName '${name}' is not valid. Up to 64 lowercase letters, numbers, underscores and hyphens are allowed; it can't start with a hyphen.`;
    const alias = textsAt(service, "client_alias.dns_name").find(
      (each) => !/^[a-z0-9_.][a-z0-9_.-]{0,126}$/.test(each),
    );
    if (alias !== undefined)
      return `The dnsName '${alias}' is not valid. Up to 127 lowercase letters, numbers, underscores, hyphens and periods are allowed; it can't start with a hyphen.`;
  }
  return undefined;
}

/** Zones are rebalanced only for replicas that there may be more of for a while. */
function rebalancingProblem(planned: ObjectValue): string | undefined {
  if (planned.availability_zone_rebalancing !== "ENABLED") return undefined;
  if (planned.scheduling_strategy === "DAEMON")
    return "Availability Zone rebalancing is not supported with the daemon scheduling strategy.";
  const most = numberOf(planned.deployment_maximum_percent);
  if (most !== undefined && most <= 100)
    return "Availability Zone rebalancing is not supported when maximumPercent is 100.";
  return textsAt(planned, "placement_constraints.expression").some((each) => each.includes("ecs.availability-zone"))
    ? "Availability Zone rebalancing is not supported with a placement constraint on attribute:ecs.availability-zone."
    : undefined;
}

function volumeProblem(change: AskedChange): string | undefined {
  const task = taskOf(change);
  const asked = blocksOf(change.planned.volume_configuration).map(({ name }) => String(name));
  const volumes = blocksOf(task?.volume);
  const missing = asked.find(
    (name) => task !== undefined && !volumes.some((each) => each.name === name && each.configure_at_launch === true),
  );
  if (missing !== undefined)
    return `The volume configuration '${missing}' must match a volume of the task definition with configuredAtLaunch set to true.`;
  const left = volumes.find(
    ({ configure_at_launch, name }) => configure_at_launch === true && !asked.includes(String(name)),
  );
  return left && `The volume '${String(left.name)}' of the task definition must be configured at launch.`;
}

export const SERVICE_LIMIT_RULES: readonly AwsRule[] = [
  {
    name: "service-limits",
    source: PAGE,
    types: ["aws_ecs_service"],
    apply(change) {
      const { planned } = change;
      if (blocksOf(planned.placement_constraints).length > 10)
        return "InvalidParameterException: placementConstraints can have at most 10 items.";
      const problem =
        daemonProblem(planned) ?? connectProblem(planned) ?? rebalancingProblem(planned) ?? volumeProblem(change);
      return problem === undefined ? undefined : `InvalidParameterException: ${problem}`;
    },
  },
  {
    name: "role-of-service",
    source: PAGE,
    types: ["aws_ecs_service"],
    apply(change) {
      const { planned } = change;
      const role = planned.iam_role;
      if (isUnknown(role ?? null) || isMissing(role) || String(role).includes(":role/aws-service-role/"))
        return undefined;
      if (taskOf(change)?.network_mode === "awsvpc" || blocksOf(planned.service_registries).length > 0)
        return "InvalidParameterException: You cannot specify an IAM role for services that require a service linked role.";
      return blocksOf(planned.load_balancer).length === 0
        ? "InvalidParameterException: You cannot specify an IAM role for a service without a load balancer."
        : undefined;
    },
  },
  {
    name: "task-set",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateTaskSet.html",
    types: ["aws_ecs_task_set"],
    apply({ planned, others, existed }) {
      const service = others("aws_ecs_service").find(({ arn, name }) =>
        [arn, name].includes(planned.service as string),
      );
      return service === undefined || existed(service) || controllerOf(service) !== "ECS"
        ? undefined
        : "InvalidParameterException: Amazon ECS only supports task set management on services with external deployment controllers.";
    },
  },
  {
    name: "logs-of-commands",
    // "When logging=OVERRIDE is specified, a logConfiguration must be provided."
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommandConfiguration.html",
    types: ["aws_ecs_cluster"],
    apply({ planned }) {
      const command = blockOf(blockOf(planned.configuration).execute_command_configuration);
      const hasLogs = isObject(blocksOf(command.log_configuration)[0]);
      return command.logging === "OVERRIDE" && !hasLogs
        ? "InvalidParameterException: logConfiguration must be provided when logging is OVERRIDE."
        : undefined;
    },
  },
];
