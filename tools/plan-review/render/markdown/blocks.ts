/** A piece of a comment that may be left out where there is no room. */
export interface CommentBlock {
  readonly section: string;
  /** The highest is left out last. */
  readonly priority: number;
  /** Ways to say it, the longest first. */
  readonly texts: readonly string[];
  /** Number of changes that it shows. */
  readonly changes: number;
  /** Number of attributes that each of `texts` shows whole; none if it is missing. */
  readonly attributes?: readonly number[];
}

/** Bytes that a section takes besides its pieces: its title, and the head of a table. */
const FRAME = 600;

/** What fits: by section, in the given order; how many pieces of each there are, and what is shown. */
export interface Fitting {
  readonly texts: ReadonlyMap<string, readonly string[]>;
  readonly pieces: ReadonlyMap<string, number>;
  readonly changes: number;
  /** Attributes that are shown whole. */
  readonly attributes: number;
}

/**
 * Chooses what fits into a number of bytes, the most important first, and keeps the order. No section
 * takes more than a third before all others have had their turn.
 */
export function fit(blocks: readonly CommentBlock[], bytes: number): Fitting {
  const chosen = new Map<CommentBlock, string>();
  const begun = new Map<string, number>();
  let left = bytes;
  const byPriority = blocks.map((block, index) => ({ block, index }));
  byPriority.sort((one, other) => other.block.priority - one.block.priority || one.index - other.index);
  for (const share of [bytes / 3, bytes])
    for (const { block } of byPriority) {
      if (chosen.has(block)) continue;
      const taken = begun.get(block.section);
      const frame = taken === undefined ? FRAME : 0;
      const room = Math.min(left, share - (taken ?? 0)) - frame;
      const text = block.texts.find((each) => size(each) <= room);
      if (text === undefined) continue;
      chosen.set(block, text);
      begun.set(block.section, (taken ?? 0) + frame + size(text));
      left -= frame + size(text);
    }
  const texts = new Map<string, string[]>();
  const pieces = new Map<string, number>();
  for (const block of blocks) {
    const text = chosen.get(block);
    pieces.set(block.section, (pieces.get(block.section) ?? 0) + 1);
    if (text !== undefined) texts.set(block.section, [...(texts.get(block.section) ?? []), text]);
  }
  const sum = (of: (block: CommentBlock, text: string) => number) =>
    [...chosen].reduce((all, [block, text]) => all + of(block, text), 0);
  const changes = sum((block) => block.changes);
  const attributes = sum((block, text) => block.attributes?.[block.texts.indexOf(text)] ?? 0);
  return { texts, pieces, changes, attributes };
}

/** As many of the first texts as fit in a number of bytes. */
export function firstOf(texts: readonly string[], bytes: number): string[] {
  let left = bytes;
  const end = texts.findIndex((text) => {
    left -= size(text);
    return left < 0;
  });
  return texts.slice(0, end < 0 ? texts.length : end);
}

/** Bytes that a text takes, with the line breaks around it. */
const size = (text: string): number => Buffer.byteLength(text) + 2;
