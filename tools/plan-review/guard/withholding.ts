import { isDeleted, managed } from "../hazards/values.ts";
import { isJsonObject, type JsonObject, listAt, objectAt } from "../read/json.ts";
import type { PlanFile } from "../read/plan-file.ts";
import { configAddress } from "../read/upstream.ts";

/** What of a plan is done when its deletions wait: addresses for `-target`. */
export const targetsOf = (plan: PlanFile | undefined): string[] =>
  managed(plan)
    .filter((resource) => !isDeleted(resource) && !resource.change.actions.includes("forget"))
    .map(({ address }) => address);

/**
 * A configuration whose outputs all depend on one of the targets. With `-target` Terraform updates only outputs that are
 * made of targets (hashicorp/terraform, transform_targets.go), so that an output without resources, such as an empty list,
 * would keep the value that it had. The state does not note what outputs depend on.
 */
export function withOutputsOf(config: JsonObject, [target]: readonly string[]): JsonObject {
  if (target === undefined || config.output === undefined) return config;
  const address = configAddress(target);
  const output = Object.entries(objectAt(config, "output")).map(([name, each]) => [
    name,
    isJsonObject(each) ? { ...each, depends_on: [...listAt(each, "depends_on"), address] } : each,
  ]);
  return { ...config, output: Object.fromEntries(output) };
}
