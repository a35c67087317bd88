import { type Attributes, tagsOf } from "./attributes.ts";
import { isOfStack, type StackPlace } from "./existing.ts";
import { importIdOf, NAMED_TYPES } from "./import-ids.ts";
import type { Planned } from "./planned.ts";

/** A resource that exists in no state, with its known attributes. */
export interface Candidate {
  readonly types: readonly string[];
  readonly importId: string;
  readonly attributes: Attributes;
}

/** What belongs to an address of a stack. */
export interface Match {
  readonly address: string;
  readonly type: string;
  readonly importId: string;
}

export interface Matches {
  readonly matched: readonly Match[];
  /** Those that may belong to more than one address, or of which several may belong to one, and those addresses. */
  readonly unclear: readonly { readonly found: Candidate; readonly addresses: readonly string[] }[];
}

/**
 * Finds the address of each thing that a plan would make although it exists: of the same type, with the tags of the stack,
 * and
 *
 *   what tells resources of the type apart   an import id that follows from the arguments       must be the same
 *   else                                     the tag `Name`, and `name`                         must be the same
 *   where several are left                   every argument that is known                       must be the same
 *
 * Where that leaves more than one, nothing is matched.
 */
export function matchAll(creates: readonly Planned[], found: readonly Candidate[], stack: StackPlace): Matches {
  const pairs = creates.flatMap((create) =>
    found.filter((each) => mayBe(create, each, stack)).map((each) => ({ create, each })),
  );
  const alike = pairs.filter(({ create, each }) => agrees(create.after, each.attributes));
  const isClear = (all: typeof pairs, { create, each }: (typeof pairs)[number]) =>
    all.filter((pair) => pair.create === create).length === 1 && all.filter((pair) => pair.each === each).length === 1;
  const clear = [
    ...alike.filter((pair) => isClear(alike, pair)),
    ...pairs.filter((pair) => isClear(pairs, pair) && !alike.includes(pair)),
  ];
  const taken = new Set(clear.flatMap(({ create, each }) => [create, each]));
  const rest = pairs.filter(({ create, each }) => !taken.has(create) && !taken.has(each));
  return {
    matched: clear.map(({ create, each }) => ({ address: create.address, type: create.type, importId: each.importId })),
    unclear: [...new Set(rest.map(({ each }) => each))].map((each) => ({
      found: each,
      addresses: rest.filter((pair) => pair.each === each).map(({ create }) => create.address),
    })),
  };
}

function mayBe({ type, after }: Planned, { types, attributes, importId }: Candidate, stack: StackPlace): boolean {
  if (!types.includes(type)) return false;
  const tags = tagsOf(attributes);
  if (tags !== undefined && !isOfStack(tags, stack)) return false;
  if (NAMED_TYPES.has(type)) {
    const planned = importIdOf(type, after);
    if (planned !== undefined) return planned === importId;
  }
  const [planned, existing] = [after, attributes].map((each) => [tagsOf(each)?.Name, each.name]);
  return [0, 1].every((index) => isUnknown(planned?.[index]) || planned?.[index] === existing?.[index]);
}

const isUnknown = (value: unknown): boolean => value === undefined || value === null;

/** Whether everything that is known of what is planned is so. */
function agrees(planned: Attributes, existing: Attributes): boolean {
  return Object.entries(planned).every(
    ([name, value]) => isUnknown(value) || typeof value === "object" || String(value) === String(existing[name] ?? ""),
  );
}
