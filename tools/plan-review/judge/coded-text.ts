import { HIDDEN } from "../../../packages/secrets/hidden.ts";
import { scalarText } from "../read/json.ts";
import type { Scalar } from "../read/walk.ts";
import type { Redactor } from "../secrets/redactor.ts";
import { visible } from "../secrets/visible.ts";
import { exactLine } from "./exact.ts";
import { hasPlaceholder, type Placeholders, withoutMarks } from "./placeholders.ts";

/** A text, number or truth value as JSON writes it, with placeholders for the secrets in it. */
export function leafText(leaf: Scalar, names: readonly string[], redactor: Redactor, hidden: Placeholders): string {
  if (typeof leaf !== "string") return scalarText(leaf);
  const text = withPlaceholders(leaf, names, redactor, hidden, (part) => visible(JSON.stringify(part).slice(1, -1)));
  if (hasPlaceholder(text)) redactor.count("cut out of a text");
  return `"${text}"`;
}

/**
 * Lines of a text, with placeholders for the secrets in them. The text is cleaned as a whole, because a secret of several
 * lines is known only then; what is left of it is one line.
 */
export function linesIn(text: string, names: readonly string[], redactor: Redactor, hidden: Placeholders): string[] {
  const cleaned = withPlaceholders(text, names, redactor, hidden, withoutMarks);
  return cleaned.split("\n").map((line) => {
    const because = line === "" || hasPlaceholder(line) ? undefined : redactor.secrecy(line, names);
    // How a line looks says nothing without the lines around it: one of a certificate looks like a key.
    if (because === undefined || because === "looks secret") return exactLine(line);
    redactor.count(because);
    return hidden.of(`(hidden: ${because})`, line);
  });
}

/** A text with placeholders for the secrets in it; what is left of it is written by `write`. */
function withPlaceholders(
  text: string,
  names: readonly string[],
  redactor: Redactor,
  hidden: Placeholders,
  write: (part: string) => string,
): string {
  const { parts, secrets } = redactor.apart(text, names);
  return parts
    .map((part, index) => (index === 0 ? "" : hidden.of(HIDDEN, secrets[index - 1] ?? "")) + write(part))
    .join("");
}
