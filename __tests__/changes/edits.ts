import type { Stacks } from "./synthesis.ts";

/** A new value at a path of a stack; `undefined` removes the value. */
export interface Edit {
  readonly stack: string;
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/** A step of a path into a text that is JSON, such as container definitions. */
const IN_TEXT = "(JSON)";

/** The edits that turn one set of stacks into another; undefined if a stack is added or removed. */
export function editsBetween(before: Stacks, after: Stacks): Edit[] | undefined {
  if (before.size !== after.size || [...before.keys()].some((name) => !after.has(name))) return undefined;
  return [...before].flatMap(([stack, text]) => {
    const next = after.get(stack) ?? "";
    if (next === text) return [];
    return [...differences(JSON.parse(text), JSON.parse(next))].map((each) => ({ stack, ...each }));
  });
}

/** The resource, or another member of a part of a stack, in which an edit is. */
export const placeOf = ({ stack, path: [part, type, name] }: Edit): string => [stack, part, type, name].join(" ");

/** Whether edits can be made together: none has the path of another, or contains it, unless they are the same. */
export const agree = (some: readonly Edit[], others: readonly Edit[]): boolean =>
  !some.some((one) => others.some((other) => clashes(one, other)));

function clashes(one: Edit, other: Edit): boolean {
  if (one.stack !== other.stack) return false;
  const length = Math.min(one.path.length, other.path.length);
  if (!one.path.slice(0, length).every((step, index) => step === other.path[index])) return false;
  return one.path.length !== other.path.length || JSON.stringify(one.value) !== JSON.stringify(other.value);
}

/** Stacks with edits made in them. */
export function edited(stacks: Stacks, edits: readonly Edit[]): Stacks {
  return new Map(
    [...stacks].map(([name, text]) => {
      const own = edits.filter(({ stack }) => stack === name);
      if (own.length === 0) return [name, text];
      const value = own.reduce<unknown>((whole, { path, value }) => withValue(whole, path, value), JSON.parse(text));
      return [name, JSON.stringify(withoutEmptyTypes(value as Record<string, object>), undefined, 1)];
    }),
  );
}

/** Parts of a stack with members by type and name: each of these is written on its own. */
const BY_TYPE = ["resource", "data"];

/** A stack without types that have lost their last member. */
function withoutEmptyTypes(stack: Record<string, object>): Record<string, object> {
  const isUsed = ([, members]: [string, object]) => Object.keys(members).length > 0;
  const parts = Object.entries(stack).map(([part, value]): [string, object] => [
    part,
    BY_TYPE.includes(part) ? Object.fromEntries(Object.entries(value).filter(isUsed)) : value,
  ]);
  return Object.fromEntries(parts.filter(([part, value]) => !BY_TYPE.includes(part) || isUsed([part, value])));
}

function* differences(
  before: unknown,
  after: unknown,
  path: readonly (string | number)[] = [],
): Generator<Omit<Edit, "stack">> {
  if (before === after) return;
  if (BY_TYPE.includes(String(path[0])) && path.length < 3)
    return yield* memberDifferences(before ?? {}, after ?? {}, path);
  const [one, other] = [inText(before), inText(after)];
  if (one !== undefined && other !== undefined) return yield* differences(one, other, [...path, IN_TEXT]);
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    for (const [index, value] of before.entries()) yield* differences(value, after[index], [...path, index]);
  } else if (isObject(before) && isObject(after)) yield* memberDifferences(before, after, path);
  else if (JSON.stringify(before) !== JSON.stringify(after)) yield { path, value: after };
}

function* memberDifferences(
  before: object,
  after: object,
  path: readonly (string | number)[],
): ReturnType<typeof differences> {
  const [one, other] = [before, after] as Record<string, unknown>[];
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
    yield* differences(one?.[key], other?.[key], [...path, key]);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value of a text that `JSON.stringify` has written, so that it can be written again. */
function inText(value: unknown): object | undefined {
  if (typeof value !== "string" || !/^[[{]/.test(value)) return undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === "object" && parsed !== null && JSON.stringify(parsed) === value ? parsed : undefined;
  } catch {
    return undefined; // an expression
  }
}

function withValue(whole: unknown, [step, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (step === undefined) return value;
  if (step === IN_TEXT) return JSON.stringify(withValue(JSON.parse(whole as string), rest, value));
  if (Array.isArray(whole)) return whole.map((each, index) => (index === step ? withValue(each, rest, value) : each));
  const members = { ...(whole as Record<string, unknown>) };
  const next = withValue(members[step], rest, value);
  if (next === undefined) delete members[step];
  else members[step] = next;
  return members;
}
