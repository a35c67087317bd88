import type { Construct } from "constructs";
import type { Config, ServiceConfig } from "../config/config.ts";
import { type StartedTasks, TaskExecutionRole } from "../constructs/ecs/task-execution-role.ts";
import { TaskRole } from "../constructs/ecs/task-role.ts";
import { freeId } from "../constructs/free-id.ts";
import type { AwsScope } from "../constructs/iam/arn.ts";
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

export function createTaskRoles(scope: Construct, config: Config, awsScope: AwsScope): TaskRoles {
  const byService = (roleArn: (service: ServiceConfig) => string): ByService =>
    Object.fromEntries(config.services.map((service) => [service.name, roleArn(service)]));
  return {
    taskExecutionRoleArn: createSharedExecutionRole(scope, config, awsScope),
    executionRoleArns: byService((service) => createExecutionRole(scope, config, awsScope, service)),
    taskRoleArns: byService((service) => createTaskRole(scope, config, awsScope, service)),
  };
}

function createSharedExecutionRole(scope: Construct, config: Config, awsScope: AwsScope): string | undefined {
  if (!config.named.includes("taskExecutionRole")) return undefined;
  const role = new TaskExecutionRole(scope, "task-execution", {
    name: config.names.taskExecutionRole,
    tasks: pullsAndLogs(config, [], awsScope),
    reads: [],
    awsScope,
  });
  return role.arn;
}

/**
 * Each service has an execution role, also one without secrets: the role that running tasks use then stays when the
 * service's last secret goes, and a pipeline never has to pass a role that another service shares.
 */
function createExecutionRole(scope: Construct, config: Config, awsScope: AwsScope, service: ServiceConfig): string {
  if (service.executionRole !== undefined) return service.executionRole.arn;
  const role = new TaskExecutionRole(scope, freeId(scope, `execution-${service.name}`), {
    name: service.executionRoleName,
    tasks: pullsAndLogs(config, [service], awsScope),
    serviceName: service.name,
    reads: service.reads.map(({ arn, keyArn = config.encryption.secretsKeyArn }) => ({ arn, keyArn })),
    awsScope,
  });
  return role.arn;
}

function createTaskRole(scope: Construct, { encryption }: Config, awsScope: AwsScope, service: ServiceConfig): string {
  if (service.taskRole.arn !== undefined) return service.taskRole.arn;
  return new TaskRole(scope, freeId(scope, `task-${service.name}`), {
    service,
    shellsKeyArn: encryption.shellsKeyArn,
    awsScope,
  }).arn;
}

/** What ECS needs for the tasks of services. */
const pullsAndLogs = (config: Config, services: readonly ServiceConfig[], awsScope: AwsScope): StartedTasks => ({
  ...pulledRepositories(config, services, awsScope),
  logGroupPrefix: `/ecs/${config.name}/`,
});
