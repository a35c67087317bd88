/** Attributes of a resource, as plans and states have them; what is not known yet is absent or null. */
export type Attributes = Readonly<Record<string, unknown>>;

/** A text that is known and not empty. */
export const textIn = (attributes: Attributes, name: string): string | undefined => {
  const value = attributes[name];
  return typeof value === "string" && value !== "" ? value : undefined;
};

/** All tags of a resource; undefined if it can't have any. */
export function tagsOf({ tags_all, tags }: Attributes): Readonly<Record<string, unknown>> | undefined {
  const found = tags_all ?? tags;
  return typeof found === "object" && found !== null ? (found as Record<string, unknown>) : undefined;
}
