/** What the doc comment of a field says. */
export interface Comment {
  readonly meaning: string;
  /** What `@default` says; undefined without it. */
  readonly standard?: string;
}

/** Reads the text between the slashes of a doc comment: its lines as one, and `@default` by itself. */
export function parseComment(text: string): Comment {
  const line = text
    .split("\n")
    .map((each) => each.replace(/^\s*\*+/, "").trim())
    .join(" ")
    .trim();
  const [meaning = "", standard] = line.split("@default").map((part) => part.trim());
  return { meaning, ...(standard !== undefined && { standard }) };
}
