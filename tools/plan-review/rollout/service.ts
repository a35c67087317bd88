import { at, isObject, type Json, listAt, textAt } from "../read/json.ts";

/** How a service replaces its tasks, in the numbers of its plan. */
export interface ServiceNumbers {
  readonly tasks: number;
  readonly minimumPercent: number;
  readonly maximumPercent: number;
  readonly controller: string;
  readonly isDaemon: boolean;
  /** Undefined for a rolling deployment. */
  readonly shift?: Shift;
}

/** Two sets of tasks: how requests move to the new one. */
export interface Shift {
  readonly by: "ECS" | "CodeDeploy";
  readonly type: "all at once" | "canary" | "linear";
  readonly percent: number;
  readonly minutes: number;
  /** Minutes that the old tasks are kept afterwards. */
  readonly keepMinutes: number;
  /** Minutes that the deployment waits for somebody at most; 0 for not. */
  readonly waitMinutes: number;
}

/** Reads a planned `aws_ecs_service`. Numbers that are not known yet count as AWS's defaults. */
export function serviceNumbers(values: Json): ServiceNumbers {
  const controller = textAt(block(values, "deployment_controller"), "type") ?? "ECS";
  const isDaemon = textAt(values, "scheduling_strategy") === "DAEMON";
  const shift = nativeShift(block(values, "deployment_configuration"));
  return {
    tasks: numberAt(values, "desired_count") ?? 1,
    minimumPercent: numberAt(values, "deployment_minimum_healthy_percent") ?? (isDaemon ? 0 : 100),
    maximumPercent: numberAt(values, "deployment_maximum_percent") ?? (isDaemon ? 100 : 200),
    controller,
    isDaemon,
    ...(shift !== undefined && { shift }),
  };
}

function nativeShift(configuration: Json): Shift | undefined {
  const strategy = textAt(configuration, "strategy");
  const common = {
    by: "ECS" as const,
    keepMinutes: numberAt(configuration, "bake_time_in_minutes") ?? 0,
    waitMinutes: 0,
  };
  const canary = block(configuration, "canary_configuration");
  const linear = block(configuration, "linear_configuration");
  switch (strategy) {
    case "BLUE_GREEN":
      return { ...common, type: "all at once", percent: 100, minutes: 0 };
    case "CANARY":
      return {
        ...common,
        type: "canary",
        percent: numberAt(canary, "canary_percent") ?? 5,
        minutes: numberAt(canary, "canary_bake_time_in_minutes") ?? 10,
      };
    case "LINEAR":
      return {
        ...common,
        type: "linear",
        percent: numberAt(linear, "step_percent") ?? 10,
        minutes: numberAt(linear, "step_bake_time_in_minutes") ?? 6,
      };
    default:
      return undefined;
  }
}

/** Reads an `aws_codedeploy_deployment_group`; `configs` are the planned deployment configurations. */
export function codeDeployShift(group: Json, configs: readonly Json[]): Shift {
  const options = block(group, "blue_green_deployment_config");
  const end = block(options, "terminate_blue_instances_on_deployment_success");
  const ready = block(options, "deployment_ready_option");
  const waits = textAt(ready, "action_on_timeout") === "STOP_DEPLOYMENT";
  return {
    by: "CodeDeploy",
    keepMinutes: numberAt(end, "termination_wait_time_in_minutes") ?? 0,
    waitMinutes: waits ? (numberAt(ready, "wait_time_in_minutes") ?? 0) : 0,
    ...wayOf(textAt(group, "deployment_config_name") ?? "", configs),
  };
}

/** A way that CodeDeploy has already says its numbers in its name; another one is a resource. */
function wayOf(name: string, configs: readonly Json[]): Pick<Shift, "type" | "percent" | "minutes"> {
  const [, type, percent, minutes] =
    /^CodeDeployDefault\.ECS(Canary|Linear)(\d+)Percent(?:Every)?(\d+)Minutes$/.exec(name) ?? [];
  if (type !== undefined)
    return { type: type === "Canary" ? "canary" : "linear", percent: Number(percent), minutes: Number(minutes) };
  const own = configs.find((config) => textAt(config, "deployment_config_name") === name) ?? null;
  const routing = block(own, "traffic_routing_config");
  for (const [key, kind] of [
    ["time_based_canary", "canary"],
    ["time_based_linear", "linear"],
  ] as const) {
    const part = block(routing, key);
    if (isObject(part))
      return { type: kind, percent: numberAt(part, "percentage") ?? 100, minutes: numberAt(part, "interval") ?? 0 };
  }
  return { type: "all at once", percent: 100, minutes: 0 };
}

/** A block that may stand once, which a plan shows as an object or as a list of one. */
export function block(values: Json | undefined, key: string): Json {
  const found = at(values, key);
  return (Array.isArray(found) ? found[0] : found) ?? null;
}

/** A number, also one that Terraform keeps as text. */
export function numberAt(values: Json | undefined, key: string): number | undefined {
  const found = at(values, key);
  const number = typeof found === "string" && /^\d+(\.\d+)?$/.test(found) ? Number(found) : found;
  return typeof number === "number" ? number : undefined;
}

/** Health check and draining of a planned `aws_lb_target_group`, in seconds. */
export function targetTimes(values: Json): { healthySeconds: number; drainSeconds: number } {
  const [check] = listAt(values, "health_check");
  const interval = numberAt(check, "interval") ?? 30;
  return {
    healthySeconds: interval * (numberAt(check, "healthy_threshold") ?? 3),
    drainSeconds: numberAt(values, "deregistration_delay") ?? 300,
  };
}
