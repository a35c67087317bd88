import { hideInAddresses } from "./addresses.ts";
import { hideAssignments } from "./assignments.ts";
import { hideInCommands } from "./commands.ts";
import { hideEncoded } from "./encoded.ts";
import { HIDDEN, type Hide } from "./hidden.ts";
import { hideTokens } from "./tokens.ts";

/** No secret that is recognized by its surroundings is shorter together with them: `a:b@c/d`. */
const MIN_LENGTH = 6;

/** A text in JSON or in an address that has characters written with a backslash; others begin no text. */
const ESCAPED = /\\[\s\S]|"(?:[^"\\\r\n]|\\["\\/bfnrtu])*"/g;

/** Texts that are escaped or encoded within others are looked into so many times. */
const DEEPEST = 3;

const asHidden: Hide = () => HIDDEN;

/**
 * A text without what looks like a secret, or is written as one: tokens, private keys, passwords in addresses, values of
 * names such as `password`, arguments of commands, and texts in base64 with one of these in them. Takes a time that grows
 * with the text, even if it was made to take long. The same again changes nothing.
 */
export const withoutSecrets = (text: string, hide: Hide = asHidden): string => cleaned(text, hide, 0);

/** Whether a text has a secret in it. */
export const hasSecret = (text: string): boolean => hasSecretWithin(text, 0);

function cleaned(text: string, hide: Hide, depth: number): string {
  if (text.length < MIN_LENGTH) return text;
  let rest = depth < DEEPEST && text.includes("\\") ? hideEscaped(text, hide, depth) : text;
  rest = hideTokens(rest, hide);
  rest = hideInAddresses(rest, hide);
  rest = hideInCommands(rest, hide);
  rest = hideAssignments(rest, hide);
  return hideEncoded(rest, hide, (unescapedText) => depth < DEEPEST && hasSecretWithin(unescapedText, depth + 1));
}

function hideEscaped(text: string, hide: Hide, depth: number): string {
  return text.replace(ESCAPED, (escaped) => {
    const unescapedText = escaped.startsWith('"') && escaped.includes("\\") ? unescaped(escaped) : undefined;
    const clean = unescapedText === undefined ? unescapedText : cleaned(unescapedText, hide, depth + 1);
    return clean === unescapedText ? escaped : JSON.stringify(clean);
  });
}

function unescaped(text: string): string | undefined {
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}

function hasSecretWithin(text: string, depth: number): boolean {
  return cleaned(text, asHidden, depth) !== text;
}
