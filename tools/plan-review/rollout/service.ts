import { predefinedShift } from "../../../packages/deployments/codedeploy.ts";
import type { Rollout, Shift, TwoSets } from "../../../packages/deployments/rollout.ts";
import { at, isJsonObject, type Json, listAt, textAt } from "../read/json.ts";

/** How a service replaces its tasks, according to its plan. */
export interface ServiceNumbers {
  readonly tasks: number;
  readonly isDaemon: boolean;
  /** `ECS`, `CODE_DEPLOY` or `EXTERNAL`. */
  readonly controller: string;
  /** What ECS itself does; with another controller, what it would do. */
  readonly rollout: Rollout;
}

/** Reads a planned `aws_ecs_service`. Numbers that are not known yet count as AWS's defaults. */
export function serviceNumbers(values: Json): ServiceNumbers {
  const isDaemon = textAt(values, "scheduling_strategy") === "DAEMON";
  return {
    tasks: numberAt(values, "desired_count") ?? 1,
    isDaemon,
    controller: textAt(blockAt(values, "deployment_controller"), "type") ?? "ECS",
    rollout: nativeRollout(blockAt(values, "deployment_configuration")) ?? {
      type: "rolling",
      minimumHealthyPercent: numberAt(values, "deployment_minimum_healthy_percent") ?? (isDaemon ? 0 : 100),
      maximumPercent: numberAt(values, "deployment_maximum_percent") ?? (isDaemon ? 100 : 200),
    },
  };
}

function nativeRollout(configuration: Json): TwoSets | undefined {
  const shift = nativeShift(configuration);
  return (
    shift && {
      type: "two-sets",
      shiftedBy: "ECS",
      shift,
      hasTestListener: false, // its rule is the service's matter, and no step here
      approvalMinutes: 0,
      keepOldMinutes: numberAt(configuration, "bake_time_in_minutes") ?? 0,
    }
  );
}

function nativeShift(configuration: Json): Shift | undefined {
  const canary = blockAt(configuration, "canary_configuration");
  const linear = blockAt(configuration, "linear_configuration");
  switch (textAt(configuration, "strategy")) {
    case "BLUE_GREEN":
      return { type: "all-at-once" };
    case "CANARY":
      return {
        type: "canary",
        percent: numberAt(canary, "canary_percent") ?? 5,
        minutes: numberAt(canary, "canary_bake_time_in_minutes") ?? 10,
      };
    case "LINEAR":
      return {
        type: "linear",
        percent: numberAt(linear, "step_percent") ?? 10,
        minutes: numberAt(linear, "step_bake_time_in_minutes") ?? 6,
      };
    default:
      return undefined; // ROLLING, or none
  }
}

/** Reads an `aws_codedeploy_deployment_group`; `configs` are the planned deployment configurations. */
export function codeDeployRollout(group: Json, configs: readonly Json[]): TwoSets {
  const options = blockAt(group, "blue_green_deployment_config");
  const end = blockAt(options, "terminate_blue_instances_on_deployment_success");
  const ready = blockAt(options, "deployment_ready_option");
  const waits = textAt(ready, "action_on_timeout") === "STOP_DEPLOYMENT";
  return {
    type: "two-sets",
    shiftedBy: "CodeDeploy",
    shift: codeDeployShift(textAt(group, "deployment_config_name") ?? "", configs),
    hasTestListener: false,
    approvalMinutes: waits ? (numberAt(ready, "wait_time_in_minutes") ?? 0) : 0,
    keepOldMinutes: numberAt(end, "termination_wait_time_in_minutes") ?? 0,
  };
}

/** One of CodeDeploy's own deployment configurations, or a planned resource. */
function codeDeployShift(name: string, configs: readonly Json[]): Shift {
  const predefined = predefinedShift(name);
  if (predefined !== undefined) return predefined;
  const own = configs.find((config) => textAt(config, "deployment_config_name") === name) ?? null;
  const routing = blockAt(own, "traffic_routing_config");
  for (const [key, type] of [
    ["time_based_canary", "canary"],
    ["time_based_linear", "linear"],
  ] as const) {
    const part = blockAt(routing, key);
    if (isJsonObject(part))
      return { type, percent: numberAt(part, "percentage") ?? 100, minutes: numberAt(part, "interval") ?? 0 };
  }
  return { type: "all-at-once" };
}

/** A block that may occur once, which a plan shows as an object or as a list of one. */
function blockAt(values: Json | undefined, key: string): Json {
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
