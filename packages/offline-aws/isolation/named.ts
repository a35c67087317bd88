import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Larger files are data and no configuration, in bytes. */
const MAX_SIZE = 4_000_000;

/** What separates names in a path, a configuration, an argument or a variable. */
const SEPARATORS = /[\s"'`/\\,;:=<>|&(){}[\]$%]+/;

/** Tells which files a configuration may mean, by their names. */
export class NamedFiles {
  readonly #texts: () => readonly string[];
  #words: ReadonlySet<string> | undefined;

  /**
   * @param folder of the configuration, whose files are read when they are needed
   * @param others texts that may name files too, such as arguments and variables
   */
  constructor(folder: string, others: readonly string[]) {
    this.#texts = () => [...others, ...textsIn(folder)];
  }

  /** Whether a name is in one of the texts. */
  has(name: string): boolean {
    if (SEPARATORS.test(name)) return this.#texts().some((text) => text.includes(name));
    this.#words ??= new Set(this.#texts().flatMap((text) => text.split(SEPARATORS)));
    return this.#words.has(name);
  }
}

function textsIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = join(folder, name);
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found?.isFile() || found.size > MAX_SIZE) return [];
    try {
      return [readFileSync(file, "utf8")];
    } catch {
      return []; // Terraform says what it can't read
    }
  });
}
