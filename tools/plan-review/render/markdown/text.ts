import { shorten } from "../../secrets/visible.ts";

/**
 * A text of a plan in a code span, where nothing in it is markup, mention or link. The fence is longer than any run of
 * backticks in it.
 */
export function code(text: string, most = 500): string {
  const inner = shorten(text, most) || " ";
  const fence = "`".repeat(longestRun(inner) + 1);
  const pad = inner.startsWith("`") || inner.endsWith("`") || /^ .* $/.test(inner) ? " " : "";
  return `${fence}${pad}${inner}${pad}${fence}`;
}

/** A row of a table. A bar would end a cell even in a code span, unless an odd number of backslashes is before it. */
export const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;

const cell = (text: string) =>
  text.replace(/(\\*)\|/g, (_, slashes: string) => `${slashes.length % 2 === 0 ? "\\" : ""}${slashes}|`);

/** Lines of a plan in a block, which none of them can end. */
export function codeBlock(language: string, lines: readonly string[]): string {
  const fence = "`".repeat(Math.max(3, longestRun(lines.join("\n")) + 1));
  return [`${fence}${language}`, ...lines, fence].join("\n");
}

/** A part that can be folded. The title is the review's own words. */
export const folded = (title: string, body: string, isOpen: boolean): string =>
  `<details${isOpen ? " open" : ""}><summary>${title}</summary>\n\n${body}\n\n</details>`;

function longestRun(text: string): number {
  // Not as arguments of one call: a long text may have more runs than a call takes.
  return [...text.matchAll(/`+/g)].reduce((longest, [run]) => Math.max(longest, run.length), 0);
}
