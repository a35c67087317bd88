/** What is put in the place of a secret. */
export const HIDDEN = "(hidden)";

/** What stands between a name and its value in scripts, messages and JSON. `secret:` without a blank is part of an ARN. */
const ASSIGNED = String.raw`(?:\s*=\s*|["']?:\s+|\\{0,3}["']\s*:\s*)`;

/** A value, in quotes or up to the next blank. An ARN only says where a secret is, a switch nothing. */
const VALUE = String.raw`(?!\\{0,3}["']?(?:arn:|\(hidden\)|(?:required|optional|true|false|null|none)\b))(?:"(?:[^"\\\r\n]|\\.)+"|'[^'\r\n]+'|(?:\\{0,3}["'])?[^\s"'\`,;&)}]{4,})`;

/**
 * Secrets that can be told by how they look, each with what of it is kept. A plan may hold long texts made to take long:
 * none of these begins again within what it has already gone over.
 */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g, HIDDEN],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, HIDDEN],
  [/\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|npm_[A-Za-z0-9]{30,})/g, HIDDEN],
  [
    /\b(?:xox[abeprs]-[\w-]{10,}|[sr]k_(?:live|test)_\w{16,}|AIza[\w-]{30,}|(?<=hooks\.slack\.com\/)services\/[\w/-]{20,}|SG\.[\w-]{16,}\.[\w-]{16,})/g,
    HIDDEN,
  ],
  [/(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, HIDDEN],
  [/\b((?:Bearer|Basic)\s+)[A-Za-z0-9._~+/=-]{16,}/gi, `$1${HIDDEN}`],
  [/(\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:@/]*:)[^\s/]+(?=@)/gi, `$1${HIDDEN}`],
  [
    assignment(
      "(?:password|passwd|passphrase|secret|token|(?:api|private|access|auth|signing)[_-]?key)\\w{0,40}",
      "gi",
    ),
    `$1${HIDDEN}`,
  ],
  [assignment("\\b[A-Z0-9_]{0,40}KEY[A-Z0-9_]{0,40}", "g"), `$1${HIDDEN}`],
];

/** Characters of encoded keys, long enough for one; an ARN may hold as many, and is none. */
const ENCODED = /\barn:[\w-]+:[^\s"'`,]*|[A-Za-z0-9+/]{32,}={0,2}/g;

/** Bits for each character; names and words have fewer, random ones of this length more. */
const RANDOM = 4.5;

/** The text without what looks like a secret. */
export function withoutSecretShapes(text: string): string {
  if (text.length < 8) return text;
  const known = SHAPES.reduce((rest, [shape, kept]) => rest.replace(shape, kept), text);
  return known.replace(ENCODED, (run) => (!run.startsWith("arn:") && looksRandom(run) ? HIDDEN : run));
}

function assignment(name: string, flags: string): RegExp {
  return new RegExp(`(${name}${ASSIGNED})${VALUE}`, flags);
}

function looksRandom(run: string): boolean {
  return /[A-Z]/.test(run) && /[a-z]/.test(run) && /\d/.test(run) && entropy(run) >= RANDOM;
}

function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
