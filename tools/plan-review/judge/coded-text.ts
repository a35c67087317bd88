import { scalarText } from "../read/json.ts";
import type { Scalar } from "../read/walk.ts";
import type { Redactor } from "../secrets/redactor.ts";
import { HIDDEN } from "../secrets/shapes.ts";
import { visible } from "../secrets/visible.ts";
import { exactLine } from "./exact.ts";
import { hasPlaceholder, type Placeholders, withoutMarks } from "./placeholders.ts";

/** A text, number or truth value as JSON writes it, with placeholders for the secrets in it. */
export function leafText(leaf: Scalar, redactor: Redactor, hidden: Placeholders): string {
  if (typeof leaf !== "string") return scalarText(leaf);
  if (redactor.clean(leaf) !== leaf) redactor.count("cut out of a text");
  return `"${withPlaceholders(leaf, redactor, hidden, (part) => visible(JSON.stringify(part).slice(1, -1)))}"`;
}

/**
 * Lines of a text, with placeholders for the secrets in them. The text is cleaned as a whole, because a secret of several
 * lines is known only then; what is left of it is one line.
 */
export function linesIn(text: string, names: readonly string[], redactor: Redactor, hidden: Placeholders): string[] {
  const whole = withPlaceholders(text, redactor, hidden, withoutMarks);
  return whole.split("\n").map((line) => {
    const because = line === "" || hasPlaceholder(line) ? undefined : redactor.secrecy(line, names);
    if (because === undefined) return exactLine(line);
    redactor.count(because);
    return hidden.of(`(hidden: ${because})`, line);
  });
}

/** A text with placeholders for the secrets in it; what is left of it is written by `write`. */
function withPlaceholders(
  text: string,
  redactor: Redactor,
  hidden: Placeholders,
  write: (part: string) => string,
): string {
  const clean = redactor.clean(text);
  if (clean === text) return write(text);
  const parts = clean.split(HIDDEN);
  const secrets = between(text, parts);
  return parts
    .map((part, index) => (index === 0 ? "" : hidden.of(HIDDEN, secrets[index - 1] ?? "")) + write(part))
    .join("");
}

/**
 * What stands between the parts of a text. Where that can't be told, the whole text does: then whatever changes in it
 * counts as a change of each.
 */
function between(text: string, parts: readonly string[]): string[] {
  const [first = "", ...rest] = parts;
  let end = first.length;
  return rest.map((part, index) => {
    const isLast = index === rest.length - 1;
    const start = isLast ? text.length - part.length : text.indexOf(part, end);
    if (start < end) return text;
    const secret = text.slice(end, start);
    end = start + part.length;
    return secret;
  });
}
