import type { Hide } from "./hidden.ts";

/** Shorter secrets are only hidden in other texts where no letter or digit is next to them: they would be there by chance. */
const MIN_PART_LENGTH = 6;

/** Shorter ones, such as 0 and us, are only hidden where they are marked. */
const MIN_LENGTH = 3;

/** A value that was found under a secret's name is looked for elsewhere only if it does not look like a word. */
export const isWord = (value: string): boolean => /^(?=.{0,15}$)[a-z/_.-]*$/.test(value);

/** Values that are secret somewhere, and are to be hidden wherever they turn up again. */
export class KnownValues {
  private readonly alone = new Set<string>();
  /** By their first characters: one regular expression of all of them could become too large to be one. */
  private readonly parts = new Map<string, string[]>();
  private readonly short: RegExp | undefined;

  /** Hides `values` where they are alone and, if they are long enough, in other texts; `shortInTexts` there as well. */
  constructor(values: Iterable<string>, shortInTexts: Iterable<string> = []) {
    for (const value of values) if (isSecret(value)) this.alone.add(value);
    const parts = [...this.alone].filter((text) => text.length >= MIN_PART_LENGTH).flatMap(spellings);
    // Longest first, so that what is left of a secret that holds another is hidden with it.
    for (const part of [...new Set(parts)].sort((one, other) => other.length - one.length)) {
      const start = part.slice(0, MIN_PART_LENGTH);
      const known = this.parts.get(start);
      if (known === undefined) this.parts.set(start, [part]);
      else known.push(part);
    }
    const short = [...new Set(shortInTexts)].filter((text) => isSecret(text) && text.length < MIN_PART_LENGTH);
    const either = short.sort((one, other) => other.length - one.length).map(escaped);
    this.short =
      either.length === 0
        ? undefined
        : new RegExp(`(?<![\\p{L}\\p{N}])(?:${either.join("|")})(?![\\p{L}\\p{N}])`, "gu");
  }

  /** Whether a whole value is one. */
  has(value: string): boolean {
    return this.alone.has(value);
  }

  /** A text with its secrets replaced. */
  replaceIn(text: string, hide: Hide): string {
    if (this.parts.size === 0) return this.withoutShort(text, hide);
    let result = "";
    let end = 0;
    for (let at = 0; at + MIN_PART_LENGTH <= text.length; at++) {
      const found = this.parts.get(text.slice(at, at + MIN_PART_LENGTH))?.find((part) => text.startsWith(part, at));
      if (found === undefined) continue;
      result += this.withoutShort(text.slice(end, at), hide) + hide(found);
      end = at + found.length;
      at = end - 1;
    }
    return result + this.withoutShort(text.slice(end), hide);
  }

  private withoutShort(text: string, hide: Hide): string {
    return this.short === undefined ? text : text.replace(this.short, (secret) => hide(secret));
  }
}

const isSecret = (text: string): boolean => text.length >= MIN_LENGTH && !/^(true|false|null)$/.test(text);

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

/** A secret as it may be in other texts: in JSON, also as Terraform's jsonencode writes it, in an address, encoded. */
function spellings(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const address = encodeURIComponent(secret.replace(/\p{Cs}/gu, ""));
  const asJsonencode = json.replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
  const all = [secret, json, asJsonencode, address, ...encodings(secret)];
  return all.filter((text) => text.length >= MIN_PART_LENGTH);
}

/** A text in base64, wherever in a longer one it begins: without the characters in which its neighbours have a part. */
function encodings(text: string): string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });
}
