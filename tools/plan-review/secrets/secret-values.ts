import { isLosslessNumber } from "lossless-json";
import type { Json } from "../read/json.ts";
import type { PlanFile } from "../read/plan-file.ts";
import { type Scalar, walk } from "../read/walk.ts";
import { isSecretByName } from "./names.ts";

/** Shorter secrets are only hidden where they stand alone: in longer texts they would be there by chance. */
const SHORTEST_PART = 6;

/** Shorter ones, such as 0 and us, are only hidden where they are marked. */
const SHORTEST = 3;

/** A value that was found under a secret's name is looked for elsewhere only if it doesn't look like a word. */
const WORD = /^(?=.{0,15}$)[a-z/_.-]*$/;

/** Values that are secret somewhere, and are to be hidden wherever they turn up again. */
export class SecretValues {
  private readonly alone = new Set<string>();
  /** By their first characters: one regular expression of all of them could become too large to be one. */
  private readonly parts = new Map<string, string[]>();

  constructor(plans: readonly PlanFile[]) {
    for (const { marked } of plans) for (const value of marked) walkWhole(value, (leaf) => this.add(leaf));
    for (const { resourceChanges, drift } of plans)
      for (const { change } of [...resourceChanges, ...drift])
        for (const side of [change.before, change.after])
          walk(side, [], (leaf, names) => {
            if (typeof leaf === "string" && leaf.length >= 8 && !WORD.test(leaf) && isSecretByName(names, leaf))
              this.add(leaf);
          });
    const parts = [...this.alone].filter((text) => text.length >= SHORTEST_PART).flatMap(spellings);
    // Longest first, so that what is left of a secret that holds another is hidden with it.
    for (const part of [...new Set(parts)].sort((one, other) => other.length - one.length)) {
      const start = part.slice(0, SHORTEST_PART);
      const known = this.parts.get(start);
      if (known === undefined) this.parts.set(start, [part]);
      else known.push(part);
    }
  }

  /** Whether a whole value is one. */
  has(leaf: Scalar): boolean {
    return this.alone.has(textOf(leaf));
  }

  /** A text with others in the place of the secrets in it. */
  replaceIn(text: string, replacement: string): string {
    if (this.parts.size === 0) return text;
    let result = "";
    let end = 0;
    for (let at = 0; at + SHORTEST_PART <= text.length; at++) {
      const found = this.parts.get(text.slice(at, at + SHORTEST_PART))?.find((part) => text.startsWith(part, at));
      if (found === undefined) continue;
      result += text.slice(end, at) + replacement;
      end = at + found.length;
      at = end - 1;
    }
    return end === 0 ? text : result + text.slice(end);
  }

  private add(leaf: Scalar): void {
    const text = textOf(leaf);
    if (typeof leaf !== "boolean" && text.length >= SHORTEST && !/^(true|false|null)$/.test(text)) this.alone.add(text);
  }
}

const textOf = (leaf: Scalar): string => (isLosslessNumber(leaf) ? leaf.value : String(leaf));

/** A marked value as it stands, and what it is made of. */
function walkWhole(value: Json, visit: (leaf: Scalar) => void): void {
  if (typeof value === "string") visit(value);
  walk(value, [], visit);
}

/** A secret as it may stand in other texts: in JSON, also as Terraform's jsonencode writes it, in an address, encoded. */
function spellings(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const address = encodeURIComponent(secret.replace(/\p{Cs}/gu, ""));
  const escaped = json.replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
  const all = [secret, json, escaped, address, ...encodings(secret)];
  return all.filter((text) => text.length >= SHORTEST_PART);
}

/** A text in base64, wherever in a longer one it begins: without the characters in which its neighbours have a part. */
function encodings(text: string): string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });
}
