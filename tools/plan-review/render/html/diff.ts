import type { DiffLine, DiffPart } from "../../model/review.ts";
import { changedText, diffSize, foldedCharacters, foldedLines } from "../words.ts";
import { type Html, html } from "./html.ts";

/** From here on a diff is folded. */
const [MAX_LINES, MAX_CHARACTERS] = [150, 8000];

const SIGNS = { "-": "−", "+": "+", " ": "\u00a0" } as const;
const CLASSES = { "-": "removed", "+": "added", " ": "same" } as const;

/** What differs between two texts, as a file's diff is shown; folded where it would fill screens. */
export function diffView(lines: readonly DiffLine[]): Html {
  const isOneLine = lines.every((line) => "sign" in line && line.line === 1);
  const body = html`<div class="diff${isOneLine ? " single" : ""}">${lines.map(lineView)}</div>`;
  const { count, characters } = diffSize(lines);
  if (count <= MAX_LINES && characters <= MAX_CHARACTERS) return body;
  return html`<details><summary>${changedText(lines)}</summary>${body}</details>`;
}

function lineView(line: DiffLine): Html {
  if ("folded" in line) return html`<div class="folded">${foldedLines(line.folded)}</div>`;
  // A blank at which no line is broken.
  const sign = `${SIGNS[line.sign]}\u00a0`;
  return html`<div class="${CLASSES[line.sign]}" data-line="${line.line}">${sign}${line.parts.map(partView)}</div>`;
}

function partView(part: DiffPart): Html {
  if (typeof part === "string") return html`${part}`;
  return "changed" in part
    ? html`<mark>${part.changed}</mark>`
    : html`<span class="folded">${foldedCharacters(part.folded)}</span>`;
}
