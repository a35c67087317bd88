import { LockingError } from "./lock-error.ts";

/** Parsed command-line arguments. */
export interface LockCommand {
  readonly help: boolean;
  /** Whether the newest versions that are allowed are taken. */
  readonly upgrade: boolean;
  /** Whether the file is that of the environment alone. */
  readonly own: boolean;
  /** Folder that packages are taken from instead of the registry. */
  readonly mirror?: string;
}

/** Parses the arguments after `npm run lock --`. Throws `LockingError`. */
export function readLockArguments(words: readonly string[]): LockCommand {
  const asked: { -readonly [Key in keyof LockCommand]: LockCommand[Key] } = { help: false, upgrade: false, own: false };
  for (const word of words) {
    const [, mirror] = /^--mirror=(.+)$/.exec(word) ?? [];
    if (mirror !== undefined) asked.mirror = mirror;
    else if (word === "--upgrade") asked.upgrade = true;
    else if (word === "--own") asked.own = true;
    else if (word === "--help" || word === "-h") asked.help = true;
    else throw new LockingError(`${word} is unknown: use --upgrade, --own, --mirror=FOLDER or --help`, 2);
  }
  return asked;
}
