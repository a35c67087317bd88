import type * as v from "valibot";

/** Thrown when a rule reads something that has a problem already. */
class Unparsed extends Error {}

const refuse = (): never => {
  throw new Unparsed();
};

/** An entry of a list that is not of the list's type: it keeps its place, and whatever reads it is refused. */
const UNPARSED_ENTRY = new Proxy({}, { get: refuse, has: refuse, ownKeys: refuse });

/** What a rule finds, as far as all that it reads has been parsed: without that it would find what isn't there. */
export function whereParsed<T>(find: () => readonly T[]): readonly T[] {
  try {
    return find();
  } catch (problem) {
    if (problem instanceof Unparsed) return [];
    throw problem;
  }
}

/**
 * Marks in a parsed value what the issues are about. A field that is marked can't be read; an entry of a list can, if only
 * its form is wrong. False if nothing of the value was parsed.
 */
export function markUnparsed(parsed: unknown, issues: readonly v.BaseIssue<unknown>[]): boolean {
  return issues.every((issue) => mark(parsed, pathOfUnparsed(issue), issue.kind === "schema"));
}

/** Keys on the way to what an issue is about. */
export const pathOf = ({ path }: v.BaseIssue<unknown>): (string | number)[] =>
  (path ?? []).map(({ key }) => key as string | number);

/** Without its type, an object that is one of several kinds has no fields that are known. */
function pathOfUnparsed(issue: v.BaseIssue<unknown>): (string | number)[] {
  const path = pathOf(issue);
  return issue.type === "variant" && path.at(-1) === "type" ? path.slice(0, -1) : path;
}

function mark(parsed: unknown, path: readonly (string | number)[], isOfWrongType: boolean): boolean {
  const last = path.at(-1);
  if (last === undefined) return false;
  const [parent] = whereParsed(() => [memberAt(parsed, path.slice(0, -1))]);
  if (Array.isArray(parent)) {
    if (isOfWrongType) parent[Number(last)] = UNPARSED_ENTRY;
  } else if (typeof parent === "object" && parent !== null)
    Object.defineProperty(parent, last, { get: refuse, enumerable: true, configurable: true });
  return true;
}

/** What is at a path, undefined if the path ends before. */
export const memberAt = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((part, step) => (part as Record<PropertyKey, unknown> | null | undefined)?.[step], value);
