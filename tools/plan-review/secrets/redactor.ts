import { isLosslessNumber } from "lossless-json";
import { HIDDEN, type Hide } from "../../../packages/secrets/hidden.ts";
import { isDigest, isSecretByName } from "../../../packages/secrets/names.ts";
import { withoutSecrets } from "../../../packages/secrets/without-secrets.ts";
import type { Scalar } from "../read/walk.ts";
import { type Apart, apart } from "./apart.ts";
import type { SecretValues } from "./secret-values.ts";
import { shorten, visible } from "./visible.ts";

/** Why a value is not shown: Terraform marks it, its name or its looks say so, or it is one elsewhere. */
export type HiddenBecause = "marked" | "secret elsewhere" | "secret by its name" | "looks secret" | "cut out of a text";

/** Maximum length of a value that is shown, in characters. */
const MAX_LENGTH = 400;

/** Everything that a review shows of a plan goes through here: no secret gets past it, and nothing that can't be seen. */
export class Redactor {
  private readonly counts = new Map<HiddenBecause, number>();
  /** Most texts of a plan are in it many times. */
  private readonly cleaned = new Map<string, string>();

  constructor(private readonly secrets: SecretValues) {}

  /** A name, an address or a message, on one line. */
  text(text: string, maxLength = MAX_LENGTH): string {
    return shorten(visible(this.clean(text)), maxLength);
  }

  /** Why a value must not be shown at all; undefined for one that may be. */
  secrecy(leaf: Scalar, names: readonly string[]): HiddenBecause | undefined {
    if (typeof leaf === "boolean") return undefined;
    if (isSecretByName(names, isLosslessNumber(leaf) ? Number(leaf.value) : leaf)) return "secret by its name";
    if (this.secrets.has(leaf)) return "secret elsewhere";
    const looks = typeof leaf === "string" && leaf !== "" && !isDigest(names, leaf) && this.clean(leaf) === HIDDEN;
    return looks ? "looks secret" : undefined;
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

  /**
   * A text as its parts that may be shown, and the secrets between them. `names` lead to it: a digest under its name is
   * shown as it is.
   */
  apart(text: string, names: readonly string[]): Apart {
    if (isDigest(names, text) || this.clean(text) === text) return { parts: [text], secrets: [] };
    return apart((hide) => this.without(text, hide));
  }

  private without(text: string, hide: Hide): string {
    return withoutSecrets(this.secrets.replaceIn(text, hide), hide);
  }
}
