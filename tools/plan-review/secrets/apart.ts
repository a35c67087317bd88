import { randomInt } from "node:crypto";
import type { Hide } from "../../../packages/secrets/hidden.ts";

/** A text in which secrets are told apart from what may be shown. */
export interface Apart {
  /** One more than there are secrets. */
  readonly parts: readonly string[];
  /** As they are written in the text, in its order. */
  readonly secrets: readonly string[];
}

/**
 * Around the number of a secret until the text is taken apart. Random, so that no plan can have it in a text; of characters
 * that mean nothing to what finds secrets.
 */
const MARK = Array.from({ length: 6 }, () => String.fromCharCode(randomInt(0xe000, 0xf900))).join("");

const HIDDEN_SECRET = new RegExp(`\\(hidden${MARK}(\\d+)${MARK}\\)`, "g");

/** The same within another secret, which may begin or end inside of it. */
const WITHIN = new RegExp(`(?:\\(hidden)?${MARK}(\\d+)${MARK}\\)?`, "g");

/** Takes a text apart where `clean` hides something in it. */
export function apart(clean: (hide: Hide) => string): Apart {
  const found: string[] = [];
  // A secret may have others in it, which were found before it.
  const whole = (secret: string) => secret.replace(WITHIN, (_, index: string) => found[Number(index)] ?? "");
  const text = clean((secret) => `(hidden${MARK}${found.push(whole(secret)) - 1}${MARK})`);
  const pieces = text.split(HIDDEN_SECRET);
  return {
    parts: pieces.filter((_, index) => index % 2 === 0),
    secrets: pieces.flatMap((piece, index) => (index % 2 === 1 ? [found[Number(piece)] ?? ""] : [])),
  };
}
