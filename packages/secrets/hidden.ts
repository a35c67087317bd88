/** What replaces a secret. */
export const HIDDEN = "(hidden)";

/** Whether something hidden is at a position already, also as messages of the configuration say it. */
export const isHiddenAt = (text: string, at: number): boolean =>
  text.startsWith("(hidden", at) || text.startsWith("(value hidden", at);

/** Decides what replaces a secret: `(hidden)`, or the same with more in it but blanks, quotes and brackets. */
export type Hide = (secret: string) => string;

/** A part of a text, from one position up to another. */
export type Range = readonly [start: number, end: number];

/** A text with some of its parts replaced, which are in order and do not overlap. */
export function replaceRanges(text: string, ranges: Iterable<Range>, hide: Hide): string {
  let result = "";
  let done = 0;
  for (const [start, end] of ranges) {
    if (start < done || start >= end) continue;
    result += text.slice(done, start) + hide(text.slice(start, end));
    done = end;
  }
  return done === 0 ? text : result + text.slice(done);
}
