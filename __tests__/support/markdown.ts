/** What GitHub makes of a comment, as far as it decides what of a text is markup. */
export interface Read {
  /** Lines outside of blocks, each code span in them as `` and each cell of a table by itself. */
  readonly prose: readonly string[];
  /** Numbers of cells of each table, row by row. */
  readonly tables: readonly (readonly number[])[];
}

/** Reads a comment as GitHub Flavored Markdown. Throws if a block, a code span or a part that folds has no end. */
export function readMarkdown(text: string): Read {
  const prose: string[] = [];
  const tables: number[][] = [];
  let fence: string | undefined;
  let isTable = false;
  let depth = 0;
  for (const line of text.split("\n")) {
    if (fence !== undefined) {
      if (/^`+$/.test(line) && line.length >= fence.length) fence = undefined;
      continue;
    }
    fence = /^(`{3,})[^`]*$/.exec(line)?.[1];
    if (fence !== undefined) continue;
    // Whatever follows a row without a blank line between is a row as well.
    const isRow: boolean = line.startsWith("|") || (isTable && line !== "" && !/^<\/?\w/.test(line));
    if (isRow && !isTable) tables.push([]);
    isTable = isRow;
    const parts = isRow ? cells(line) : [line];
    if (isRow) tables.at(-1)?.push(parts.length);
    const plain = parts.map(withoutSpans);
    for (const [tag] of plain.join(" ").matchAll(/<(\/?)details\b/g)) depth += tag.startsWith("</") ? -1 : 1;
    if (depth < 0) throw new Error(`ends what was not begun: ${line}`);
    prose.push(...plain);
  }
  if (fence !== undefined) throw new Error("a block has no end");
  if (depth !== 0) throw new Error("a part that folds has no end");
  return { prose, tables };
}

/** Cells of a row. A bar after a backslash ends none: for some after any, for others after an odd number of them. */
function cells(row: string): string[] {
  const [some, others] = [/(?<!\\)\|/, /(?<=(?<!\\)(?:\\\\)*)\|/].map((end) => row.split(end).slice(1, -1));
  if (some === undefined || some.length !== others?.length) throw new Error(`may be read in two ways: ${row}`);
  return some.map((cell) => cell.replaceAll("\\|", "|"));
}

/** A line with nothing in its code spans. A span ends with as many backticks as it begins with. */
function withoutSpans(line: string): string {
  const plain = line.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, "");
  if (plain.includes("`")) throw new Error(`a code span has no end: ${line}`);
  return plain;
}
