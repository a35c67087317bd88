import { copyFileSync, realpathSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { shellQuote } from "../../processes/shell.cjs";
import { readInvocation, redirect, splitWords } from "./arguments.ts";
import { findBinary } from "./binary.ts";
import type { Call } from "./calls.ts";
import { recordState } from "./memory.ts";
import { NamedFiles } from "./named.ts";
import { checkPlan } from "./planned-state.ts";
import { Refusal } from "./refusal.ts";
import { isInside } from "./shadow.ts";
import { type Folders, overrideState } from "./states.ts";

/**
 * Argument in `TF_CLI_ARGS` that Terraform refuses. A Terraform that is started past `bin/terraform`, such as by its absolute path,
 * ends with an error that has this text, before it reads any state.
 */
export const GUARD = "-offline-aws-needs-terraform-to-be-started-by-its-name-on-the-PATH";

/** Variable of a command that needs the backend `s3` of its configuration, although its state is in a file still. */
const IN_BUCKET = "OFFLINE_AWS_STATE_IN_BUCKET";

/** Subcommands that know no state, and may write into the folder that they are called in. */
const STATELESS = new Set([
  "version",
  "fmt",
  "login",
  "logout",
  "metadata functions",
  "providers lock",
  "providers mirror",
]);
const HELP = new Set(["-help", "--help", "-h"]);
export interface Isolation extends Folders {
  /** Data folders, each at its absolute path. */
  data: string;
  /** Called with each folder that Terraform works in, and its data folder. */
  onFolder(folder: string, dataFolder: string): void;
}

/** Answers a call with the shell script that becomes Terraform, with its state and data folder beside the cloud. */
export function answer(call: Call, isolation: Isolation): string {
  try {
    return scriptFor(call, isolation);
  } catch (problem) {
    const message = problem instanceof Error ? problem.message : String(problem);
    return `printf '%s\\n' ${shellQuote(`offline AWS: ${message}`)} >&2; exit 1`;
  }
}

function scriptFor({ name, cwd, args, environment }: Call, isolation: Isolation): string {
  const { shadow } = isolation;
  const binary = findBinary(name, environment);
  const { chdir, global, rest } = readInvocation(args);
  // Not `resolve`: `link/..` is the folder above the one that the link leads to.
  const folder = realFolder(shadow.original(chdir?.startsWith("/") ? chdir : `${cwd}/${chdir ?? "."}`));
  const given = givenDataFolder(environment, isolation);
  const named = resolve(folder ?? cwd, given);
  const dataFolder = isInside(named, isolation.data) ? named : join(isolation.data, named);
  const variables: Record<string, string | undefined> = {
    ...withoutGuard(environment),
    TF_DATA_DIR: dataFolder,
    OFFLINE_AWS_DATA_DIR: given,
  };
  const [command = "", nested = ""] = rest;
  const stateless = [command, `${command} ${nested}`].some((each) => STATELESS.has(each));
  if (command === "" || stateless || isHelp(rest)) return script(variables, exec(binary, args));
  if (folder === undefined) throw new Refusal(`there is no folder ${chdir ?? cwd}`);

  const texts = [...args, ...Object.values(environment)].filter((text) => text !== undefined);
  const working = shadow.folder(folder, new NamedFiles(folder, texts));
  copyLock(folder, working);
  const inBucket = environment[IN_BUCKET] !== undefined;
  const state = overrideState(folder, isolation, { inBucket });
  const place = (path: string) => (isInside(path, isolation.offline) ? path : shadow.file(path));
  const places = { folder, state: place };
  const redirected = redirect(rest, places);
  const words = [...rest];
  for (const [variable, value] of Object.entries(cliArguments(variables))) {
    const parts = splitWords(value);
    if (parts === undefined) continue; // Terraform refuses it
    words.push(...parts);
    variables[variable] = redirect(parts, places).map(shellQuote).join(" ");
  }
  if (command === "init" && words.some((word) => /^--?from-module\b/.test(word)))
    throw new Refusal("init -from-module writes a configuration: run it without the offline AWS");
  if (command === "apply") for (const word of words.slice(1)) checkPlan(word, folder, working, isolation);
  isolation.onFolder(folder, dataFolder);
  if (!inBucket) recordState(dataFolder, state); // a state that is moved has to be remembered where it was
  const inFolder = [...global, `-chdir=${working}`];
  return script(variables, exec(binary, [...inFolder, ...redirected]));
}

/** `TF_DATA_DIR` as it was before a Terraform that starts this one was given its own data folder. */
function givenDataFolder({ TF_DATA_DIR = "", OFFLINE_AWS_DATA_DIR }: NodeJS.ProcessEnv, { data }: Isolation): string {
  const isAnswer = TF_DATA_DIR.startsWith("/") && isInside(TF_DATA_DIR, data);
  return (isAnswer && OFFLINE_AWS_DATA_DIR) || TF_DATA_DIR || ".terraform";
}

/** Whether Terraform only explains a command: after `--`, what looks like an option is none. */
const isHelp = (args: readonly string[]): boolean => {
  const end = args.indexOf("--");
  return args.slice(0, end < 0 ? undefined : end).some((arg) => HELP.has(arg));
};

/** A folder without symbolic links; undefined if there is none. */
function realFolder(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

const cliArguments = (environment: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] => /^TF_CLI_ARGS\w*$/.test(entry[0]) && entry[1] !== undefined,
    ),
  );

/** The arguments in `TF_CLI_ARGS`, without the guard; it is unset where nothing else is in it. */
function withoutGuard(environment: NodeJS.ProcessEnv): Record<string, string | undefined> {
  const { TF_CLI_ARGS, ...others } = cliArguments(environment);
  return { ...others, TF_CLI_ARGS: TF_CLI_ARGS?.replaceAll(GUARD, "").trim() || undefined };
}

/** Terraform writes the lock file: a copy, taken anew when the real one is newer. */
function copyLock(folder: string, working: string): void {
  const [real, copy] = [folder, working].map((each) => join(each, ".terraform.lock.hcl")) as [string, string];
  const modified = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if ((modified(real) ?? 0) > (modified(copy) ?? 0)) copyFileSync(real, copy);
}

const script = (variables: Record<string, string | undefined>, ...commands: string[]): string =>
  [
    ...Object.entries(variables).map(([name, value]) =>
      value === undefined ? `unset ${name}` : `export ${name}=${shellQuote(value)}`,
    ),
    ...commands,
  ].join("\n");

const exec = (binary: string, args: readonly string[]) => `exec ${[binary, ...args].map(shellQuote).join(" ")}`;
