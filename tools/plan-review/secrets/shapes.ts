/** What is put in the place of a secret. */
export const HIDDEN = "(hidden)";

/** Secrets that can be told by how they look, each with what of it is kept. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g, HIDDEN],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, HIDDEN],
  [/\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|npm_[A-Za-z0-9]{30,})/g, HIDDEN],
  [/\b(?:xox[abeprs]-[\w-]{10,}|[sr]k_(?:live|test)_\w{16,}|AIza[\w-]{30,}|SG\.[\w-]{16,}\.[\w-]{16,})/g, HIDDEN],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, HIDDEN],
  [/\b((?:Bearer|Basic)\s+)[A-Za-z0-9._~+/=-]{16,}/gi, `$1${HIDDEN}`],
  [/([a-z][a-z0-9+.-]*:\/\/[^\s:@/]*:)[^\s@/]+(?=@)/gi, `$1${HIDDEN}`],
  // An assignment in a script or a message. `secret:` without a blank is part of an ARN.
  [
    /((?:password|passwd|passphrase|secret|token|api_?key|access_?key)\w*(?:\s*=\s*|["']?:\s+["']?|["']\s*:\s*["']?)["']?)[^\s"'`,;&)}]{4,}/gi,
    `$1${HIDDEN}`,
  ],
];

/** Characters of encoded keys, long enough for one. */
const ENCODED = /[A-Za-z0-9+/]{32,}={0,2}/g;

/** Bits for each character; names and words have fewer, random ones of this length more. */
const RANDOM = 4.5;

/** The text without what looks like a secret. */
export function withoutSecretShapes(text: string): string {
  if (text.length < 8) return text;
  const known = SHAPES.reduce((rest, [shape, kept]) => rest.replace(shape, kept), text);
  return known.replace(ENCODED, (run) => (looksRandom(run) ? HIDDEN : run));
}

function looksRandom(run: string): boolean {
  return /[A-Z]/.test(run) && /[a-z]/.test(run) && /\d/.test(run) && entropy(run) >= RANDOM;
}

function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
