/** Parts of names under which secrets are kept. */
const SECRET = new RegExp(
  [
    "passw|(?:^|[_-])pass(?:$|[_-])|(?<!by|com|tres)pass$|salt$|passphrase|passcode|secret|token|credential|pwd|psk",
    "(?:^|[_-])(?:pw|creds?|pat)$|(?:admin|bind|root|user)pw$|redis(?:cli)?_auth$",
    "(?:api|private|access|auth|signing|account|master|encryption|license|shared|subscription)[_-]?key",
  ].join("|"),
  "i",
);

/** Names that only count as a whole, and for what is directly under them: of cookies, signed addresses and sessions. */
const SECRET_ALONE =
  /^-{0,2}(?:x-amz-|x-goog-)?(?:sig|signature|session|session[_-]?id|session[_-]?key|jsessionid|phpsessid|sessid|pin|otp|_?auth|x-auth|apikey)$/i;

const HEADER = /^(?:(?:proxy-)?authorization|(?:set-)?cookie)$/i;

/** Environment variables are less telling: `STRIPE_KEY`. */
const SECRET_VARIABLE = /^(?!(?:.*_)?(?:PUBLIC_KEY|KEY_ID)$)(?=[A-Z0-9_]+$).*KEY/;

/** Names that are about a secret and do not hold one. */
const ABOUT = new RegExp(
  [
    "(?:arn|arns|name|type|version|length|count|days|ttl|validity|enabled|required|policy|method|valueFrom|tokens)$",
    // As a separate word, so that SECRET_MESSAGE is not about an age.
    `(?:^|[_.-])(?:${[
      "algorithm|age|duration|endpoint|env|exp|expiration|expires|expiry|fd|file|filename|format|from|header|hours|issuer",
      "label|lifetime|manager|minutes|mode|prefix|prompt|provider|regex|rotation|scope|scopes|seconds|size|source",
      "status|stdin|store|time|unit|units|uri|url",
    ].join("|")})$`,
    "\\.(?:com|io|net|org)$", // a host, as in condition keys of OIDC: token.actions.githubusercontent.com
  ].join("|"),
  "i",
);

/** Values that tell nothing: references, switches, placeholders, and nothing at all. */
const HARMLESS = new RegExp(
  `^(?:${[
    "|true|false|null|none|yes|no|on|off|required|optional|enabled|disabled|read|write|inherit",
    "arn:[\\w-]+:\\S*|alias/\\S*",
    "\\$\\{[^}\"':]*\\}|\\$?\\{\\{[^}\"']*\\}\\}|%[a-z_]+%|<[\\w .-]+>|\\*+",
    "\\((?:hidden|value hidden|known after apply|sensitive)[^)]*\\)",
  ].join("|")})$`,
  "is",
);

/** A variable or a command that a shell puts in. In other places `$ecret` may be a secret. */
const SHELL = /^(?:\$[A-Z_][A-Z0-9_]*$|\$\(|`)/;

/** Keys of an entry whose name is in another field: `{ name: "DB_PASSWORD", value: "…" }`. */
const OF_ENTRIES = ["value", "Value", "values", "default", "content"];

/**
 * Whether a value is kept under the name of a secret. `way` has the names that lead to it, outermost first; entries of lists that
 * have a name count with that name.
 */
export function isSecretByName(way: readonly string[], value: string | number): boolean {
  // Positions in lists say nothing, nor do the names of a policy's statements: what those allow is to be read.
  const names = way.filter((name, index) => !/^\d+$/.test(name) && way[index - 1] !== "Statement");
  const last = names.at(-1) ?? "";
  const holder = OF_ENTRIES.includes(last) ? (names.at(-2) ?? last) : last;
  // A number is rarely a secret, and often how long one lives.
  if (typeof value === "number") return /(password|passwd|secret|token|pin)$/i.test(holder);
  if (isHarmless(value) || isAbout(last)) return false;
  if (HEADER.test(last)) return !/^[A-Z_]+$/.test(value); // API Gateway's authorization is AWS_IAM, or NONE
  return names.some(isTelling) || SECRET_ALONE.test(keyOf(holder));
}

/** Whether what is directly under a name, such as `db-password` or `sig`, is a secret. */
export const isSecretName = (name: string): boolean => isTelling(name) || SECRET_ALONE.test(keyOf(name));

/** Whether a value says only where a secret is, or that there is none. */
export const isHarmless = (value: string): boolean => HARMLESS.test(value) || SHELL.test(value);

const isAbout = (name: string): boolean => ABOUT.test(name.replace(/([a-z\d])([A-Z])/g, "$1_$2"));

const isTelling = (name: string): boolean => {
  const key = keyOf(name);
  return !isAbout(key) && (SECRET.test(key) || SECRET_VARIABLE.test(key));
};

/** Names may have a place in front: `secretsmanager:VersionStage`, `//registry.npmjs.org/:_authToken`. */
const keyOf = (name: string): string => name.slice(name.lastIndexOf(":") + 1);

const DIGEST_NAME = /(?:hash|sha\d*|digest|checksum|etag|md5|integrity|fingerprint|thumbprint)(?:_?base64)?$/i;

/** Bytes of the digests that are in use, from MD5 to SHA-512. */
const DIGEST_BYTES = [16, 20, 28, 32, 48, 64];

/** Whether a value is the digest that its name says, such as `source_code_hash`; it looks like a random key. */
export function isDigest(names: readonly string[], value: string): boolean {
  if (!DIGEST_NAME.test(names.at(-1) ?? "")) return false;
  const bytes = Buffer.from(value, "base64");
  return bytes.toString("base64") === value && DIGEST_BYTES.includes(bytes.length);
}
