import { Lazy, TerraformResource, Token } from "cdktf";
import type { IConstruct } from "constructs";
import type { Override } from "../config/overrides.ts";

/** An override that can't be applied. */
export interface MisplacedOverride {
  /** Its position in the list. */
  readonly index: number;
  readonly field: "resource" | "path";
  /** The rule that it breaks, and the way out. */
  readonly message: string;
}

/** Where a resource lists its overridden arguments in the synthesized JSON: in its comment, which Terraform ignores. */
const NOTE = "//.overrides";

/**
 * Overrides arguments of the resources below a scope, but not of those below the constructs in `except`. Returns the
 * overrides that don't fit; the others are applied.
 */
export function applyOverrides(
  scope: IConstruct,
  overrides: readonly Override[],
  except: readonly IConstruct[] = [],
): MisplacedOverride[] {
  if (overrides.length === 0) return [];
  const resources = resourcesOf(scope, except);
  const applied = new Map<TerraformResource, string[]>();
  return overrides.flatMap(({ resource: address, path, value }, index): MisplacedOverride[] => {
    const [resource, ...others] = resources.filter((each) => namesOf(each).includes(address));
    if (resource === undefined)
      return [{ index, field: "resource", message: `does not exist here; use ${choices(resources, resources)}` }];
    if (others.length > 0) {
      const message = `is the type of several resources; use ${choices([resource, ...others], resources)}`;
      return [{ index, field: "resource", message }];
    }
    const earlier = applied.get(resource) ?? [];
    const message = overlap(path, earlier) ?? obstacle(resource, path) ?? unknownArgument(resource, path);
    if (message !== undefined) return [{ index, field: "path", message }];
    override(resource, path, value);
    applied.set(resource, [...earlier, path]);
    resource.addOverride(NOTE, [...earlier, path].sort());
    return [];
  });
}

/** cdktf merges objects and appends to lists, except where the value is a token: that takes the place of what is there. */
function override(resource: TerraformResource, path: string, value: Override["value"]): void {
  resource.addOverride(path, value === null ? undefined : Lazy.anyValue({ produce: () => value }));
}

const resourcesOf = (scope: IConstruct, except: readonly IConstruct[]): TerraformResource[] =>
  scope.node
    .findAll()
    .filter((each) => TerraformResource.isTerraformResource(each))
    .filter((each) => !each.node.scopes.some((parent) => except.includes(parent)));

/** What an override may call a resource. */
const namesOf = (resource: TerraformResource): string[] => [resource.terraformResourceType, addressOf(resource)];

const addressOf = ({ terraformResourceType, friendlyUniqueId }: TerraformResource): string =>
  `${terraformResourceType}.${friendlyUniqueId}`;

/** The shortest names of resources among all that are there. */
function choices(resources: readonly TerraformResource[], all: readonly TerraformResource[]): string {
  const isUnique = ({ terraformResourceType: type }: TerraformResource) =>
    all.filter(({ terraformResourceType }) => terraformResourceType === type).length === 1;
  const names = resources.map((each) => (isUnique(each) ? each.terraformResourceType : addressOf(each)));
  return `one of ${names.sort().join(", ")}`;
}

/** Two overrides of one argument, or of an argument and a part of it: one would be lost. */
function overlap(path: string, earlier: readonly string[]): string | undefined {
  const other = earlier.find((each) => `${each}.`.startsWith(`${path}.`) || `${path}.`.startsWith(`${each}.`));
  return other === undefined ? undefined : `overlaps with ${other}, which is overridden too: write one value for both`;
}

/** What Terraform has no argument for, as far as the bindings of the provider tell: at the top, and in blocks that are there. */
function unknownArgument(resource: TerraformResource, path: string): string | undefined {
  const [top = "", ...steps] = path.split(".");
  let known: unknown = argumentsOf(resource);
  let before = "";
  for (const step of [top, ...steps]) {
    if (Array.isArray(known)) known = known[Number(step)];
    else {
      const names = namesIn(known);
      if (names === undefined) return undefined;
      if (!names.includes(step))
        return `is not an argument of ${before || resource.terraformResourceType}: use one of ${names.sort().join(", ")}`;
      known = (known as Record<string, unknown>)[step];
    }
    before = before === "" ? step : `${before}.${step}`;
  }
  return undefined;
}

/** What bindings make of the arguments of a resource, with those that have no value; and what all resources have. */
const argumentsOf = (resource: TerraformResource): Record<string, unknown> => ({
  lifecycle: undefined,
  ...(resource as unknown as { synthesizeAttributes(): Record<string, unknown> }).synthesizeAttributes(),
});

/** Names of the arguments of a block: bindings list those without a value too, which maps such as tags don't have. */
function namesIn(block: unknown): string[] | undefined {
  if (typeof block !== "object" || block === null || Token.isUnresolved(block)) return undefined;
  return Object.values(block).includes(undefined) ? Object.keys(block) : undefined;
}

/** Why a path does not lead to an argument: cdktf would write a member of a list or of a text that is then lost. */
function obstacle(resource: TerraformResource, path: string): string | undefined {
  const { terraformResourceType: type, friendlyUniqueId: id } = resource;
  let value: unknown = resource.toTerraform().resource[type][id];
  let before = "";
  for (const step of path.split(".")) {
    const isPosition = /^\d+$/.test(step);
    if (value === undefined || value === null) {
      // cdktf would write an object with the position as a name.
      if (isPosition) return `has a position after ${before}, which is not there: override all of ${before}`;
      before = `${before}.${step}`;
      continue;
    }
    if (typeof value !== "object" || Token.isUnresolved(value))
      return `goes into ${before}, which has no nested arguments here: override all of ${before}`;
    if (Array.isArray(value)) {
      if (!isPosition) return `goes into ${before}, which is a list: add a position, such as ${before}.0`;
      if (Number(step) > value.length)
        return `is beyond the end of ${before}, which has ${value.length}: use a position up to ${value.length}`;
    } else if (isPosition) return `has a position after ${before}, which is an object: leave out ${step}`;
    value = (value as Record<string, unknown>)[step];
    before = before === "" ? step : `${before}.${step}`;
  }
  return undefined;
}
