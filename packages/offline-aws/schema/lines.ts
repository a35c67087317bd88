/**
 * The text that schemas are kept in, one a line: what it is of, and JSON, so that a type can be parsed without the others.
 *
 *   version aws "6.25.0"
 *   provider aws {"version":0,"block":…}
 *   resource aws_vpc {"version":1,"block":…}
 *   data aws_vpc {"version":0,"block":…}
 *   ephemeral aws_ssm_parameter {"version":0,"block":…}
 */
export function linesOf(text: string): Map<string, string> {
  const lines = new Map<string, string>();
  for (const line of text.split("\n")) {
    const end = line.indexOf(" ", line.indexOf(" ") + 1);
    if (end > 0) lines.set(line.slice(0, end), line.slice(end + 1));
  }
  return lines;
}

/** The text of lines, in the order of what they are of. */
export const textOfLines = (lines: ReadonlyMap<string, string>): string =>
  [...lines].map(([key, json]) => `${key} ${json}\n`).join("");
