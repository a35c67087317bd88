import { accessSync, constants, copyFileSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
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
/** Subcommands that work before `init`. */
const WITHOUT_INIT = new Set(["init", "get", "validate"]);

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
  const own = environment.TF_DATA_DIR || ".terraform";
  const named = resolve(folder ?? cwd, own);
  const dataFolder = isInside(named, isolation.data) ? named : join(isolation.data, named);
  const variables: Record<string, string | undefined> = { ...withoutGuard(environment), TF_DATA_DIR: dataFolder };
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
  const initialised = state === undefined || isRecorded(dataFolder, state);
  // What is recorded is a state of another configuration; both are beside the cloud, and neither is migrated.
  if (!initialised) rmSync(join(dataFolder, "terraform.tfstate"), { force: true });
  const inFolder = [...global, `-chdir=${working}`];
  const init =
    initialised || WITHOUT_INIT.has(command)
      ? []
      : [quietly(binary, [...inFolder, "init", "-input=false", "-no-color"])];
  return script(variables, ...init, exec(binary, [...inFolder, ...redirected]));
}

/** The program that would be found without the offline AWS. */
function findBinary(name: string, { PATH = "", OFFLINE_AWS_BINARY }: NodeJS.ProcessEnv): string {
  if (name === "terraform-binary" && OFFLINE_AWS_BINARY) return OFFLINE_AWS_BINARY;
  const found = PATH.split(":")
    .filter((folder) => resolve(folder) !== BIN)
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

/** Whether Terraform has been initialised in a data folder with this state. */
function isRecorded(dataFolder: string, state: string): boolean {
  try {
    const { backend } = JSON.parse(readFileSync(join(dataFolder, "terraform.tfstate"), "utf8"));
    return backend?.type === "local" && backend.config?.path === state;
  } catch {
    return false;
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

/** Runs Terraform in between; what it says is shown if it fails. */
const quietly = (binary: string, args: readonly string[]) =>
  `said=$(TF_CLI_ARGS= TF_CLI_ARGS_init= ${[binary, ...args].map(quote).join(" ")} 2>&1) || { printf '%s\\n' "$said" >&2; exit 1; }`;
