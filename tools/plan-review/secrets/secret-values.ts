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
  private readonly parts: RegExp | undefined;

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
    const sorted = [...new Set(parts)].sort((one, other) => other.length - one.length || (one < other ? -1 : 1));
    this.parts = sorted.length === 0 ? undefined : new RegExp(sorted.map(escapePattern).join("|"), "g");
  }

  /** Whether a whole value is one. */
  has(leaf: Scalar): boolean {
    return this.alone.has(textOf(leaf));
  }

  /** A text with others in the place of the secrets in it. */
  replaceIn(text: string, replacement: string): string {
    return this.parts === undefined ? text : text.replace(this.parts, replacement);
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

/** A secret as it may stand in other texts: in JSON, in an address, encoded. */
function spellings(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    json,
    encodeURIComponent(secret.replace(/\p{Cs}/gu, "")),
    Buffer.from(secret).toString("base64").replace(/=+$/, ""),
  ];
}

const escapePattern = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
