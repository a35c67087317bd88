import type { ObjectValue } from "../../protocol/values.ts";
import { textsAt } from "../../provider/references.ts";
import {
  type AskedChange,
  type AwsRule,
  blockOf,
  blocksOf,
  isMissing,
  knownText,
  lastPart,
  numberOf,
  textsOf,
} from "../rule.ts";
import { definedContainers } from "./containers.ts";

/** The task definition that a service names: an ARN, or a family with or without its revision. */
export function taskOf({ planned, others }: AskedChange): ObjectValue | undefined {
  const asked = knownText(planned.task_definition);
  if (asked === undefined) return undefined;
  const [family, revision] = asked.slice(asked.lastIndexOf("/") + 1).split(":");
  return others("aws_ecs_task_definition")
    .filter((each) => each.family === family && (revision === undefined || String(each.revision) === revision))
    .pop();
}

/** Whether a service runs on Fargate. */
export const isFargate = (service: ObjectValue): boolean =>
  service.launch_type === "FARGATE" ||
  textsAt(service, "capacity_provider_strategy.capacity_provider").some((name) => name.startsWith("FARGATE"));

function balancerProblem({ planned }: AskedChange, task: ObjectValue | undefined): string | undefined {
  const balancers = blocksOf(planned.load_balancer);
  if (balancers.length === 0 && (numberOf(planned.health_check_grace_period_seconds) ?? 0) > 0)
    return "Health check grace period is only valid for services configured to use load balancers";
  if (balancers.length > 5) return "loadBalancers can have at most 5 items.";
  if (task === undefined) return undefined;
  for (const { container_name, container_port } of [...balancers, ...blocksOf(planned.service_registries)]) {
    const asked = knownText(container_name);
    if (asked === undefined) continue;
    const container = definedContainers(task).find(({ name }) => name === asked);
    if (container === undefined) return `The container ${asked} does not exist in the task definition.`;
    const port = numberOf(container_port);
    const mapped = blocksOf(container.portMappings);
    if (
      port !== undefined &&
      !mapped.some((each) => each.containerPort === port || isInRange(port, each.containerPortRange))
    )
      return `The container ${asked} did not have a container port ${port} defined.`;
  }
  return undefined;
}

function isInRange(port: number, range: unknown): boolean {
  const [low = 0, high = -1] = String(range ?? "")
    .split("-")
    .map(Number);
  return port >= low && port <= high;
}

function strategyProblem(planned: ObjectValue): string | undefined {
  const strategy = blocksOf(planned.capacity_provider_strategy);
  if (strategy.length > 0 && knownText(planned.launch_type) !== undefined)
    return "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.";
  const names = strategy.map(({ capacity_provider }) => String(capacity_provider));
  const fargate = names.filter((name) => name.startsWith("FARGATE"));
  if (fargate.length > 0 && fargate.length < names.length)
    return "A capacity provider strategy cannot contain a mix of capacity providers using Auto Scaling groups and Fargate providers. Specify one or the other and try again.";
  if (strategy.filter(({ base }) => (numberOf(base) ?? 0) > 0).length > 1)
    return "Only one capacity provider in a capacity provider strategy can have a base value defined.";
  if (strategy.length > 0 && strategy.every(({ weight }) => (numberOf(weight) ?? 0) === 0))
    return "The specified capacity provider strategy must have at least one capacity provider with a weight greater than 0.";
  if (!isFargate(planned)) return undefined;
  if (planned.scheduling_strategy === "DAEMON" && planned.launch_type === "FARGATE")
    return "The daemon scheduling strategy is not supported with the FARGATE launch type.";
  if (blocksOf(planned.ordered_placement_strategy).length > 0)
    return "Placement strategies are not supported with FARGATE launch type.";
  return blocksOf(planned.placement_constraints).length > 0
    ? "Placement constraints are not supported with FARGATE launch type."
    : undefined;
}

function deploymentProblem(planned: ObjectValue): string | undefined {
  const controller = knownText(blockOf(planned.deployment_controller).type) ?? "ECS";
  const [least, most] = [
    numberOf(planned.deployment_minimum_healthy_percent),
    numberOf(planned.deployment_maximum_percent),
  ];
  if (controller === "ECS" && least !== undefined && most !== undefined && planned.scheduling_strategy !== "DAEMON") {
    if (least >= 100 && most <= 100)
      return "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.";
    if (most < 100) return "maximumPercent must be at least 100.";
    if (most <= least) return "maximumPercent must be greater than minimumHealthyPercent.";
  }
  if (controller === "CODE_DEPLOY" && blocksOf(planned.load_balancer).length === 0)
    return "A load balancer is required when using the CODE_DEPLOY deployment controller.";
  if (controller !== "ECS" && blockOf(planned.deployment_circuit_breaker).enable === true)
    return `Deployment circuit breaker is not supported with the ${controller} deployment controller.`;
  return undefined;
}

export const SERVICE_REFUSALS: readonly AwsRule[] = [
  {
    name: "service",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
    types: ["aws_ecs_service"],
    apply(change) {
      const { planned, prior } = change;
      const name = knownText(planned.name);
      const task = taskOf(change);
      const problem =
        name !== undefined && !/^[A-Za-z0-9_-]{1,255}$/.test(name)
          ? "Service name is invalid. Up to 255 letters (uppercase and lowercase), numbers, underscores, and hyphens are allowed."
          : (balancerProblem(change, task) ??
            (prior === null ? strategyProblem(planned) : undefined) ??
            deploymentProblem(planned));
      return problem === undefined ? undefined : `InvalidParameterException: ${problem}`;
    },
  },
  {
    name: "service-task",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
    types: ["aws_ecs_service"],
    apply(change) {
      const { planned } = change;
      const task = taskOf(change);
      if (task === undefined) return undefined;
      if (planned.launch_type === "FARGATE" && !textsOf(task.requires_compatibilities).includes("FARGATE"))
        return "InvalidParameterException: Task definition does not support launch_type FARGATE.";
      return planned.enable_execute_command === true && isMissing(task.task_role_arn)
        ? "InvalidParameterException: The service couldn't be created because a valid taskRoleArn is not being used. Specify a valid task role in your task definition and try again."
        : undefined;
    },
  },
  {
    name: "service-connect-name",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html",
    types: ["aws_ecs_service"],
    apply(change) {
      const { planned, others } = change;
      const task = taskOf(change);
      const ports = definedContainers(task ?? {}).flatMap(({ portMappings }) => textsAt(portMappings, "name"));
      const asked = textsAt(planned, "service_connect_configuration.service.port_name");
      const missing = task === undefined ? undefined : asked.find((name) => !ports.includes(name));
      if (missing !== undefined)
        return `InvalidParameterException: portName(s) '${missing}' not found in the task definition.`;
      const taken = others("aws_ecs_service")
        .filter((each) => namespaceOf(each) === namespaceOf(planned))
        .flatMap(published);
      const twice = published(planned).find((name) => taken.includes(name));
      return twice === undefined
        ? undefined
        : `InvalidParameterException: Service Connect discovery name '${twice}' is already in use in the namespace.`;
    },
  },
];

const connect = ({ service_connect_configuration }: ObjectValue) => blockOf(service_connect_configuration);
const namespaceOf = (service: ObjectValue) =>
  `${lastPart(connect(service).namespace)} ${knownText(connect(service).namespace) === undefined ? lastPart(service.cluster) : ""}`;

/** Names under which a service is found with Service Connect. */
const published = (service: ObjectValue): string[] =>
  connect(service).enabled === false
    ? []
    : blocksOf(connect(service).service).map((each) => knownText(each.discovery_name) ?? String(each.port_name));
