import type { Action, Counts } from "../model/review.ts";
import type { Change, ResourceChange } from "../read/plan-file.ts";

export const NO_COUNTS: Counts = { add: 0, change: 0, destroy: 0, replace: 0, import: 0, move: 0, forget: 0 };

/**
 * What becomes of a resource. Terraform's list of actions is searched, not compared as a whole, so that pairs which a
 * later Terraform may add still count.
 */
export function actionOf({ change, previousAddress }: Pick<ResourceChange, "change" | "previousAddress">): Action {
  const { actions } = change;
  if (actions.includes("delete")) return actions.includes("create") ? "replace" : "delete";
  if (actions.includes("create")) return "create";
  if (actions.includes("update")) return "update";
  if (actions.includes("forget")) return "forget";
  if (actions.includes("read") && actions.every((action) => action === "read" || NO_CHANGE.includes(action)))
    return "read";
  if (change.isImport) return "import";
  if (previousAddress !== undefined) return "move";
  return "other";
}

/** Whether a change is worth reporting. */
export const isChange = (resource: ResourceChange): boolean =>
  actionOf(resource) !== "other" || !isNoOp(resource.change);

/** OpenTofu lists what it opens for the time of the plan. */
const NO_CHANGE = ["no-op", "open", "renew", "close"];

export const isNoOp = ({ actions }: Change): boolean => actions.every((action) => NO_CHANGE.includes(action));

/** Numbers as Terraform counts them in its line `Plan: …`; reading data is not a change. */
export function countsOf(resources: readonly ResourceChange[]): Counts {
  const counts = { ...NO_COUNTS };
  for (const resource of resources) {
    const { actions, isImport } = resource.change;
    if (resource.mode !== "managed" || resource.deferred !== undefined) continue;
    if (actions.includes("create")) counts.add++;
    if (actions.includes("update")) counts.change++;
    if (actions.includes("delete")) counts.destroy++;
    if (actions.includes("delete") && actions.includes("create")) counts.replace++;
    if (actions.includes("forget")) counts.forget++;
    if (isImport) counts.import++;
    if (resource.previousAddress !== undefined) counts.move++;
  }
  return counts;
}

export const sumOf = (all: readonly Counts[]): Counts =>
  all.reduce(
    (sum, each) => ({
      add: sum.add + each.add,
      change: sum.change + each.change,
      destroy: sum.destroy + each.destroy,
      replace: sum.replace + each.replace,
      import: sum.import + each.import,
      move: sum.move + each.move,
      forget: sum.forget + each.forget,
    }),
    NO_COUNTS,
  );

/** Why Terraform does it, in words; an unknown reason is shown as it is. */
const REASONS = new Map([
  ["replace_because_cannot_update", "can't be changed in place"],
  ["replace_because_tainted", "marked as broken by an earlier apply"],
  ["replace_by_request", "asked for with -replace"],
  ["replace_by_triggers", "replaced along with what it is triggered by"],
  ["delete_because_no_resource_config", "no longer in the configuration"],
  ["delete_because_wrong_repetition", "count or for_each was added or removed"],
  ["delete_because_count_index", "count is smaller now"],
  ["delete_because_each_key", "its key is no longer in for_each"],
  ["delete_because_no_module", "its module is no longer in the configuration"],
  ["delete_because_no_move_target", "moved to an address that is not in the configuration"],
  ["delete_because_enabled_false", "switched off"],
  ["read_because_config_unknown", "depends on values that are known after apply"],
  ["read_because_dependency_pending", "depends on something that changes"],
  ["read_because_check_nested", "part of a check"],
  ["forgot_because_lifecycle_destroy_in_state", "left as it is, not destroyed"],
  ["forgot_because_lifecycle_destroy_in_config", "left as it is, not destroyed"],
]);

export const reasonText = (reason: string): string => REASONS.get(reason) ?? reason;
