import type { AttributeRow, DiffLine } from "../../model/review.ts";
import { shorten } from "../../secrets/visible.ts";
import { foldedLines, lineText } from "../words.ts";

/** Lines of a block that show attributes, and how many of those they show whole. */
export interface Listing {
  readonly lines: readonly string[];
  readonly whole: number;
}

/** The first attributes as lines of a diff. What has no room is counted: attributes after `most`, lines and characters of longer ones. */
export function listing(rows: readonly AttributeRow[], most: number, characters: number): Listing {
  const shown = rows.slice(0, most).map((row) => limited(rowLines(row), characters));
  const more = rows.length - shown.length;
  return {
    lines: [...shown.flatMap(({ lines }) => lines), ...(more > 0 ? [`  … and ${more} more attributes`] : [])],
    whole: shown.filter(({ isWhole }) => isWhole).length,
  };
}

/** Ways to list attributes in a number of rows, the one that says most first. */
export const listings = (rows: readonly AttributeRow[], most: number): Listing[] =>
  [20_000, 2000, 400].map((characters) => listing(rows, most, characters));

function rowLines({ path, before, after, diff, forcesReplacement }: AttributeRow): string[] {
  const why = forcesReplacement ? "  # forces replacement" : "";
  if (diff !== undefined) return [`  ${path}:${why}`, ...diff.map(diffLine)];
  return [
    ...(before === undefined ? [] : [`- ${path} = ${before.text}`]),
    ...(after === undefined ? [] : [`+ ${path} = ${after.text}${why}`]),
  ];
}

/** No text of a plan begins a line, so none can look like what is left out. */
const diffLine = (line: DiffLine): string =>
  "folded" in line ? `@@ ${foldedLines(line.folded)} @@` : `${line.sign} ${lineText(line.parts)}`;

function limited(lines: readonly string[], characters: number): { lines: string[]; isWhole: boolean } {
  let left = characters;
  const end = lines.findIndex((line) => {
    left -= line.length;
    return left < 0;
  });
  if (end < 0) return { lines: [...lines], isWhole: true };
  const rest = lines.slice(end + 1);
  const changed = rest.filter((line) => /^[-+]/.test(line)).length;
  const cut = shorten(lines[end] ?? "", Math.max(100, left + (lines[end]?.length ?? 0)));
  const more = `  … and ${rest.length} more lines, ${changed} of them changed`;
  return { lines: [...lines.slice(0, end), cut, ...(rest.length > 0 ? [more] : [])], isWhole: false };
}

/** What only one side of a diff has, on one line. */
export const sideOf = (diff: readonly DiffLine[], sign: "-" | "+"): string =>
  diff.flatMap((line) => ("sign" in line && line.sign === sign ? [lineText(line.parts)] : [])).join(" ↵ ");
