/** A value in a plan. */
export type PlanJsonValue =
  | null
  | boolean
  | number
  | string
  | readonly PlanJsonValue[]
  | { readonly [name: string]: PlanJsonValue };

/** What is planned for one resource, as `terraform show -json` prints it. */
export interface ComparedChange {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly after?: PlanJsonValue;
    readonly after_unknown?: PlanJsonValue;
    readonly after_sensitive?: PlanJsonValue;
    readonly replace_paths?: readonly (readonly (string | number)[])[];
  };
}

/** A plan, as far as it is compared. */
export interface PlanJson {
  readonly resource_changes?: readonly ComparedChange[];
}

/** A value that is known after apply. */
export const UNKNOWN_VALUE = Symbol("known after apply");

/** A planned value, in which what is unknown is marked. */
export type MarkedValue =
  | null
  | boolean
  | number
  | string
  | typeof UNKNOWN_VALUE
  | readonly MarkedValue[]
  | { readonly [name: string]: MarkedValue };

export const isList = (value: MarkedValue | PlanJsonValue | undefined): value is readonly never[] =>
  Array.isArray(value);

export const isMembers = <T extends MarkedValue | PlanJsonValue>(
  value: T | undefined,
): value is T & Record<string, never> => typeof value === "object" && value !== null && !Array.isArray(value);

/** Puts what is unknown, which plans have apart, where it belongs. */
export function plannedValue(after: PlanJsonValue | undefined, unknown: PlanJsonValue | undefined): MarkedValue {
  if (unknown === true) return UNKNOWN_VALUE;
  if (isList(after) || isList(unknown)) {
    const [values, marks]: (readonly PlanJsonValue[])[] = [isList(after) ? after : [], isList(unknown) ? unknown : []];
    const length = Math.max(values?.length ?? 0, marks?.length ?? 0);
    return Array.from({ length }, (_, index) => plannedValue(values?.[index], marks?.[index]));
  }
  if (isMembers(after) || isMembers(unknown)) {
    const [values, marks]: Record<string, PlanJsonValue>[] = [
      isMembers(after) ? after : {},
      isMembers(unknown) ? unknown : {},
    ];
    const names = new Set([...Object.keys(values ?? {}), ...Object.keys(marks ?? {})]);
    return Object.fromEntries([...names].map((name) => [name, plannedValue(values?.[name], marks?.[name])]));
  }
  return (after as null | boolean | number | string | undefined) ?? null;
}

/** Paths of what is marked as sensitive. */
export function sensitivePaths(marks: PlanJsonValue | undefined, path = ""): string[] {
  if (marks === true) return [path];
  if (typeof marks !== "object" || marks === null) return [];
  return Object.entries(marks).flatMap(([name, mark]) => sensitivePaths(mark as PlanJsonValue, `${path}.${name}`));
}
