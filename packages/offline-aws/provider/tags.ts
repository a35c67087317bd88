import { hasUnknown, isObject, type ObjectValue, UNKNOWN, type Value } from "../protocol/values.ts";
import type { Block } from "../schema/types.ts";
import { equal, isZero } from "./equivalence.ts";
import type { ProviderConfig } from "./provider-config.ts";

/** Whether a type takes the provider's `default_tags`. */
export const isTagged = (block: Block): boolean => "tags_all" in block.attributes && "tags" in block.attributes;

/**
 * Whether the provider has a type of Terraform's older plugin SDK, where ids and all tags are optional although nothing sets
 * them; in the plugin framework they are computed only.
 */
export const isOfSdk = ({ attributes: { id, tags_all } }: Block): boolean =>
  id?.optional === true || tags_all?.optional === true;

/** The tags of a resource: the provider's default tags below its own, without the ignored ones. */
export function mergeTags(tags: Value | undefined, config: ProviderConfig): ObjectValue {
  const merged = { ...config.defaultTags, ...(isObject(tags) ? tags : {}) };
  return Object.fromEntries(
    Object.entries(merged).filter(
      ([key]) =>
        !config.ignoredTags.keys.includes(key) && !config.ignoredTags.prefixes.some((prefix) => key.startsWith(prefix)),
    ),
  );
}

/**
 * What a plan says of `tags_all`:
 *
 *   a tag is unknown                              unknown
 *   created without any tag                       unknown, or none where the type is of the plugin framework
 *   created, or tags or default tags changed      the merged tags
 *   nothing changed                               what there is
 */
export function planTagsAll(
  block: Block,
  tags: Value | undefined,
  prior: Value | undefined,
  config: ProviderConfig,
): Value {
  if (hasUnknown(tags)) return UNKNOWN;
  const merged = mergeTags(tags, config);
  if (isOfSdk(block) && prior === undefined && isZero(tags) && isZero(merged)) return UNKNOWN;
  return prior !== undefined && prior !== null && equal(prior, merged) ? prior : merged;
}
