/**
 * Whether a host pattern of a listener rule lets a name through: `*` matches any text, `?` one character, and case
 * means nothing (Elastic Load Balancing user guide, host conditions).
 */
export function matchesHost(pattern: string, name: string): boolean {
  const form = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${form}$`, "i").test(name);
}
