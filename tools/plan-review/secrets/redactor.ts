import { isLosslessNumber } from "lossless-json";
import { CHANGED, HIDDEN, type Hide } from "../../../packages/secrets/hidden.ts";
import { isDigest, isSecretByName } from "../../../packages/secrets/names.ts";
import { withoutSecrets } from "../../../packages/secrets/without-secrets.ts";
import { scalarText } from "../read/json.ts";
import type { Scalar } from "../read/walk.ts";
import type { SecretValues } from "./secret-values.ts";
import { shorten, visible } from "./visible.ts";

/** Why a value is not shown: Terraform marks it, its name or its looks say so, or it is one elsewhere. */
export type HiddenBecause = "marked" | "secret elsewhere" | "secret by its name" | "looks secret" | "cut out of a text";

/** Longest text of a value that is shown, in characters. */
const LONGEST = 400;

/** Everything that a review shows of a plan goes through here: no secret gets past it, and nothing that can't be seen. */
export class Redactor {
  private readonly counts = new Map<HiddenBecause, number>();
  /** Most texts of a plan are in it many times. */
  private readonly cleaned = new Map<string, string>();

  constructor(private readonly secrets: SecretValues) {}

  /** A name, an address or a message, on one line. */
  text(text: string, longest = LONGEST): string {
    return shorten(visible(this.clean(text)), longest);
  }

  /** Why a value must not be shown at all; undefined for one that may be. */
  secrecy(leaf: Scalar, names: readonly string[]): HiddenBecause | undefined {
    if (typeof leaf === "boolean") return undefined;
    if (isSecretByName(names, isLosslessNumber(leaf) ? Number(leaf) : leaf)) return "secret by its name";
    if (this.secrets.has(leaf)) return "secret elsewhere";
    const looks = typeof leaf === "string" && leaf !== "" && !isDigest(names, leaf) && this.clean(leaf) === HIDDEN;
    return looks ? "looks secret" : undefined;
  }

  /** A value as JSON writes it, without the secrets in it. */
  value(leaf: Scalar, names: readonly string[] = []): string {
    if (typeof leaf !== "string") return scalarText(leaf);
    const clean = isDigest(names, leaf) ? leaf : this.clean(leaf);
    if (clean !== leaf || clean.includes(HIDDEN) || clean.includes(CHANGED)) this.count("cut out of a text");
    return shorten(visible(JSON.stringify(clean)), LONGEST);
  }

  count(because: HiddenBecause): void {
    this.counts.set(because, (this.counts.get(because) ?? 0) + 1);
  }

  /** How many values were hidden, by reason. */
  hidden(): [HiddenBecause, number][] {
    return [...this.counts].sort(([one], [other]) => (one < other ? -1 : 1));
  }

  /** A text without the secrets in it, which may still hold what can't be seen. */
  clean(text: string): string {
    const known = this.cleaned.get(text);
    if (known !== undefined) return known;
    const clean = this.without(text, () => HIDDEN);
    this.cleaned.set(text, clean);
    return clean;
  }

  /** Two sides of a text without the secrets in them. One that only the second has is written differently there. */
  cleanPair(before: string, after: string): [before: string, after: string] {
    const secrets = new Set<string>();
    const first = this.without(before, (secret) => {
      secrets.add(secret);
      return HIDDEN;
    });
    return [first, this.without(after, (secret) => (secrets.has(secret) ? HIDDEN : CHANGED))];
  }

  private without(text: string, hide: Hide): string {
    return withoutSecrets(this.secrets.replaceIn(text, hide), hide);
  }
}
