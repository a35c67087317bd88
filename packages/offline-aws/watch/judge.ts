import { rolesIn, withoutCapacity } from "./capacity.ts";
import { hasWayOut } from "./network.ts";
import { carried, type Door, doorsOf, isOpen, type Route, routesIn } from "./routes.ts";
import { lets, type Peer } from "./security.ts";
import type { Registration, Tasks } from "./tasks.ts";
import { find, stringIn, texts, type View } from "./view.ts";

export interface TasksVerdict {
  /** Doors at which clients get through to the tasks. */
  doors: Door[];
  /** What is broken, in words of AWS. */
  problem?: string;
}

/**
 * Whether some tasks can run, and are reached through at least one of the doors at which they were reached before.
 *
 *   door of a client   a name (a record of Route 53, where one was there) and the port of a listener
 *   load balancer      exists, and its security groups let someone in on the port
 *   listener, rule     exists, and forwards with a weight above 0 to the target group that the tasks are in
 *   to the tasks       security groups on both sides let the tasks' ports pass
 *   the tasks          roles, capacity, subnets, and a way out of those that had one: without it no task can start
 */
export function judgeTasks(view: View, tasks: Tasks, before: readonly Door[]): TasksVerdict {
  const ways = tasks.registrations.map((registration) => waysTo(view, tasks, registration));
  const doors = ways.flatMap((way) => way.doors);
  const problem =
    whyNotRunning(view, tasks) ??
    (ways.length > 0 && doors.length === 0 ? ways[0]?.problem : undefined) ??
    whyElsewhere(doors, before);
  return problem === undefined ? { doors } : { doors, problem };
}

/**
 * Whether new tasks become healthy: they run, and the load balancer's health checks get through to them, which takes a
 * listener or rule that names the target group, with whatever weight.
 */
export const isHealthy = (view: View, tasks: Tasks): boolean =>
  whyNotRunning(view, tasks) === undefined &&
  tasks.registrations.every((registration) =>
    routesIn(view).some(
      (route) =>
        route.associated.includes(registration.live) && whyBlocked(view, route, tasks, registration) === undefined,
    ),
  );

function whyNotRunning(view: View, tasks: Tasks): string | undefined {
  const roles = [...tasks.roles, ...rolesIn(view, tasks.profiles ?? [])];
  const role = roles.find((name) => find(view, "aws_iam_role", "name", name) === undefined);
  if (role !== undefined) return `its tasks' role ${role} does not exist`;
  const capacity = withoutCapacity(view, tasks.cluster, tasks.providers);
  if (capacity !== undefined) return capacity;
  const subnet = tasks.subnets.find((id) => find(view, "aws_subnet", "id", id) === undefined);
  if (subnet !== undefined) return `subnet ${subnet} does not exist`;
  const shut = tasks.waysOut.find((id) => !hasWayOut(view, id));
  return shut && `no way out of subnet ${shut}: without a default route tasks can't pull images or reach AWS`;
}

function waysTo(view: View, tasks: Tasks, registration: Registration): TasksVerdict {
  const routes = routesIn(view).filter(
    ({ arn, listener, groups }) =>
      groups.includes(registration.live) &&
      ![arn, stringIn(listener.arn)].some((each) => tasks.testRoutes.includes(each)),
  );
  if (routes.length === 0)
    return { doors: [], problem: `no listener or rule forwards to target group ${nameOf(registration.live)}` };
  const tried = routes.map((route) => ({ route, problem: whyBlocked(view, route, tasks, registration) }));
  const doors = tried.flatMap(({ route, problem }) => (problem === undefined ? doorsOf(view, route) : []));
  const blocked = tried[0]?.problem;
  return doors.length > 0 || blocked === undefined ? { doors } : { doors, problem: blocked };
}

/** Where traffic is held up between client and tasks; undefined if it passes. */
function whyBlocked(view: View, route: Route, tasks: Tasks, { ports }: Registration): string | undefined {
  const { balancer, listener } = route;
  const name = `load balancer ${stringIn(balancer.name)}`;
  const groups = texts(balancer.security_groups);
  if (!isOpen(view, route))
    return `the security group of ${name} has no inbound rule for port ${Number(listener.port)}`;
  const range = ports.from === ports.to ? `port ${ports.from}` : `ports ${ports.from}-${ports.to}`;
  const toTasks: Peer = { groups: tasks.securityGroups, cidrs: cidrsOf(view, tasks.subnets) };
  const used = carried(listener, ports);
  if (groups.length > 0 && !used.every((each) => lets(view, groups, "egress", each, toTasks)))
    return `the security group of ${name} has no outbound rule to the tasks on ${range}`;
  const fromBalancer: Peer = { groups, cidrs: cidrsOf(view, texts(balancer.subnets)) };
  const { securityGroups: own } = tasks;
  if (own.length > 0 && !used.every((each) => lets(view, own, "ingress", each, fromBalancer)))
    return `the security group of the tasks has no inbound rule for ${name} on ${range}`;
  return undefined;
}

/** Clients know names and ports. The one they use has to stay; a custom name counts more than the load balancer's. */
function whyElsewhere(doors: readonly Door[], before: readonly Door[]): string | undefined {
  const named = before.filter(({ record }) => record);
  const known = named.length > 0 ? named : before;
  const is = (one: Door) => (other: Door) =>
    one.name === other.name && one.port === other.port && one.record === other.record;
  if (known.length === 0 || known.some((door) => doors.some(is(door)))) return undefined;
  const [{ name, port, record } = { name: "", port: 0, record: false }] = known;
  return record && !doors.some((door) => door.record && door.name === name)
    ? `${name} does not resolve to a load balancer that reaches it`
    : `nothing answers at ${name}:${port} any more`;
}

const cidrsOf = (view: View, subnets: readonly string[]): string[] =>
  subnets.flatMap((id) => texts(find(view, "aws_subnet", "id", id)?.cidr_block));

const nameOf = (targetGroup: string) => targetGroup.split("/")[1] ?? targetGroup;
