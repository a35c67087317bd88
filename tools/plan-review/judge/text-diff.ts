import { diffArrays } from "diff";
import type { DiffLine, DiffPart } from "../model/review.ts";
import { changedLines, unchangedLine, wholeLine } from "./line-diff.ts";

/** Unchanged lines that stay on each side of what changes. One line is not worth folding. */
const CONTEXT = 3;

/** So many differences at most: looking for more takes too long, and all between the first and the last counts as changed. */
const MAX_EDITS = 1000;

/**
 * What differs between two texts: every line that changes, with its surroundings, and the number of lines instead of
 * the rest. What changes is never left out.
 */
export function diffTexts(before: readonly string[], after: readonly string[]): DiffLine[] {
  const found: DiffLine[] = [];
  let [linesBefore, linesAfter] = [0, 0];
  const blocks = blocksOf(before, after);
  for (const [index, { removed, added, common }] of blocks.entries()) {
    found.push(...changed(removed, added, linesBefore + 1, linesAfter + 1));
    [linesBefore, linesAfter] = [linesBefore + removed.length, linesAfter + added.length];
    const isFirst = index === 0 && removed.length + added.length === 0;
    found.push(...unchanged(common, linesAfter + 1, isFirst, index === blocks.length - 1));
    [linesBefore, linesAfter] = [linesBefore + common.length, linesAfter + common.length];
  }
  return found;
}

/** Lines that change together, and the lines after them that stay. */
interface Block {
  removed: readonly string[];
  added: readonly string[];
  common: readonly string[];
}

function blocksOf(before: readonly string[], after: readonly string[]): Block[] {
  const changes = diffArrays([...before], [...after], { maxEditLength: MAX_EDITS });
  if (changes === undefined) return replaced(before, after);
  const blocks: Block[] = [];
  for (const { value, removed, added } of changes) {
    const last = blocks.at(-1);
    const open = last === undefined || last.common.length > 0 ? { removed: [], added: [], common: [] } : last;
    if (open !== last) blocks.push(open);
    if (removed) open.removed = [...open.removed, ...value];
    else if (added) open.added = [...open.added, ...value];
    else open.common = value;
  }
  return blocks;
}

/** All but the beginning and the end that both have in common. */
function replaced(before: readonly string[], after: readonly string[]): Block[] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const [removed, added] = [before, after].map((lines) => lines.slice(start, lines.length - end));
  return [
    ...(start > 0 ? [{ removed: [], added: [], common: before.slice(0, start) }] : []),
    { removed: removed ?? [], added: added ?? [], common: before.slice(before.length - end) },
  ];
}

/** Removed lines, then added ones. A line is compared with the one that replaces it. */
function changed(
  removed: readonly string[],
  added: readonly string[],
  firstBefore: number,
  firstAfter: number,
): DiffLine[] {
  const pairs = removed.map((line, index): [DiffPart[], DiffPart[] | undefined] => {
    const other = added[index];
    return other === undefined ? [wholeLine(line), undefined] : changedLines(line, other);
  });
  return [
    ...pairs.map(([parts], index): DiffLine => ({ sign: "-", line: firstBefore + index, parts })),
    ...added.map(
      (line, index): DiffLine => ({ sign: "+", line: firstAfter + index, parts: pairs[index]?.[1] ?? wholeLine(line) }),
    ),
  ];
}

function unchanged(lines: readonly string[], firstAfter: number, isFirst: boolean, isLast: boolean): DiffLine[] {
  const context = (some: readonly string[], from: number) =>
    some.map((line, index): DiffLine => ({ sign: " ", line: from + index, parts: unchangedLine(line) }));
  // Before the first change and after the last one, the other end is the end of the text.
  const from = isFirst ? 0 : CONTEXT;
  const to = isLast ? lines.length : lines.length - CONTEXT;
  if (to - from < 2) return context(lines, firstAfter);
  return [
    ...context(lines.slice(0, from), firstAfter),
    { folded: to - from },
    ...context(lines.slice(to), firstAfter + to),
  ];
}
