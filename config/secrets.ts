import { secretOptions } from "../packages/secrets/command-words.ts";
import { HIDDEN } from "../packages/secrets/hidden.ts";
import { isWord, KnownValues } from "../packages/secrets/known-values.ts";
import { isHarmless, isSecretByName, isSecretName } from "../packages/secrets/names.ts";
import { withoutSecrets } from "../packages/secrets/without-secrets.ts";
import { truncate } from "./finding.ts";

type Path = readonly (string | number)[];

/** Form of the names of variables; a key under `secrets` that has another may be a secret in the wrong place. */
const VARIABLE = /^[A-Za-z_][\w.-]*$/;

/**
 * What messages may show of a configuration as it is written, whatever is wrong with it. Never a value under `secrets`,
 * nor one whose name or form is that of a secret: messages end in the logs of CI.
 */
export class Shown {
  private readonly known: KnownValues;

  constructor(rawConfig: unknown) {
    const values: string[] = [];
    visit(rawConfig, [], (value, path) => {
      if (typeof value === "string" && isSecretAt(path, value) && !isWord(value)) values.push(value);
    });
    this.known = new KnownValues(values);
  }

  /** A message, or any other text, without the secrets of the configuration. */
  text(text: string): string {
    return withoutSecrets(this.known.replaceIn(text, () => HIDDEN));
  }

  /** The way to a value, such as `services[0].name`. */
  path(path: Path): string {
    const steps = path.map((step, index) =>
      typeof step === "number" ? `[${step}]` : `${index === 0 ? "" : "."}${this.key(path.slice(0, index), step)}`,
    );
    return steps.join("") || "environment";
  }

  /** The name of a field or of an entry of `path`. */
  key(path: Path, key: string): string {
    return isUnderSecrets(path) && key !== "" && !VARIABLE.test(key) ? HIDDEN : this.text(key);
  }

  /**
   * A value as JSON writes it, or why it is hidden. Of a field that is `unknown` no text, only names: it may be a misspelt
   * `secrets`.
   */
  value(value: unknown, path: Path, unknown = false): string {
    if (isSecretAt(path, value)) return "(value hidden: its name says that it is a secret)";
    const shown = this.cleaned(value, path, unknown);
    return shown === HIDDEN && value !== HIDDEN ? "(value hidden: it looks like a secret)" : truncate(textOf(shown));
  }

  private cleaned(value: unknown, path: Path, namesOnly: boolean): unknown {
    if (isSecretAt(path, value)) return HIDDEN;
    if (typeof value === "string") return namesOnly ? "…" : this.cleanedText(value, path);
    if (Array.isArray(value)) {
      const options = secretOptions(value);
      return value.map((entry, index) => this.cleaned(entry, [...path, options.get(index) ?? index], namesOnly));
    }
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [
        this.key(path, key),
        this.cleaned(member, [...path, ...entryName(value, key), key], namesOnly),
      ]),
    );
  }

  /** A text may be an object that was quoted as a whole. */
  private cleanedText(text: string, path: Path): string {
    const quoted = parseObject(text);
    return this.text(quoted === undefined ? text : JSON.stringify(this.cleaned(quoted, path, false)));
  }
}

/** The name that an entry such as `{ name: "DB_PASSWORD", value: "…" }` gives what is in its other fields. */
function entryName(entry: object, key: string): string[] {
  const { name } = entry as { name?: unknown };
  return key === "value" && typeof name === "string" ? [name] : [];
}

function parseObject(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A value as JSON writes it; numbers that JSON does not have as JavaScript writes them. */
function textOf(value: unknown): string {
  const isInJson = (part: unknown) => typeof part !== "bigint" && (typeof part !== "number" || Number.isFinite(part));
  const json = JSON.stringify(value, (_, part: unknown) => (isInJson(part) ? part : `\0${String(part)}`));
  return json?.replace(/"\\u0000([^"]*)"/g, "$1") ?? String(value);
}

/** Whether a value may not be shown because of where it is. */
function isSecretAt(path: Path, value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (isUnderSecrets(path)) return true;
  if (typeof value !== "string" && typeof value !== "number") return false;
  const names = path.filter((step) => typeof step === "string");
  const [, about] = /^(.+)Arn$/.exec(names.at(names.at(-1) === "arn" ? -2 : -1) ?? "") ?? [];
  // The ARN may be missing, with the secret itself in its place.
  if (about !== undefined && isSecretName(about)) return !isHarmless(String(value));
  return isSecretByName(names, String(value));
}

const isUnderSecrets = (path: Path): boolean =>
  path.some((step) => typeof step === "string" && /^secrets?$/i.test(step));

function visit(value: unknown, path: Path, each: (value: unknown, path: Path) => void): void {
  each(value, path);
  if (typeof value !== "object" || value === null) return;
  const options: ReadonlyMap<number, string> = Array.isArray(value) ? secretOptions(value) : new Map();
  for (const [key, member] of Object.entries(value))
    visit(
      member,
      [...path, ...entryName(value, key), options.get(Number(key)) ?? (Array.isArray(value) ? Number(key) : key)],
      each,
    );
}
