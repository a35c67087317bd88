import type { Block, TerraformType } from "../../packages/offline-aws/schema/types.ts";
import { isList, isMembers, type MarkedValue, UNKNOWN_VALUE } from "./plan-json.ts";

/** What a schema says of a value: the body of a resource or block, blocks of a kind, or an attribute. */
export type Shape =
  | { readonly block: Block }
  | { readonly nesting: "single" | "list" | "set"; readonly block: Block }
  | { readonly type: TerraformType };

/** The part of a schema at a path without indexes, such as `.rule.port`; undefined if it has none. */
export function shapeAt(block: Block, path: string): Shape | undefined {
  const names = path
    .replace(/\[\d+\]/g, "")
    .split(".")
    .slice(1);
  return names.reduce<Shape | undefined>((shape, name) => memberOf(shape, name), { block });
}

/** One leaf of two plans; undefined if the schema of one provider does not have it. */
export interface LeafPair {
  readonly path: string;
  readonly offline: MarkedValue | undefined;
  readonly real: MarkedValue | undefined;
}

/** Pairs the leaves of two planned values. Members of sets are paired by what they have in common. */
export function pairLeaves(
  offline: MarkedValue | undefined,
  real: MarkedValue | undefined,
  shape: Shape | undefined,
  path = "",
): LeafPair[] {
  if (isMembers(offline) && isMembers(real)) {
    const names = [...new Set([...Object.keys(offline), ...Object.keys(real)])];
    return names.flatMap((name) => pairLeaves(offline[name], real[name], memberOf(shape, name), `${path}.${name}`));
  }
  if (isList(offline) && isList(real) && offline.length + real.length > 0) {
    const others = isSet(shape) ? inOrderOf(offline, real) : real;
    return Array.from({ length: Math.max(offline.length, others.length) }, (_, index) =>
      pairLeaves(offline[index] ?? null, others[index] ?? null, itemOf(shape), `${path}[${index}]`),
    ).flat();
  }
  return [{ path, offline, real }];
}

const isSet = (shape: Shape | undefined): boolean =>
  shape !== undefined &&
  (("nesting" in shape && shape.nesting === "set") || ("type" in shape && shape.type[0] === "set"));

function memberOf(shape: Shape | undefined, name: string): Shape | undefined {
  if (shape === undefined) return undefined;
  if ("block" in shape) {
    const attribute = shape.block.attributes[name];
    return attribute === undefined ? shape.block.blocks[name] : attribute;
  }
  if (!Array.isArray(shape.type)) return undefined;
  const [kind, inner] = shape.type as readonly [string, TerraformType | Record<string, TerraformType>];
  const type = kind === "object" ? (inner as Record<string, TerraformType>)[name] : (inner as TerraformType);
  return type === undefined ? undefined : { type };
}

function itemOf(shape: Shape | undefined): Shape | undefined {
  if (shape === undefined) return undefined;
  if ("block" in shape) return { block: shape.block };
  return Array.isArray(shape.type) ? { type: shape.type[1] as TerraformType } : undefined;
}

/** The members of a set in the order of those that they resemble most. */
function inOrderOf(offline: readonly MarkedValue[], real: readonly MarkedValue[]): MarkedValue[] {
  const left = [...real];
  const ordered: MarkedValue[] = [];
  for (const member of offline) {
    if (left.length === 0) break;
    const likeness = left.map((other) => alike(member, other));
    ordered.push(...left.splice(likeness.indexOf(Math.max(...likeness)), 1));
  }
  return [...ordered, ...left];
}

/** How many leaves two values have in common, less those in which they differ. */
const alike = (a: MarkedValue, b: MarkedValue): number =>
  pairLeaves(a, b, undefined).reduce((sum, each) => sum + (isSame(each.offline, each.real) ? 1 : -1), 0);

export const isSame = (a: MarkedValue | undefined, b: MarkedValue | undefined): boolean =>
  a === b || (a !== UNKNOWN_VALUE && b !== UNKNOWN_VALUE && JSON.stringify(a) === JSON.stringify(b));
