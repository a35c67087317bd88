import { Lazy, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import type { Override } from "../config/overrides.ts";
import { kindMismatch, obstacle, unknownArgument } from "./override-arguments.ts";

/** An override that can't be applied. */
export interface MisplacedOverride {
  /** Its position in the list. */
  readonly index: number;
  readonly field: "resource" | "path" | "value";
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
    const mismatch = kindMismatch(resource, path, value);
    if (mismatch !== undefined) return [{ index, field: "value", message: mismatch }];
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
