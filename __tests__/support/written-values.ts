/** Where something is in an environment as it is written: names of fields and places in lists. */
export type Path = readonly (string | number)[];

/** A value in an environment, and where it is. */
export interface Placed {
  readonly path: Path;
  readonly value: unknown;
}

/** Every value in another one, at any depth, itself included. */
export function* valuesIn(value: unknown, path: Path = []): Generator<Placed> {
  yield { path, value };
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value))
    yield* valuesIn(member, [...path, Array.isArray(value) ? Number(key) : key]);
}

/** A value in which the one at a path is changed. */
export function changedAt<T>(value: T, path: Path, change: (old: unknown) => unknown): T {
  const [first, ...rest] = path;
  if (first === undefined) return change(value) as T;
  if (Array.isArray(value))
    return value.map((member, index) => (index === first ? changedAt(member, rest, change) : member)) as T;
  const members = Object.entries(value as object).map(([name, member]) =>
    name === first ? [name, changedAt(member, rest, change)] : [name, member],
  );
  return Object.fromEntries(members) as T;
}

/** A path without places in lists, so that it is the same for all entries: `services[].alarms[].name`. */
export const fieldOf = (path: Path): string =>
  path.reduce<string>((text, step) => (typeof step === "number" ? `${text}[]` : text ? `${text}.${step}` : step), "");
