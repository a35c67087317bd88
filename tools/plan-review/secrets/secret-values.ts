import { isLosslessNumber } from "lossless-json";
import type { Hide } from "../../../packages/secrets/hidden.ts";
import { isWord, KnownValues } from "../../../packages/secrets/known-values.ts";
import { isSecretByName } from "../../../packages/secrets/names.ts";
import { documentIn, type Json } from "../read/json.ts";
import type { PlanFile } from "../read/plan-file.ts";
import { type Scalar, walk } from "../read/walk.ts";

/** Values that are secret somewhere in plans: because Terraform marks them, or by their names. */
export class SecretValues {
  private readonly values: KnownValues;

  constructor(plans: readonly PlanFile[]) {
    const known: string[] = [];
    const short: string[] = [];
    for (const { marked } of plans)
      for (const value of marked) {
        walkWhole(value, (leaf) => {
          if (typeof leaf !== "boolean") known.push(textOf(leaf));
        });
        // Of what a marked document holds, not all is secret, and short words of it are everywhere.
        if (typeof value === "string" && documentIn(value) === undefined) short.push(value);
      }
    for (const { resourceChanges, drift } of plans)
      for (const { change } of [...resourceChanges, ...drift])
        for (const side of [change.before, change.after])
          walk(side, [], (leaf, names) => {
            if (typeof leaf === "string" && leaf.length >= 8 && !isWord(leaf) && isSecretByName(names, leaf))
              known.push(leaf);
          });
    this.values = new KnownValues(known, short);
  }

  /** Whether a whole value is one. */
  has(leaf: Scalar): boolean {
    return this.values.has(textOf(leaf));
  }

  /** A text with its secrets replaced. */
  replaceIn(text: string, hide: Hide): string {
    return this.values.replaceIn(text, hide);
  }
}

const textOf = (leaf: Scalar): string => (isLosslessNumber(leaf) ? leaf.value : String(leaf));

/** A marked value as it is, and what it is made of. */
function walkWhole(value: Json, visit: (leaf: Scalar) => void): void {
  if (typeof value === "string") visit(value);
  walk(value, [], visit);
}
