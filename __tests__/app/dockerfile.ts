export interface Instruction {
  /** In capitals: `RUN`. */
  name: string;
  /** What follows, continued lines joined, without flags. */
  argument: string;
  /** `--from=build`, `--interval=10s`, … */
  flags: string[];
}

/** The instructions of a Dockerfile, in its order. Here-documents are not read. */
export function parseDockerfile(text: string): Instruction[] {
  const joined = text.replaceAll(/^[ \t]*#.*\n/gm, "").replaceAll(/\\\n/g, "");
  return joined.split("\n").flatMap((line) => {
    const [, name, flags = "", argument = ""] = /^\s*(\w+)\s*((?:--\S+\s+)*)(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined) return [];
    if (argument.includes("<<")) throw new Error(`here-documents are not read: ${line}`);
    return [{ name: name.toUpperCase(), argument, flags: flags.split(/\s+/).filter((flag) => flag !== "") }];
  });
}

/** The words of an instruction in its JSON form; undefined in its shell form. */
export function jsonWords(argument: string): string[] | undefined {
  try {
    const words: unknown = JSON.parse(argument);
    return Array.isArray(words) && words.every((word) => typeof word === "string") ? words : undefined;
  } catch {
    return undefined;
  }
}

/** The text with each `$NAME` and `${NAME}` put in; those without a value stay. */
export function substitute(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\$(?:\{(\w+)\}|(\w+))/g, (all, braced, bare) => values[braced ?? bare] ?? all);
}

/** The defaults of all `ARG`s that have one. */
export function defaults(instructions: readonly Instruction[]): Record<string, string> {
  return Object.fromEntries(
    instructions.flatMap(({ name, argument }) => {
      const [, key, value] = (name === "ARG" && /^(\w+)="?(.*?)"?$/.exec(argument)) || [];
      return key === undefined || value === undefined ? [] : [[key, value]];
    }),
  );
}

/** The keys and values of all `LABEL`s. */
export function labels(instructions: readonly Instruction[]): Record<string, string> {
  const pairs = instructions.filter(({ name }) => name === "LABEL").map(({ argument }) => argument);
  return Object.fromEntries(
    [...pairs.join(" ").matchAll(/([\w.-]+)=(?:"([^"]*)"|(\S*))/g)].map(([, key, quoted, bare]) => [
      key,
      quoted ?? bare,
    ]),
  );
}
