import type { Construct } from "constructs";
import type { Config, ServiceConfig } from "../config/config.ts";
import { type StartedTasks, TaskExecutionRole } from "../constructs/ecs/task-execution-role.ts";
import { TaskRole } from "../constructs/ecs/task-role.ts";
import { freeId } from "../constructs/free-id.ts";
import type { Place } from "../constructs/iam/arn.ts";
import { pulledRepositories } from "./pulled-repositories.ts";

type ByService = Readonly<Record<string, string>>;

/** Roles of tasks, among those of the environment. */
export interface TaskRoles {
  /** Starts tasks that belong to no service, where `names` asks for it. It reads no secret. */
  readonly taskExecutionRoleArn?: string;
  /** Start the tasks of each service and read its secrets, by the service's name. */
  readonly executionRoleArns: ByService;
  /** Roles of the services' own code, by the service's name. */
  readonly taskRoleArns: ByService;
}

export function createTaskRoles(scope: Construct, config: Config, place: Place): TaskRoles {
  const byService = (roleArn: (service: ServiceConfig) => string): ByService =>
    Object.fromEntries(config.services.map((service) => [service.name, roleArn(service)]));
  return {
    taskExecutionRoleArn: createSharedExecutionRole(scope, config, place),
    executionRoleArns: byService((service) => createExecutionRole(scope, config, place, service)),
    taskRoleArns: byService((service) => createTaskRole(scope, config, place, service)),
  };
}

function createSharedExecutionRole(scope: Construct, config: Config, place: Place): string | undefined {
  if (!config.named.includes("taskExecutionRole")) return undefined;
  const role = new TaskExecutionRole(scope, "task-execution", {
    name: config.names.taskExecutionRole,
    tasks: pullsAndLogs(config, [], place),
    reads: [],
    place,
  });
  return role.arn;
}

/**
 * Each service has an execution role, also one without secrets: the role that running tasks use then stays when the
 * service's last secret goes, and a pipeline never has to pass a role that another service shares.
 */
function createExecutionRole(scope: Construct, config: Config, place: Place, service: ServiceConfig): string {
  if (service.executionRole !== undefined) return service.executionRole.arn;
  const role = new TaskExecutionRole(scope, freeId(scope, `execution-${service.name}`), {
    name: service.executionRoleName,
    tasks: pullsAndLogs(config, [service], place),
    serviceName: service.name,
    reads: service.reads.map(({ arn, keyArn = config.encryption.secretsKeyArn }) => ({ arn, keyArn })),
    place,
  });
  return role.arn;
}

function createTaskRole(scope: Construct, { encryption }: Config, place: Place, service: ServiceConfig): string {
  if (service.taskRole.arn !== undefined) return service.taskRole.arn;
  return new TaskRole(scope, freeId(scope, `task-${service.name}`), {
    service,
    shellsKeyArn: encryption.shellsKeyArn,
    place,
  }).arn;
}

/** What ECS needs for the tasks of services. */
const pullsAndLogs = (config: Config, services: readonly ServiceConfig[], place: Place): StartedTasks => ({
  ...pulledRepositories(config, services, place),
  logGroupPrefix: `/ecs/${config.name}/`,
});
