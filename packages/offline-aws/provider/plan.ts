import { hasUnknown, isObject, isUnknown, type ObjectValue, UNKNOWN, type Value } from "../protocol/values.ts";
import type { Attribute, Block, NestedBlock, TerraformType } from "../schema/types.ts";
import { equal, equivalentJson, isZero } from "./equivalence.ts";
import type { TypeFacts } from "./facts.ts";
import { type NormalForm, normalize } from "./normal-forms.ts";
import type { ProviderConfig } from "./provider-config.ts";
import { isOfSdk, isTagged, planTagsAll } from "./tags.ts";
import { unsetOf, withUnsetMembers } from "./zero-values.ts";

/** A step is a member's name, or an index in a list. */
export type Path = (string | number)[];

export interface Plan {
  planned: ObjectValue;
  /** Paths whose change replaces the resource; empty at create. */
  replace: Path[];
}

interface Planning {
  facts: TypeFacts;
  /** Plans nothing of a collection before all of its members are known. */
  isOfSdk: boolean;
  creating: boolean;
  /** Inside of a block in which what is not set has its zero value. */
  isZeroed?: boolean;
}

/**
 * Plans a change as the provider does.
 *
 *   configuration says            at create              at update
 *   a value                       that value             that value, or the one there is if it means the same
 *   a collection, partly unknown  unknown                unknown                  (of a type of the plugin SDK)
 *   nothing, there is a default   the default            the default
 *   nothing, computed             unknown                what there is
 *   nothing, optional             null                   what there is, if that is the zero value; else null
 *   an empty set                  as if it were not set  that value               (of a type of the plugin SDK)
 *
 * In sets of blocks of the plugin SDK, what is optional and not set has its zero value, except for numbers at create:
 * it hashes members as a whole.
 *
 * `proposed` is configuration with computed values of `prior` merged in, as Terraform sends it; `prior` is null at create.
 */
export function plan(
  block: Block,
  facts: TypeFacts,
  prior: ObjectValue | null,
  proposed: ObjectValue,
  provider: ProviderConfig,
): Plan {
  const planned = planBlock(block, "", proposed, prior, {
    facts,
    isOfSdk: isOfSdk(block),
    creating: prior === null,
  });
  if ("region" in block.attributes && isZero(proposed.region)) planned.region = provider.region;
  if (isTagged(block)) planned.tags_all = planTagsAll(block, planned.tags, prior?.tags_all, provider);
  return { planned, replace: prior === null ? [] : replacements(block, facts, prior, planned) };
}

function planBlock(
  block: Block,
  at: string,
  proposed: ObjectValue,
  prior: ObjectValue | null,
  planning: Planning,
): ObjectValue {
  const planned: ObjectValue = {};
  for (const [name, attribute] of Object.entries(block.attributes))
    planned[name] = planAttribute(attribute, at + name, proposed[name] ?? null, prior, name, planning);
  for (const [name, nested] of Object.entries(block.blocks))
    planned[name] = planNested(nested, at + name, proposed[name] ?? null, prior?.[name] ?? null, planning);
  return planned;
}

function planAttribute(
  attribute: Attribute,
  at: string,
  proposed: Value,
  parent: ObjectValue | null,
  name: string,
  { facts, isOfSdk, creating, isZeroed = false }: Planning,
): Value {
  if (attribute.writeOnly) return null;
  const prior = parent?.[name] ?? null;
  if (isOfSdk && isWholly(attribute.type) && hasUnknown(proposed)) return UNKNOWN;
  const isEmpty = isOfSdk && !isZeroed && isZero(proposed) && isUnsetIfEmpty(attribute);
  if (isEmpty && proposed !== null && !creating && isZero(prior)) return prior;
  const byDefault = facts.defaults?.[at];
  const configured = (isEmpty && creating ? null : proposed) ?? byDefault ?? null;
  if (configured !== null) {
    if (configured === facts.suppressed?.[at] && isZero(prior)) return prior;
    return planConfigured(configured, attribute, facts.normal?.[at], prior, isOfSdk);
  }
  if (byDefault === null) return null;
  if (attribute.computed) return creating || parent === null ? UNKNOWN : prior;
  if (isZeroed && !(creating && attribute.type === "number")) return unsetOf(attribute.type);
  return isZero(prior) ? prior : null;
}

function planConfigured(
  value: Value,
  { type }: Attribute,
  form: NormalForm | undefined,
  prior: Value,
  isOfSdk: boolean,
): Value {
  if (equivalentJson(value, prior)) return prior;
  if (isOfSdk && type[0] === "set") return withUnsetMembers(value, type);
  if (form === undefined || typeof value !== "string") return value;
  const normal = normalize(value, form);
  return typeof prior === "string" && normalize(prior, form) === normal ? prior : normal;
}

/** Collections of which the plugin SDK knows all or nothing. */
const isWholly = (type: TerraformType): boolean =>
  type[0] === "set" || type[0] === "map" || (type[0] === "list" && typeof type[1] === "string");

/** Arguments for which the plugin SDK does not tell an empty collection from none. */
const isUnsetIfEmpty = ({ type, computed }: Attribute): boolean =>
  type[0] === "set" || (type[0] === "list" && computed === true);

function planNested(nested: NestedBlock, at: string, proposed: Value, prior: Value, planning: Planning): Value {
  if (isUnknown(proposed)) return proposed;
  if (nested.nesting === "single") {
    if (!isObject(proposed)) return null;
    return planBlock(nested.block, `${at}.`, proposed, isObject(prior) ? prior : null, planning);
  }
  const items = Array.isArray(proposed) ? proposed : [];
  if (items.length === 0 && planning.facts.computed?.includes(at)) return planning.creating ? UNKNOWN : prior;
  const priors = itemsOf(prior).filter(isObject);
  const isZeroed = planning.isZeroed || (planning.isOfSdk && nested.nesting === "set");
  return items.map((item, index) => {
    if (!isObject(item)) return item;
    const planWith = (before: ObjectValue | null) =>
      planBlock(nested.block, `${at}.`, item, before, { ...planning, isZeroed });
    if (planning.creating) return planWith(null);
    if (nested.nesting === "list") return planWith(priors[index] ?? null);
    // Members of a set have no place to know them by: it is the one that would stay as it is.
    return planWith(priors.find((before) => equal(planWith(before), before)) ?? item);
  });
}

function replacements(block: Block, facts: TypeFacts, prior: ObjectValue, planned: ObjectValue): Path[] {
  const forcing = new Set(facts.replace);
  const found: Path[] = [];
  // Not among the facts of any type: the provider adds it to every regional one.
  if ("region" in block.attributes && !isZero(prior.region) && !equal(prior.region, planned.region))
    found.push(["region"]);
  compareBlock(block, "", [], prior, planned, forcing, found);
  return found;
}

function compareBlock(
  block: Block,
  at: string,
  path: Path,
  prior: ObjectValue,
  planned: ObjectValue,
  forcing: Set<string>,
  found: Path[],
): void {
  for (const name of Object.keys(block.attributes))
    if (forcing.has(at + name) && !equal(prior[name], planned[name])) found.push([...path, name]);
  for (const [name, nested] of Object.entries(block.blocks)) {
    const key = at + name;
    const before = itemsOf(prior[name]);
    const after = itemsOf(planned[name]);
    if (isUnknown(planned[name])) {
      if (forcing.has(key)) found.push([...path, name]);
    } else if (nested.nesting === "set") {
      if ((forcing.has(key) || forcesWithin(key, forcing)) && !equal(inOrder(before), inOrder(after)))
        found.push([...path, name]);
    } else {
      if (forcing.has(key) && before.length !== after.length) found.push([...path, name]);
      for (const [index, item] of after.entries()) {
        const steps = nested.nesting === "list" ? [...path, name, index] : [...path, name];
        const previous = before[index] ?? {};
        if (isObject(item) && isObject(previous))
          compareBlock(nested.block, `${key}.`, steps, previous, item, forcing, found);
      }
    }
  }
}

const itemsOf = (value: Value | undefined): Value[] => (Array.isArray(value) ? value : isObject(value) ? [value] : []);

/** Members of a set in an order that says nothing but is always the same. */
const inOrder = (members: Value[]): Value[] =>
  members
    .map((each) => [JSON.stringify(each), each] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, each]) => each);

const forcesWithin = (key: string, forcing: Set<string>): boolean =>
  [...forcing].some((path) => path.startsWith(`${key}.`));
