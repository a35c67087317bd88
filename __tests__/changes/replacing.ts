import { factsOf } from "../../packages/offline-aws/provider/facts.ts";
import type { Stacks } from "./synthesis.ts";

type Resources = ReadonlyMap<string, { readonly type: string; readonly value: unknown }>;

/**
 * Types of resources that a change of stacks replaces or removes, as configurations show without a plan: an address is
 * gone, or an argument that can't be updated in place has changed.
 */
export function replacedOrRemoved(before: Stacks, after: Stacks): string[] {
  const types = [...before].flatMap(([name, text]) => {
    const next = after.get(name);
    if (next === text) return [];
    const resources: Resources = next === undefined ? new Map() : resourcesIn(next);
    return [...resourcesIn(text)].flatMap(([address, { type, value }]) => {
      const same = resources.get(address);
      if (same === undefined) return [`${type} removed`];
      return isReplaced(type, value, same.value) ? [`${type} replaced`] : [];
    });
  });
  return [...new Set(types)].sort();
}

const parsed = new Map<string, Resources>();

function resourcesIn(text: string): Resources {
  const known = parsed.get(text) ?? resourcesOf(text);
  parsed.set(text, known);
  return known;
}

function resourcesOf(text: string): Resources {
  const { resource = {} } = JSON.parse(text) as { resource?: Record<string, Record<string, unknown>> };
  return new Map(
    Object.entries(resource).flatMap(([type, byName]) =>
      Object.entries(byName).map(([name, value]) => [`${type}.${name}`, { type, value }] as const),
    ),
  );
}

function isReplaced(type: string, before: unknown, after: unknown): boolean {
  if (type === "aws_ecs_task_definition") return false; // a new revision is what every change of it makes
  const differs = (path: string) => JSON.stringify(valuesAt(before, path)) !== JSON.stringify(valuesAt(after, path));
  // What the stacks remember replaces what is made with it.
  return type === "terraform_data" ? differs("input") : (factsOf(type).replace ?? []).some(differs);
}

/** What is at a dotted path, through lists of blocks and texts that are JSON. */
export function valuesAt(value: unknown, path: string): unknown[] {
  if (path === "") return [value];
  if (typeof value === "string") return valuesIn(value, path);
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, path));
  if (typeof value !== "object" || value === null) return [];
  const [step = "", ...rest] = path.split(".");
  return valuesAt((value as Record<string, unknown>)[step], rest.join("."));
}

function valuesIn(text: string, path: string): unknown[] {
  if (!/^[[{]/.test(text)) return [];
  try {
    return valuesAt(JSON.parse(text), path);
  } catch {
    return []; // an expression
  }
}

/** Arguments that are updated in place, and about which the guard may have something to say. */
const MOVED = /"(?:priority|container_port|containerPort|from_port|to_port|listener_arn)\\?": *[^,\n]*/g;

/** Whether the guard may have something to say about a change. */
export const isDoubtful = (before: Stacks, after: Stacks): boolean => kindOf(before, after) !== "";

const kinds = new WeakMap<Stacks, WeakMap<Stacks, string>>();

/** The kind of a change about which the guard may have something to say; empty for others. */
export function kindOf(before: Stacks, after: Stacks): string {
  const known = kinds.get(before) ?? new WeakMap<Stacks, string>();
  kinds.set(before, known);
  const kind = known.get(after) ?? kindBetween(before, after);
  known.set(after, kind);
  return kind;
}

function kindBetween(before: Stacks, after: Stacks): string {
  const isMoved = [...before].some(([name, text]) => movesIn(text) !== movesIn(after.get(name) ?? ""));
  return [...replacedOrRemoved(before, after), ...(isMoved ? ["moved"] : [])].join(", ");
}

const moves = new Map<string, string>();

function movesIn(text: string): string {
  const known = moves.get(text) ?? (text.match(MOVED) ?? []).join();
  moves.set(text, known);
  return known;
}
