import {
  accessSync,
  constants,
  copyFileSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { quote, readInvocation, redirect, splitWords } from "./arguments.ts";
import type { Call } from "./calls.ts";
import { backendOfPlan } from "./plan-file.ts";
import { isInside } from "./shadow.ts";
import { type Folders, overrideState } from "./states.ts";

/** Folder of the programs that are found in the place of Terraform. */
export const BIN = join(__dirname, "bin");

/**
 * Argument in `TF_CLI_ARGS` that Terraform refuses. A Terraform that is started past `BIN`, such as by its absolute path,
 * ends with an error that has this text, before it reads any state.
 */
export const GUARD = "-offline-aws-needs-terraform-to-be-started-by-its-name-on-the-PATH";

/** A call that can't keep its state apart; the message says why, and the way out. */
class Refusal extends Error {}

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
  /** Is told of each folder that Terraform works in, and of its data folder. */
  onFolder(folder: string, dataFolder: string): void;
}

/** Answers a call with the shell script that becomes Terraform, with its state and data folder beside the cloud. */
export function answer(call: Call, isolation: Isolation): string {
  try {
    return scriptFor(call, isolation);
  } catch (problem) {
    const message = problem instanceof Error ? problem.message : String(problem);
    return `printf '%s\\n' ${quote(`offline AWS: ${message}`)} >&2; exit 1`;
  }
}

function scriptFor({ name, cwd, args, environment }: Call, isolation: Isolation): string {
  const { shadow } = isolation;
  const binary = findBinary(name, environment);
  const { chdir, global, rest } = readInvocation(args);
  const folder = realFolder(shadow.original(resolve(cwd, chdir ?? ".")));
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
  if (folder === undefined || command === "" || stateless || rest.some((arg) => HELP.has(arg)))
    return script(variables, exec(binary, args));

  const working = shadow.folder(folder);
  copyLock(folder, working);
  const state = overrideState(folder, isolation);
  const place = (path: string) => (isInside(path, isolation.offline) ? path : shadow.file(path));
  const places = { folder, state: place };
  const redirected = redirect(rest, places);
  const words = [...rest];
  for (const [variable, value] of Object.entries(cliArguments(variables))) {
    const parts = splitWords(value);
    if (parts === undefined) continue; // Terraform refuses it
    words.push(...parts);
    variables[variable] = redirect(parts, places).map(quote).join(" ");
  }
  if (command === "init" && words.some((word) => /^--?from-module\b/.test(word)))
    throw new Refusal("init -from-module writes a configuration: run it without the offline AWS");
  if (command === "apply") for (const word of words.slice(1)) checkPlan(word, folder, working, isolation);
  isolation.onFolder(folder, dataFolder);
  recordState(dataFolder, state);
  const inFolder = [...global, `-chdir=${working}`];
  return script(variables, exec(binary, [...inFolder, ...redirected]));
}

/** `TF_DATA_DIR` as it was before a Terraform that starts this one was given a data folder of its own. */
function givenDataFolder({ TF_DATA_DIR = "", OFFLINE_AWS_DATA_DIR }: NodeJS.ProcessEnv, { data }: Isolation): string {
  const isAnswer = TF_DATA_DIR.startsWith("/") && isInside(TF_DATA_DIR, data);
  return (isAnswer && OFFLINE_AWS_DATA_DIR) || TF_DATA_DIR || ".terraform";
}

/** The program that would be found without the offline AWS. */
function findBinary(name: string, { PATH = "", OFFLINE_AWS_BINARY }: NodeJS.ProcessEnv): string {
  if (name === "terraform-binary" && OFFLINE_AWS_BINARY) return OFFLINE_AWS_BINARY;
  const found = PATH.split(":")
    .filter((folder) => !isProgram(join(folder, "terraform-binary"))) // such as BIN
    .map((folder) => join(folder, name))
    .find(isProgram);
  if (found === undefined)
    throw new Refusal(`${name} is not on the PATH: install it, or name it in TERRAFORM_BINARY_NAME`);
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** A folder without symbolic links; undefined where there is none, of which Terraform says more. */
function realFolder(path: string): string | undefined {
  try {
    return realpathSync(path);
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

/** Refuses a plan that Terraform would apply to a state elsewhere. */
function checkPlan(word: string, folder: string, working: string, { offline }: Folders): void {
  const file = resolve(folder, word);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return;
  let backend: ReturnType<typeof backendOfPlan>;
  try {
    backend = backendOfPlan(file);
  } catch {
    throw new Refusal(
      `the plan ${word} can't be read, so it may be one for a real state: plan again behind the offline AWS`,
    );
  }
  if (backend === undefined) return;
  const { path, workspace_dir: others } = backend.config;
  const files = [path ?? "terraform.tfstate", others ?? "terraform.tfstate.d"].map((each) =>
    resolve(working, String(each)),
  );
  if (backend.type !== "local" || !files.every((each) => isInside(each, offline)))
    throw new Refusal(
      `the plan ${word} is one for a real state (backend ${backend.type}): plan again behind the offline AWS`,
    );
}

/**
 * Makes Terraform remember that it has been initialised with this state. What it remembers otherwise is the state of
 * another configuration: it would ask whether to move that, and empty it.
 */
function recordState(dataFolder: string, path: string | undefined): void {
  const file = join(dataFolder, "terraform.tfstate");
  if (recordedState(file) === path) return;
  rmSync(file, { force: true });
  if (path === undefined) return;
  mkdirSync(dataFolder, { recursive: true });
  // The hash is that of no configuration, so Terraform compares the settings, and finds them the same.
  const backend = { type: "local", config: { path, workspace_dir: null }, hash: 0 };
  writeFileSync(file, JSON.stringify({ version: 3, serial: 1, lineage: "", backend }));
}

/** The state in Terraform's memory; undefined without a backend. */
function recordedState(file: string): string | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")).backend?.config?.path;
  } catch {
    return undefined;
  }
}

const script = (variables: Record<string, string | undefined>, ...commands: string[]): string =>
  [
    ...Object.entries(variables).map(([name, value]) =>
      value === undefined ? `unset ${name}` : `export ${name}=${quote(value)}`,
    ),
    ...commands,
  ].join("\n");

const exec = (binary: string, args: readonly string[]) => `exec ${[binary, ...args].map(quote).join(" ")}`;
