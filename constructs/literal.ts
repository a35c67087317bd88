import { Token } from "cdktf";

/**
 * A template that evaluates to nothing. It goes between characters that would mean something together, and stays what it
 * is within JSON and within an argument of a function, because it has no quotes and no backslashes.
 */
const NOTHING = "%{if true}%{endif}";

/** Texts by which cdktf knows the values of its maps; it refuses them anywhere else. */
const MARKERS: readonly unknown[] = [Token.STRING_MAP_TOKEN_VALUE, Token.ANY_MAP_TOKEN_VALUE];

/** What cdktf reads as a number in a text, which may be one of its tokens. */
const NUMBER = /[-|\d.+]+e[-|\d.eE+]+/g;

/**
 * The template that evaluates to a text as it is. Terraform evaluates every text of a configuration, and cdktf looks in
 * each for its own tokens, `${TfToken[…]}`, `#{TfToken[…]}`, `&{TfToken[…]}` and numbers of a certain size. `$${` would be
 * `${` for Terraform too, but beside a token cdktf takes it for the beginning of an expression, and within a function it
 * escapes it once more.
 */
export function literal(text: string): string {
  if (MARKERS.includes(text)) return NOTHING + text;
  return text
    .replace(/%(?=\{)/g, "%%")
    .replace(/\$(?=\{)|[#&](?=\{TfToken\[)/g, `$&${NOTHING}`)
    .replace(NUMBER, (number) => (isToken(number) ? number.replace("e", `${NOTHING}e`) : number));
}

/** Tokens are negative; with a hyphen before it, which this can't see, a positive number is one too. */
const isToken = (number: string) => Token.isUnresolved(-Math.abs(Number.parseFloat(number)));

/** A value whose texts are literal at every depth, names of members included. */
export function literals<T>(value: T): T {
  if (typeof value === "string") return literal(value) as T;
  if (Array.isArray(value)) return value.map(literals) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [literal(name), literals(member)])) as T;
}
