/** Characters of a host name (RFC 1035, 2.3.4). */
const MAX_NAME_LENGTH = 255;

/**
 * Whether a host pattern of a listener rule lets a name through: `*` matches any text, `?` one character, and case
 * means nothing (Elastic Load Balancing user guide, host conditions). A longer one than a name can be matches nothing.
 */
export function matchesHost(pattern: string, name: string): boolean {
  if (pattern.length > MAX_NAME_LENGTH) return false;
  const form = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${form}$`, "i").test(name);
}
