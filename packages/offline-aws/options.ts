import { InputError } from "./input-error.ts";

/** Parsed command-line arguments. */
export type CommandLine =
  | { action: "help" | "report" | "reset" }
  | { action: "drift"; resource: string; assignments: string[] }
  | { action: "delete"; resource: string }
  | { action: "run"; options: RunOptions; command: [string, ...string[]] };

/** Options before a command; those that name files have them unread. */
export interface RunOptions {
  existing?: string;
  fail: string[];
  latency?: string;
  policy?: string;
  recordPermissions?: string;
}

/** Wrong usage of the command line: `--help` explains it. */
export class UsageError extends InputError {}

/** Options that a command may have, with what follows them. */
const OF_COMMANDS: Readonly<Record<string, readonly [name: string, inWords: string]>> = {
  "--existing": ["FILE", "a file"],
  "--fail": ["FAULT", "a fault, such as 'aws_ecs_service:create=ThrottlingException*2'"],
  "--latency": ["MILLISECONDS", "a number of milliseconds"],
  "--policy": ["FILE", "a file"],
  "--record-permissions": ["FILE", "a file"],
};

/** Reads the command line. Throws `UsageError`. */
export function readArguments(args: readonly string[]): CommandLine {
  const [first, second, ...more] = args;
  if (first === "--help" || first === "-h") return { action: "help" };
  if (first === "--reset" || first === "--report") {
    if (second !== undefined) throw new UsageError(`${first} takes no command, and got ${args.slice(1).join(" ")}`);
    return { action: first === "--reset" ? "reset" : "report" };
  }
  if (first === "--drift") {
    if (second === undefined || more.length === 0)
      throw new UsageError(
        "--drift needs a resource and what is changed: --drift aws_vpc.vpc-1 enable_dns_support=false",
      );
    return { action: "drift", resource: second, assignments: more };
  }
  if (first === "--delete") {
    if (second === undefined || more.length > 0)
      throw new UsageError("--delete needs one resource: --delete aws_vpc.vpc-1");
    return { action: "delete", resource: second };
  }
  return readRun(args);
}

function readRun(args: readonly string[]): CommandLine {
  const options: RunOptions = { fail: [] };
  const words = [...args];
  let before: string | undefined;
  for (let word = words[0]; word === undefined || word.startsWith("-"); word = words[0]) {
    const [name, inWords] = OF_COMMANDS[word ?? ""] ?? [];
    if (word === undefined || name === undefined) {
      if (before !== undefined) throw new UsageError(`${before} needs a command`);
      throw new UsageError(word === undefined ? "no command given" : `unknown option ${word}`);
    }
    const [, value] = words.splice(0, 2);
    if (value === undefined) throw new UsageError(`${word} needs ${inWords}`);
    before = `${word} ${name}`;
    set(options, word, value);
  }
  const [command = ""] = words;
  if (/^[A-Z_][A-Z0-9_]*=/.test(command))
    throw new UsageError(`${command.split("=")[0]} is a variable, not a command: write it before npm or npx`);
  return { action: "run", options, command: words as [string, ...string[]] };
}

function set(options: RunOptions, option: string, value: string): void {
  if (option === "--fail") {
    options.fail.push(value);
    return;
  }
  const key = option.slice(2).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  if (key in options) throw new UsageError(`${option} is given twice`);
  Object.assign(options, { [key]: value });
}
