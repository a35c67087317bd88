import { follow, roleName, stackOf } from "../../tools/rollout/reference.ts";
import { may, type Role, rolesOf } from "../support/iam.ts";
import type { Asked } from "../support/iam-policy.ts";
import { whole } from "../support/outputs.ts";
import { synthesized } from "../support/synthesized.ts";

/** A service as its task definition has it, whatever the configuration says. */
interface Task {
  readonly family: string;
  readonly executionRole: string;
  readonly taskRole: string;
  /** ARNs of the secrets and parameters that ECS reads to start it. */
  readonly secrets: readonly string[];
}

/** A secret without the part of it that a container gets. */
const SECRET = /arn:aws:(?:secretsmanager|ssm):[\w-]+:\d{12}:(?:secret:)?[\w/.-]+/g;

function tasksOf(environment: "demo" | "showcase"): Task[] {
  const stacks = synthesized(environment);
  return ["ec2-cluster", "fargate-cluster"].flatMap((name) => {
    const home = stackOf(stacks, name);
    const role = (reference: unknown) => roleName(follow(stacks, home, String(reference)));
    return Object.values(home.resource?.aws_ecs_task_definition ?? {}).map((json) => {
      const definition = json as Record<string, unknown>;
      return {
        family: String(definition.family),
        executionRole: role(definition.execution_role_arn),
        taskRole: role(definition.task_role_arn),
        secrets: [...new Set(String(definition.container_definitions).match(SECRET))].sort(),
      };
    });
  });
}

const ENVIRONMENTS = (["demo", "showcase"] as const).map((name) => {
  const config = whole(name);
  return { name, config, tasks: tasksOf(name), roles: rolesOf(config) };
});
const [demo, showcase] = ENVIRONMENTS as [(typeof ENVIRONMENTS)[0], (typeof ENVIRONMENTS)[0]];

const named = (roles: ReadonlyMap<string, Role>, name: string): Role => {
  const role = roles.get(name);
  if (role === undefined) throw new Error(`no role ${name}`);
  return role;
};
const reading = (secret: string): Asked =>
  secret.includes(":ssm:") ? ["ssm:GetParameters", secret] : ["secretsmanager:GetSecretValue", secret];

const SECRETS = [...new Set(showcase.tasks.flatMap(({ secrets }) => secrets))].sort();

test("the showcase has secrets of containers, of a sidecar, of a registry and of logs, in more than one service", () => {
  expect(SECRETS.map((arn) => arn.slice(arn.lastIndexOf(":") + 1))).toEqual([
    "show/database-AbCdEf",
    "show/registry-AbCdEf",
    "parameter/show/api-key",
    "parameter/show/log-password",
  ]);
  expect(showcase.tasks.filter(({ secrets }) => secrets.length > 0).length).toBeGreaterThan(1);
});

test.each(ENVIRONMENTS)("in $name no two services have an execution role in common", ({ tasks, config }) => {
  expect(new Set(tasks.map(({ executionRole }) => executionRole)).size).toBe(config.services.length);
});

/** Tasks whose roles the environment creates. */
const created = showcase.tasks.filter(({ executionRole }) => showcase.roles.has(executionRole));

const PAIRS = created.flatMap((task) => SECRETS.map((secret) => [task.family, secret, task] as const));

test.each(PAIRS)("the execution role of %s reads %s only if one of its containers names it", (_, secret, task) => {
  expect(may(named(showcase.roles, task.executionRole), reading(secret))).toBe(task.secrets.includes(secret));
});

test.each(ENVIRONMENTS)("in $name the shared execution role reads no secret", ({ config, roles }) => {
  const shared = named(roles, config.names.taskExecutionRole);
  expect(SECRETS.filter((secret) => may(shared, reading(secret)))).toEqual([]);
});

/** Roles that deploy, with the services that they deliver: CodePipeline those of CodeDeploy, a build those of ECS. */
const DEPLOYING: readonly (readonly [typeof demo, string, readonly string[]])[] = [
  [demo, demo.config.names.pipelineRole, ["ecs-demo-service-blue-green"]],
  [demo, demo.config.names.deployProjectRole, ["ecs-demo-service"]],
  [showcase, showcase.config.names.pipelineRole, ["checkout"]],
  [showcase, showcase.config.names.deployProjectRole, ["cart"]],
  [showcase, showcase.config.names.deployRole, showcase.config.delivery.deployedFrom?.services ?? []],
];

test.each(DEPLOYING.map(([environment, role, services]) => [role, environment, services] as const))(
  "%s passes exactly the roles of the services that it delivers",
  (name, { config, roles }, services) => {
    expect(services.length).toBeGreaterThan(0);
    const passes = (role: string) =>
      may(named(roles, name), [
        "iam:PassRole",
        `arn:aws:iam::${config.account}:role/${role}`,
        { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
      ]);
    const delivered = config.services.filter((service) => services.includes(service.name));
    const expected = delivered.flatMap(({ taskRoleName, executionRoleName }) => [taskRoleName, executionRoleName]);
    expect([...roles.keys()].filter(passes).sort()).toEqual(expected.sort());
  },
);
