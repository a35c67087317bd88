import type { PlanFile } from "../read/plan-file.ts";

/** Fewer creations are looked at one by one: a plan that was cut down to a change has no more. */
const MIN_CREATIONS = 6;

/** Whether a plan makes a whole stack: all that it has is created. */
export function isNewStack(plan: PlanFile | undefined): boolean {
  const managed = plan?.resourceChanges.filter(({ mode }) => mode === "managed") ?? [];
  return (
    managed.length >= MIN_CREATIONS &&
    managed.every(({ change }) => change.before === null && change.actions.includes("create") && !change.isImport)
  );
}
