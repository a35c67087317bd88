import { diffArrays } from "diff";
import type { DiffPart } from "../model/review.ts";
import { toldApart } from "./exact.ts";
import { charactersOf } from "./placeholders.ts";

/** A part of a line that is on both sides, or on one only. */
interface Run {
  text: string;
  readonly isChanged: boolean;
}

/** Unchanged characters that stay on each side of what changes, and the fewest that are worth folding. */
const [CONTEXT, MIN_FOLDED] = [60, 20];

/** Characters of an unchanged line that stay. */
const MAX_UNCHANGED = 200;

/** Characters that both sides may have in common by chance. */
const MAX_CHANCE = 2;

/** So many differences at most; looking for more takes too long. Of the parts of both lines so many may differ. */
const [MAX_EDITS, MAX_SHARE] = [400, 0.6];

/**
 * A removed line and the line in its place, each as what has changed of it, with its surroundings. Lines with little in
 * common have changed as a whole.
 */
export function changedLines(before: string, after: string): [DiffPart[], DiffPart[]] {
  const runs = runsOf(before, after);
  if (runs?.[0].some(({ isChanged }) => !isChanged)) return [folded(runs[0]), folded(runs[1])];
  const [left, right] = readApart(before, after);
  return [wholeLine(left), wholeLine(right)];
}

/** Two different texts on one line, told apart where parts of them would read the same. */
export function readApart(before: string, after: string): [string, string] {
  if (!/[^\0-\x7f]/.test(before + after)) return [before, after];
  const runs = runsOf(before, after);
  const textOf = (side: readonly Run[]) => side.map(({ text }) => text).join("");
  return runs === undefined ? toldApart(before, after) : [textOf(runs[0]), textOf(runs[1])];
}

/** A line that is on one side only. All of it is shown. */
export const wholeLine = (line: string): DiffPart[] => (line === "" ? [] : [line]);

/** A line that stays as it is. */
export function unchangedLine(line: string): DiffPart[] {
  if (line.length <= MAX_UNCHANGED) return wholeLine(line);
  const characters = charactersOf(line);
  const rest = characters.length - MAX_UNCHANGED;
  return rest < MIN_FOLDED ? [line] : [characters.slice(0, MAX_UNCHANGED).join(""), { folded: rest }];
}

/** Both sides of a line as runs, an empty one where only the other side has something; undefined if little is common. */
function runsOf(before: string, after: string): [Run[], Run[]] | undefined {
  const [tokensBefore, tokensAfter] = [tokens(before), tokens(after)];
  const maxEditLength = Math.min(MAX_EDITS, Math.ceil((tokensBefore.length + tokensAfter.length) * MAX_SHARE));
  const changes = diffArrays(tokensBefore, tokensAfter, { maxEditLength });
  if (changes === undefined) return undefined;
  const sides: [Run[], Run[]] = [[], []];
  const add = (texts: readonly [string, string], isChanged: boolean) => {
    for (const [index, text] of texts.entries()) {
      const last = sides[index]?.at(-1);
      if (last?.isChanged && isChanged) last.text += text;
      else sides[index]?.push({ text, isChanged });
    }
  };
  let removed = "";
  for (const [index, change] of changes.entries()) {
    const text = change.value.join("");
    const isBetween = index > 0 && index < changes.length - 1;
    // What is removed comes first, so that what is added takes its place.
    if (change.removed && changes[index + 1]?.added) removed = text;
    else if (change.removed) add([text, ""], true);
    else if (change.added) {
      add(toldApart(removed, text), true);
      removed = "";
    }
    // Few characters that happen to be the same would only tear apart what changes.
    else add([text, text], isBetween && text.length <= MAX_CHANCE);
  }
  return sides;
}

/** Words, and every other character by itself; what is too long for a word is compared character by character. */
const tokens = (line: string): string[] =>
  line.match(/\ue000\d+\ue001|[\p{L}\p{N}_]{1,32}(?![\p{L}\p{N}_])|[\s\S]/gu) ?? [];

/** What changes with its surroundings, and the number of characters instead of the rest. */
function folded(runs: readonly Run[]): DiffPart[] {
  const parts = runs.flatMap(({ text, isChanged }, index): DiffPart[] => {
    if (isChanged) return [{ changed: text }];
    const characters = charactersOf(text);
    // Before the first change and after the last one, the other end of a run is the end of the line.
    const from = index === 0 ? 0 : CONTEXT;
    const to = index === runs.length - 1 ? characters.length : characters.length - CONTEXT;
    if (to - from < MIN_FOLDED) return [text];
    return [characters.slice(0, from).join(""), { folded: to - from }, characters.slice(to).join("")];
  });
  return parts.filter((part) => part !== "" && !(typeof part === "object" && "changed" in part && part.changed === ""));
}
