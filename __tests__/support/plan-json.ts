import type { PlannedStack } from "../../tools/plan-review/judge/planned-stack.ts";
import { type JsonObject, parseJson } from "../../tools/plan-review/read/json.ts";
import type { PlanFile, ResourceChange } from "../../tools/plan-review/read/plan-file.ts";
import { readPlan } from "../../tools/plan-review/read/read-plan.ts";
import { Redactor } from "../../tools/plan-review/secrets/redactor.ts";
import { SecretValues } from "../../tools/plan-review/secrets/secret-values.ts";

/** What `change` holds in a plan; a side that is left out is not there. */
interface Sides {
  readonly actions?: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly after_unknown?: unknown;
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
  readonly replace_paths?: unknown;
  readonly importing?: unknown;
}

/** A member of `resource_changes`. The action follows from the sides by default. */
export function changed(address: string, sides: Sides, more: object = {}) {
  const [, data, type, name] = /^(?:module\.[^.]+\.)*(data\.)?([^.]+)\.([^[]+)/.exec(address) ?? [];
  return {
    address,
    mode: data === undefined ? "managed" : "data",
    type,
    name,
    ...more,
    change: changeJson(sides),
  };
}

/** What a plan says of an output or, beside its address, of a resource. */
export function changeJson({ actions, before = null, after = null, ...rest }: Sides) {
  const unknown = rest.after_unknown !== undefined && rest.after_unknown !== false;
  const done = before === null ? "create" : after === null && !unknown ? "delete" : "update";
  return { actions: actions ?? [done], before, after, ...rest };
}

interface Parts {
  readonly changes?: readonly object[];
  readonly outputs?: Readonly<Record<string, object>>;
  /** What expressions name, by address and attribute. */
  readonly references?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Whatever else is in the plan. */
  readonly more?: object;
}

/** A plan as `terraform show -json` writes it. */
export function planText({ changes = [], outputs = {}, references, more = {} }: Parts): string {
  const resources = Object.entries(references ?? {}).map(([address, attributes]) => ({
    address,
    expressions: Object.fromEntries(Object.entries(attributes).map(([name, names]) => [name, { references: names }])),
  }));
  const configuration = references === undefined ? {} : { configuration: { root_module: { resources } } };
  const plan = { format_version: "1.2", resource_changes: changes, output_changes: outputs, ...configuration, ...more };
  return JSON.stringify(plan);
}

/** The same as an object. */
export const planJson = (parts: Parts): JsonObject => parseJson(planText(parts)) as JsonObject;

/** The same as it is read. */
export const planOf = (parts: Parts): PlanFile => readPlan(planJson(parts), "plan.json");

/** One resource of a plan as it is read. */
export function resourceOf(...args: Parameters<typeof changed>): ResourceChange {
  const [resource] = planOf({ changes: [changed(...args)] }).resourceChanges;
  if (resource === undefined) throw new Error("no resource");
  return resource;
}

/** A stack with such a plan. */
export const stackOf = (name: string, parts: Parts = {}, more: Partial<PlannedStack> = {}): PlannedStack => ({
  name,
  wave: 1,
  status: "firm",
  waitsFor: [],
  plan: planOf(parts),
  ...more,
});

/** What hides the secrets of plans. */
export const redactorOf = (...plans: readonly PlanFile[]): Redactor => new Redactor(new SecretValues(plans));
