import { resolve } from "node:path";

/** Arguments of Terraform. */
interface Invocation {
  /** Folder of `-chdir`. */
  chdir?: string;
  /** Options before the subcommand, without `-chdir`. */
  global: string[];
  /** Subcommand and what follows it. */
  rest: string[];
}

/** Takes the arguments apart as Terraform does: `-chdir` counts before the subcommand only. */
export function readInvocation(args: readonly string[]): Invocation {
  const first = args.findIndex((arg) => !arg.startsWith("-"));
  const before = first < 0 ? args : args.slice(0, first);
  const chdir = before.findLastIndex((arg) => arg.startsWith("-chdir="));
  return {
    ...(chdir >= 0 && { chdir: (before[chdir] as string).slice("-chdir=".length) }),
    global: before.filter((_, index) => index !== chdir),
    rest: args.slice(before.length),
  };
}

/** Where files go that options name. */
export interface FilePlaces {
  /** Folder that relative paths start from. */
  folder: string;
  /** The place of a state, given its absolute path. */
  state(path: string): string;
}

const STATES = new Set(["state", "state-out", "backup", "backup-out"]);
/** Files that Terraform writes because it is asked to; their path has to be that of the real folder. */
const OUTPUTS = new Set(["out", "generate-config-out", "junit-xml", "json-into"]);
/** Settings of a backend that is replaced. */
const DROPPED = new Set(["backend-config"]);
const VALUED = new Set([...STATES, ...OUTPUTS, ...DROPPED]);

/** Arguments with states beside the cloud and without settings of the replaced backend. */
export function redirect(args: readonly string[], { folder, state }: FilePlaces): string[] {
  const redirected: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] as string;
    const [, name = "", value] = /^--?([a-z-]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (!VALUED.has(name)) {
      redirected.push(arg);
      continue;
    }
    // As Go reads flags, the value may also be the next argument.
    const given = value ?? args[++index];
    if (DROPPED.has(name)) continue;
    if (given === undefined || given === "" || (given === "-" && name.startsWith("backup")))
      redirected.push(`-${name}=${given ?? ""}`);
    else redirected.push(`-${name}=${STATES.has(name) ? state(resolve(folder, given)) : resolve(folder, given)}`);
  }
  return redirected;
}

/** Splits a text such as `TF_CLI_ARGS` into arguments, as Terraform does; undefined if a quote is not closed. */
export function splitWords(text: string): string[] | undefined {
  const words: string[] = [];
  const form = /\s*((?:\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|[^\s\\'"])+)/gy;
  let end = 0;
  for (let match = form.exec(text); match !== null; match = form.exec(text)) {
    const word = match[1] as string;
    words.push(
      word.replace(/\\([\s\S])|'([^']*)'|"((?:\\[\s\S]|[^"\\])*)"/g, (_, escaped, single, double) =>
        escaped !== undefined ? escaped : single !== undefined ? single : double.replace(/\\([\s\S])/g, "$1"),
      ),
    );
    end = form.lastIndex;
  }
  return text.slice(end).trim() === "" ? words : undefined;
}
