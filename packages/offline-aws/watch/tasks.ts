import type { ObjectValue } from "../protocol/values.ts";
import { instancesOf, rolesIn } from "./capacity.ts";
import { hasWayOut } from "./network.ts";
import type { Ports } from "./security.ts";
import { blocks, find, firstBlock, stringIn, texts, type View } from "./view.ts";

/** Where a load balancer finds some tasks. */
export interface Registration {
  /** Target groups that a deployment may move the tasks between; one where nothing is moved. */
  groups: string[];
  /** The target group that the tasks are in. */
  live: string;
  /** ARN of the rule or listener by which traffic is moved; none if any may do it. */
  production: string[];
  ports: Ports;
}

/** Tasks of one revision of a service, with what they were started with: the cloud may have lost it by now. */
export interface Tasks {
  cluster: string;
  registrations: Registration[];
  /** ARNs of rules and listeners that are there for tests, and carry no traffic of clients. */
  testRoutes: string[];
  subnets: string[];
  securityGroups: string[];
  providers: string[];
  /** Names of roles that they have. */
  roles: string[];
  /** Names of the profiles through which their instances have roles. */
  profiles?: string[];
  /** Subnets that had a way out. */
  waysOut: string[];
}

/**
 * Ports that Docker gives to containers without a fixed host port: 49153–65535 and 32768–61000 are always in the
 * ephemeral range (ECS API reference, PortMapping). The ports in both are enough here.
 */
const EPHEMERAL: Ports = { from: 49153, to: 61000 };

/** The tasks that a service starts. A resource that was never in this cloud is assumed to stay. */
export function tasksOf(view: View, service: ObjectValue): Tasks {
  const task = find(view, "aws_ecs_task_definition", "arn", service.task_definition);
  const providers = blocks(service.capacity_provider_strategy).map(({ capacity_provider }) =>
    stringIn(capacity_provider),
  );
  const instances = instancesOf(view, providers);
  const network = blocks(service.network_configuration);
  const own = firstBlock(service.network_configuration);
  const subnets = network.length > 0 ? texts(own.subnets) : instances.subnets;
  const shift = shiftOf(view, service);
  const roles = [task?.execution_role_arn, task?.task_role_arn].flatMap(texts).map(nameIn);
  return {
    cluster: nameIn(stringIn(service.cluster)),
    registrations: blocks(service.load_balancer).map((balanced) => registrationOf(view, balanced, task, shift.groups)),
    testRoutes: [
      ...shift.testListeners,
      ...blocks(service.load_balancer).flatMap((each) =>
        texts(firstBlock(each.advanced_configuration).test_listener_rule),
      ),
    ],
    subnets: subnets.filter((id) => find(view, "aws_subnet", "id", id) !== undefined),
    securityGroups: network.length > 0 ? texts(own.security_groups) : instances.securityGroups,
    providers,
    roles: [...new Set(roles)].filter((name) => exists(view, name)),
    profiles: instances.profiles.filter((name) => rolesIn(view, [name]).some((role) => exists(view, role))),
    waysOut: subnets.filter((subnet) => hasWayOut(view, subnet)),
  };
}

const exists = (view: View, role: string) => find(view, "aws_iam_role", "name", role) !== undefined;

const nameIn = (arn: string) => arn.slice(arn.lastIndexOf("/") + 1);

/** What makes a deployment of a service: another value of one of these. */
const DEPLOYED = [
  "task_definition",
  "load_balancer",
  "network_configuration",
  "capacity_provider_strategy",
  "launch_type",
  "service_registries",
];

/** Whether an update of a service starts new tasks. Those of CodeDeploy are not changed by an update. */
export const startsTasks = (before: ObjectValue, after: ObjectValue): boolean =>
  firstBlock(after.deployment_controller).type !== "CODE_DEPLOY" &&
  DEPLOYED.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));

function registrationOf(
  view: View,
  balanced: ObjectValue,
  task: ObjectValue | undefined,
  pair: readonly string[],
): Registration {
  const group = stringIn(balanced.target_group_arn);
  const alternate = texts(firstBlock(balanced.advanced_configuration).alternate_target_group_arn);
  const groups = [...new Set([group, ...alternate, ...(pair.includes(group) ? pair : [])])];
  const production = texts(firstBlock(balanced.advanced_configuration).production_listener_rule);
  return followTraffic(view, { groups, live: group, production, ports: portsOf(balanced, task) });
}

/** A registration after a deployment may have moved the traffic to the other one of two target groups. */
export function followTraffic(view: View, registration: Registration): Registration {
  const { groups, live, production } = registration;
  if (groups.length < 2) return registration;
  const rules = [...view.list("aws_lb_listener_rule"), ...view.list("aws_lb_listener")].filter(
    ({ arn }) => production.length === 0 || production.includes(stringIn(arn)),
  );
  const used = rules.flatMap((rule) =>
    blocks(rule.action ?? rule.default_action).flatMap((action) => [
      ...texts(action.target_group_arn),
      ...blocks(firstBlock(action.forward).target_group).flatMap(({ arn, weight }) => (weight === 0 ? [] : texts(arn))),
    ]),
  );
  return { ...registration, live: used.includes(live) ? live : (groups.find((group) => used.includes(group)) ?? live) };
}

/** The pair of target groups that CodeDeploy moves a service between, and its listeners for tests. */
function shiftOf(view: View, service: ObjectValue): { groups: string[]; testListeners: string[] } {
  const group = view
    .list("aws_codedeploy_deployment_group")
    .map((each) => ({
      own: firstBlock(each.ecs_service),
      pair: firstBlock(firstBlock(each.load_balancer_info).target_group_pair_info),
    }))
    .find(({ own }) => own.service_name === service.name && own.cluster_name === nameIn(stringIn(service.cluster)));
  const names = blocks(group?.pair.target_group).map(({ name }) => name);
  return {
    groups: names.flatMap((name) => texts(find(view, "aws_lb_target_group", "name", name)?.arn)),
    testListeners: texts(firstBlock(group?.pair.test_traffic_route).listener_arns),
  };
}

/** The ports at which a load balancer finds a container: its own in awsvpc mode, else ports of the instance. */
function portsOf(balanced: ObjectValue, task: ObjectValue | undefined): Ports {
  const port = Number(balanced.container_port);
  if (!["bridge", "", undefined].includes(task?.network_mode as string | undefined) || task === undefined)
    return { from: port, to: port };
  const containers = JSON.parse(stringIn(task.container_definitions) || "[]") as {
    name: string;
    portMappings?: { containerPort?: number; hostPort?: number }[];
  }[];
  const mapping = containers
    .find(({ name }) => name === balanced.container_name)
    ?.portMappings?.find(({ containerPort }) => containerPort === port);
  return mapping?.hostPort ? { from: mapping.hostPort, to: mapping.hostPort } : EPHEMERAL;
}
