import { isHiddenAt, type Range } from "./hidden.ts";
import { isHarmless } from "./names.ts";

/** A quote; within JSON that is within JSON, there are backslashes before it. */
const QUOTE = /(\\{0,7})(["'`])/y;

/** Up to a blank, a quote, or the end of a statement; what is right behind it and has no name may be more of the value. */
const PLAIN = /(?:[^\s"'`;&|]|[;&|](?=[^\s"'`;&|])(?![\w.-]{1,100}(?:=|%3D)))+/iy;

/** Expressions may have blanks in them: `${{ github.token }}`. */
const REFERENCE = /\$?\{\{[^{}"'\n]*\}\}|\$\{[^{}\n]*\}/y;

/** Beginning of an object or of a list, in which names and values follow. */
const STRUCTURE = /^[[{(<]+$/;

/** What belongs to the text around a value. */
const AROUND = /[,)}\]\\]+$/;

/**
 * The value that begins at a position, with its quotes, or up to the next blank; undefined if there is none, and for
 * one that only says where a secret is.
 */
export function valueAt(text: string, start: number): Range | undefined {
  QUOTE.lastIndex = start;
  const [opening = "", backslashes = "", quote = ""] = QUOTE.exec(text) ?? [];
  const from = start + opening.length;
  const to = opening === "" ? undefined : closingQuote(text, from, backslashes.length, quote);
  if (to !== undefined) {
    if (isHarmless(text.slice(from, to))) return undefined;
    return [start, text.startsWith(opening, to) ? to + opening.length : to];
  }
  if (isHiddenAt(text, from)) return undefined;
  REFERENCE.lastIndex = from;
  const [reference = ""] = REFERENCE.exec(text) ?? [];
  PLAIN.lastIndex = from + reference.length;
  const plain = reference + (PLAIN.exec(text)?.[0] ?? "");
  const value = reference + plain.slice(reference.length).replace(AROUND, "");
  return value === "" || STRUCTURE.test(value) || isHarmless(value) ? undefined : [start, from + value.length];
}

/** Where a value in quotes ends: at their like, or at those of the text that it is in; undefined if not on this line. */
function closingQuote(text: string, from: number, depth: number, quote: string): number | undefined {
  for (let at = from; at < text.length && text[at] !== "\n" && text[at] !== "\r"; at++) {
    let end = at;
    while (text[end] === "\\") end++;
    if (text[end] === quote) {
      const backslashes = end - at;
      if (backslashes < depth || quote === "'") return at;
      if ((backslashes - depth) % (2 * (depth + 1)) === 0) return end - depth;
    }
    at = text[end] === quote ? end : Math.max(at, end - 1);
  }
  return undefined;
}
