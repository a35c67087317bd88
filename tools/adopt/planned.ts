import type { Attributes } from "./attributes.ts";

/** What a plan does with one resource. */
export interface Planned {
  readonly address: string;
  readonly type: string;
  readonly action: "create" | "update" | "replace" | "delete" | "nothing";
  /** What is known of it once it is there. */
  readonly after: Attributes;
}

interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly mode: string;
    readonly type: string;
    readonly change: { readonly actions: readonly string[]; readonly after: Attributes | null };
  }[];
}

/** Reads what `terraform show -json` writes of a plan. */
export function readPlanned(text: string): Planned[] {
  const { resource_changes = [] } = JSON.parse(text) as PlanJson;
  return resource_changes
    .filter(({ mode }) => mode === "managed")
    .map(({ address, type, change }) => ({
      address,
      type,
      action: actionOf(change.actions),
      after: change.after ?? {},
    }));
}

function actionOf(actions: readonly string[]): Planned["action"] {
  if (actions.length > 1) return "replace";
  const [only] = actions;
  return only === "create" || only === "update" || only === "delete" ? only : "nothing";
}
