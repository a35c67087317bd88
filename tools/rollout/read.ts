import * as v from "valibot";
import { predefinedShift } from "../../packages/deployments/codedeploy.ts";
import type { Rolling, Shift, TwoSets } from "../../packages/deployments/rollout.ts";
import type { Deployment } from "./deployment.ts";

/** Resources of a synthesized stack by type and id, as in `cdk.tf.json`. */
export interface SynthesizedStack {
  readonly "//"?: { readonly metadata: { readonly stackName: string } };
  readonly output?: Readonly<Record<string, { readonly value?: unknown }>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Texts of Terraform that hold a number. */
const minutes = v.pipe(v.string(), v.regex(/^\d+$/, "must be a number of minutes"), v.transform(Number));

const strategy = v.variant("strategy", [
  v.object({ strategy: v.literal("BLUE_GREEN"), bake_time_in_minutes: minutes }),
  v.object({
    strategy: v.literal("LINEAR"),
    bake_time_in_minutes: minutes,
    linear_configuration: v.object({ step_percent: v.number(), step_bake_time_in_minutes: minutes }),
  }),
  v.object({
    strategy: v.literal("CANARY"),
    bake_time_in_minutes: minutes,
    canary_configuration: v.object({ canary_percent: v.number(), canary_bake_time_in_minutes: minutes }),
  }),
]);

const ecsService = v.object({
  name: v.string(),
  desired_count: v.number("is missing: choose a service with a number of tasks"),
  load_balancer: v.optional(
    v.array(v.object({ advanced_configuration: v.optional(v.object({ test_listener_rule: v.optional(v.string()) })) })),
    [],
  ),
  deployment_controller: v.object({ type: v.picklist(["ECS", "CODE_DEPLOY"]) }),
  deployment_minimum_healthy_percent: v.optional(v.number()),
  deployment_maximum_percent: v.optional(v.number()),
  deployment_configuration: v.optional(strategy),
});

const deploymentGroup = v.object({
  ecs_service: v.object({ service_name: v.string() }),
  deployment_config_name: v.string(),
  load_balancer_info: v.object({
    target_group_pair_info: v.object({ test_traffic_route: v.optional(v.unknown()) }),
  }),
  blue_green_deployment_config: v.object({
    deployment_ready_option: v.object({ wait_time_in_minutes: v.optional(v.number(), 0) }),
    terminate_blue_instances_on_deployment_success: v.object({ termination_wait_time_in_minutes: v.number() }),
  }),
});

const part = v.object({ interval: v.number(), percentage: v.number() });
const deploymentConfig = v.object({
  traffic_routing_config: v.variant("type", [
    v.object({ type: v.literal("TimeBasedCanary"), time_based_canary: part }),
    v.object({ type: v.literal("TimeBasedLinear"), time_based_linear: part }),
  ]),
});

type EcsServiceJson = v.InferOutput<typeof ecsService>;

/** What a deployment of a service does to its requests. Throws if the stacks don't say, or where it gets none. */
export function readDeployment(stacks: readonly SynthesizedStack[], service: string): Deployment {
  const { load_balancer: targets } = one(stacks, "aws_ecs_service", ["name"], service) as { load_balancer?: unknown };
  if (targets === undefined)
    throw new Error(`${service}: load_balancer is missing: choose a service that gets requests`);
  return readTasks(stacks, service);
}

/** What a deployment of a service does to its tasks, from the stacks of its environment. Throws if they don't say. */
export function readTasks(stacks: readonly SynthesizedStack[], service: string): Deployment {
  const json = parse(ecsService, one(stacks, "aws_ecs_service", ["name"], service), service);
  const common = { service, desiredCount: json.desired_count };
  if (json.deployment_controller.type === "CODE_DEPLOY") return { ...common, ...readCodeDeploy(stacks, service) };
  return { ...common, ...(json.deployment_configuration ? readNative(json) : readRolling(json)) };
}

function readRolling(json: EcsServiceJson): Rolling {
  const { deployment_minimum_healthy_percent: minimum, deployment_maximum_percent: maximum } = json;
  if (minimum === undefined || maximum === undefined)
    throw new Error(`service ${json.name} says neither how many tasks stay nor how many may run`);
  return { type: "rolling", minimumHealthyPercent: minimum, maximumPercent: maximum };
}

function readNative({ deployment_configuration: configuration, load_balancer }: EcsServiceJson): TwoSets {
  return {
    type: "two-sets",
    shiftedBy: "ECS",
    shift: nativeShift(configuration),
    hasTestListener: load_balancer.some((each) => each.advanced_configuration?.test_listener_rule !== undefined),
    approvalMinutes: 0,
    keepOldMinutes: configuration?.bake_time_in_minutes ?? 0,
  };
}

function nativeShift(configuration: EcsServiceJson["deployment_configuration"]): Shift {
  switch (configuration?.strategy) {
    case "LINEAR": {
      const { step_percent, step_bake_time_in_minutes } = configuration.linear_configuration;
      return { type: "linear", percent: step_percent, minutes: step_bake_time_in_minutes };
    }
    case "CANARY": {
      const { canary_percent, canary_bake_time_in_minutes } = configuration.canary_configuration;
      return { type: "canary", percent: canary_percent, minutes: canary_bake_time_in_minutes };
    }
    default:
      return { type: "all-at-once" };
  }
}

function readCodeDeploy(stacks: readonly SynthesizedStack[], service: string): TwoSets {
  const json = one(stacks, "aws_codedeploy_deployment_group", ["ecs_service", "service_name"], service);
  const group = parse(deploymentGroup, json, `deployment group of ${service}`);
  const { deployment_ready_option: ready, terminate_blue_instances_on_deployment_success: end } =
    group.blue_green_deployment_config;
  return {
    type: "two-sets",
    shiftedBy: "CodeDeploy",
    shift: codeDeployShift(stacks, group.deployment_config_name),
    hasTestListener: group.load_balancer_info.target_group_pair_info.test_traffic_route !== undefined,
    approvalMinutes: ready.wait_time_in_minutes,
    keepOldMinutes: end.termination_wait_time_in_minutes,
  };
}

/** One of CodeDeploy's own deployment configurations, or a resource. */
function codeDeployShift(stacks: readonly SynthesizedStack[], name: string): Shift {
  const predefined = predefinedShift(name);
  if (predefined !== undefined) return predefined;
  const [, id = ""] = /^\$\{aws_codedeploy_deployment_config\.([\w-]+)\.deployment_config_name\}$/.exec(name) ?? [];
  const found = stacks.flatMap(({ resource }) => resource?.aws_codedeploy_deployment_config?.[id] ?? []);
  if (found.length !== 1)
    throw new Error(`deployment configuration ${name} is neither CodeDeploy's own nor a resource`);
  const { traffic_routing_config: way } = parse(deploymentConfig, found[0], `deployment configuration ${id}`);
  return way.type === "TimeBasedCanary"
    ? { type: "canary", percent: way.time_based_canary.percentage, minutes: way.time_based_canary.interval }
    : { type: "linear", percent: way.time_based_linear.percentage, minutes: way.time_based_linear.interval };
}

/** The resource of a type that has a value at a path. */
export function one(
  stacks: readonly SynthesizedStack[],
  type: string,
  path: readonly string[],
  value: string,
): unknown {
  const all = stacks.flatMap(({ resource }) => Object.values(resource?.[type] ?? {}));
  const at = (json: unknown) =>
    path.reduce((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], json);
  const found = all.filter((json) => at(json) === value);
  if (found.length !== 1) throw new Error(`${found.length} resources ${type} with ${path.join(".")} ${value}, not one`);
  return found[0];
}

/** What a schema makes of a part of a stack. Throws with what is wrong where it doesn't fit. */
export function parse<T extends v.GenericSchema>(schema: T, json: unknown, what: string): v.InferOutput<T> {
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const problems = result.issues.map((issue) => `${v.getDotPath(issue) ?? "it"} ${issue.message}`);
  throw new Error(`${what}: ${problems.join("; ")}`);
}
