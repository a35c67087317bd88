/** Parts of names under which secrets are kept. */
const SECRET =
  /passw|(?:^|[_-])pass(?:$|[_-])|salt$|passphrase|secret|token|credential|pwd|psk|(api|private|access|auth|signing)[_-]?key/i;

/** Environment variables are less telling: `STRIPE_KEY`. */
const SECRET_VARIABLE = /^(?=[A-Z0-9_]+$).*KEY/;

/** Names that are about a secret and do not hold one. */
const ABOUT =
  /(arn|arns|name|type|version|length|count|days|ttl|validity|enabled|required|policy|method|valueFrom|tokens)$/i;

/** Values that tell nothing: references, switches, and nothing at all. */
const HARMLESS = /^(|true|false|null|required|optional|enabled|disabled|none|arn:[\w-]+:.*|alias\/.*)$/is;

/** Keys of an entry whose name stands in another field: `{ name: "DB_PASSWORD", value: "…" }`. */
const OF_ENTRIES = ["value", "Value", "values", "default", "content"];

/**
 * Whether a value is kept under the name of a secret. `names` is the way to it, outermost first; entries of lists that
 * have a name count with that name.
 */
export function isSecretByName(names: readonly string[], value: string | number): boolean {
  const last = names.at(-1) ?? "";
  const holder = OF_ENTRIES.includes(last) ? (names.at(-2) ?? last) : last;
  // A number is rarely a secret, and often how long one lives.
  if (typeof value === "number") return /(password|passwd|secret|token|pin)$/i.test(holder);
  if (HARMLESS.test(value) || ABOUT.test(last)) return false;
  return names.some(isSecretName);
}

const isSecretName = (name: string) => !ABOUT.test(name) && (SECRET.test(name) || SECRET_VARIABLE.test(name));
