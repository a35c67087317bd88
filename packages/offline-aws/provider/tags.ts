import { hasUnknown, isObject, type ObjectValue, UNKNOWN, type Value } from "../protocol/values.ts";
import type { Block } from "../schema/types.ts";
import { equal } from "./equivalence.ts";
import type { ProviderConfig } from "./provider-config.ts";

/** Whether a type takes the provider's `default_tags`. */
export const isTagged = (block: Block): boolean => "tags_all" in block.attributes && "tags" in block.attributes;

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
 *   created, or tags or default tags changed      the merged tags
 *   nothing changed                               what there is
 */
export function planTagsAll(tags: Value | undefined, prior: Value | undefined, config: ProviderConfig): Value {
  if (hasUnknown(tags)) return UNKNOWN;
  const merged = mergeTags(tags, config);
  return prior !== undefined && prior !== null && equal(prior, merged) ? prior : merged;
}
