import type { Compared, DiffLine } from "../../tools/plan-review/model/review.ts";

/** Lines of a diff as `git diff` writes them, with changed parts in brackets and folded ones as their number. */
export const diffText = (diff: readonly DiffLine[] = []): string[] =>
  diff.map((line) => {
    if ("folded" in line) return `… ${line.folded} …`;
    const parts = line.parts.map((part) =>
      typeof part === "string" ? part : "changed" in part ? `[${part.changed}]` : `…${part.folded}…`,
    );
    return `${line.sign}${line.line} ${parts.join("")}`;
  });

/** All text that a value's change shows, without what says which of it has changed. */
export const plainText = ({ before, after, diff = [] }: Compared): string =>
  [before?.text ?? "", after?.text ?? "", ...diff.map(lineOf)].join("\n");

const lineOf = (line: DiffLine): string =>
  "folded" in line
    ? ""
    : line.parts.map((part) => (typeof part === "string" ? part : "changed" in part ? part.changed : "…")).join("");
