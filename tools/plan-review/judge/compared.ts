import type { Compared, DiffLine, DiffPart, ShownValue } from "../model/review.ts";
import type { Redactor } from "../secrets/redactor.ts";
import { readApart } from "./line-diff.ts";
import { haveSamePlaceholders, Placeholders } from "./placeholders.ts";
import { type Reading, reading } from "./shown.ts";
import type { Side } from "./side.ts";
import { diffTexts } from "./text-diff.ts";

/** Characters that are read at a glance: of longer texts is shown what differs. */
const MAX_GLANCE = 120;

/** Fewer lines are shown as one text. */
const MIN_LINES = 3;

/** Two sides as they may be shown: both of them, or what differs between them where that would be hard to find. */
export function compared(before: Side, after: Side, names: readonly string[], redactor: Redactor): Compared {
  const hidden = new Placeholders();
  const [readingBefore, readingAfter] = [
    reading(before, names, redactor, hidden),
    reading(after, names, redactor, hidden),
  ];
  const diff = diffOf(readingBefore, readingAfter);
  if (diff.some((line) => "sign" in line && line.sign !== " "))
    return { diff: diff.map((line) => filledIn(line, hidden)) };
  const both =
    readingBefore?.kind === "value" && readingAfter?.kind === "value" && readingBefore.text !== readingAfter.text;
  const texts = both ? readApart(readingBefore.text, readingAfter.text) : [readingBefore?.text, readingAfter?.text];
  const side = (one: Reading | undefined, text = ""): ShownValue | undefined =>
    one === undefined ? undefined : { kind: one.kind, text: hidden.filledIn(text) };
  const [left, right] = [side(readingBefore, texts[0]), side(readingAfter, texts[1])];
  return { ...(left !== undefined && { before: left }), ...(right !== undefined && { after: right }) };
}

/** Nothing if both sides are read at a glance, or where one of them can't be shown. */
function diffOf(before: Reading | undefined, after: Reading | undefined): DiffLine[] {
  const sides = [before, after].filter((side) => side !== undefined);
  if (sides.some(({ kind }) => kind !== "value")) return [];
  const isLong = sides.some(({ text }) => text.length > MAX_GLANCE);
  const isText = sides.every(({ lines }) => lines > 0);
  const most = Math.max(0, ...sides.map(({ lines }) => lines));
  if (isText && (most >= MIN_LINES || (most > 1 && isLong)))
    return diffTexts(before?.linesOf() ?? [], after?.linesOf() ?? []);
  if (before === undefined || after === undefined) return [];
  // Of what is hidden on both sides, only a diff says whether it is the same.
  return isLong || !haveSamePlaceholders(before.text, after.text) ? diffTexts([before.text], [after.text]) : [];
}

function filledIn(line: DiffLine, hidden: Placeholders): DiffLine {
  if ("folded" in line) return line;
  const parts = line.parts.map((part): DiffPart => {
    if (typeof part === "string") return hidden.filledIn(part);
    return "changed" in part ? { changed: hidden.filledIn(part.changed) } : part;
  });
  return { ...line, parts };
}
