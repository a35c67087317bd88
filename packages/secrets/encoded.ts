import type { Hide } from "./hidden.ts";

/** What may have as many characters of base64 in it, and is public: ARNs, digests, public keys, certificates. */
const PUBLIC = [
  "\\barn:[\\w-]+:[^\\s\"'`,]*",
  "\\bsha(?:256|384|512)[-:=][A-Za-z0-9+/]+={0,2}",
  "\\b(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\\d{3})\\s[A-Za-z0-9+/]+={0,2}",
  "-----BEGIN (?:CERTIFICATE(?: REQUEST)?|(?:RSA )?PUBLIC KEY)-----[A-Za-z0-9+/=\\s]*-----END",
];

/** Maximum characters of one text in base64, of which four are three bytes: the stack of an expression has an end. */
const LONGEST = 1_000_000;

/** Characters of base64, on one line or wrapped. */
const ENCODED = new RegExp(
  `(${PUBLIC.join("|")})|(?:[A-Za-z0-9+/_-]{60,1024}\\r?\\n)*[A-Za-z0-9+/_-]{12,${LONGEST}}={0,2}`,
  "g",
);

/** What may be a key; the name of a resource may have more characters of base64 made for addresses. */
const KEY = new RegExp(`[A-Za-z0-9+/]{32,${LONGEST}}={0,2}`, "g");

/** Bits for each character; names and words have fewer, random ones of this length more. */
const RANDOM = 4.5;

/** A text without encoded texts that have a secret in them, and without what looks like a random key. */
export function hideEncoded(text: string, hide: Hide, hasSecret: (text: string) => boolean): string {
  return text.replace(ENCODED, (run, isPublic?: string) => {
    if (isPublic !== undefined) return run;
    const plainText = decoded(run);
    if (plainText !== undefined && hasSecret(plainText)) return hide(run);
    return run.length < 32 ? run : run.replace(KEY, (key) => (looksRandom(key) ? hide(key) : key));
  });
}

/** What a text in base64 says, if it says something that people read. */
function decoded(run: string): string | undefined {
  const bytes = Buffer.from(run, "base64");
  if (bytes.length < 8 || bytes.some((byte) => byte < 9 || byte === 127)) return undefined;
  const text = bytes.toString("utf8");
  return /[^\P{Cc}\t\n\r]|\ufffd/u.test(text) ? undefined : text;
}

function looksRandom(run: string): boolean {
  return /[A-Z]/.test(run) && /[a-z]/.test(run) && /\d/.test(run) && entropy(run) >= RANDOM;
}

function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
