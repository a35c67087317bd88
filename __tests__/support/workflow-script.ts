import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { shellQuote } from "../../packages/processes/shell.cjs";
import { newFolder } from "./folder.ts";
import { type Programs, standIns } from "./stand-ins.ts";

const missing = ["jq", "git"].filter((program) => spawnSync(program, ["--version"]).status !== 0);
if (missing.length > 0)
  process.stderr.write(`skipped: scripts of the workflow, because ${missing.join(" and ")} are not on the PATH\n`);
/** `describe` where the programs are there that the scripts need. */
export const describeScripts = missing.length > 0 ? describe.skip : describe;

/** A digest as the review writes it. */
export const RECORD = `sha256:${"0123456789abcdef".repeat(4)}`;

const SCRIPTS = resolve(__dirname, "../../.github/scripts");

/** What a script of the workflow finds. */
export interface Surroundings {
  readonly args?: readonly string[];
  /** Environment variables, beside those that GitHub sets. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly programs?: Programs;
  /** Texts of the working folder, by path. */
  readonly files?: Readonly<Record<string, string>>;
}

export interface ScriptRun {
  readonly succeeds: boolean;
  readonly calls: readonly string[];
  /** Standard output and standard error. */
  readonly text: string;
  /** What it wrote for later steps, and for people. */
  readonly output: string;
  readonly summary: string;
  /** Whether a file of the working folder is there afterwards. */
  has(path: string): boolean;
}

/** A working folder with the scripts in it. */
export function workingFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = join(newFolder(), "work");
  cpSync(SCRIPTS, join(folder, ".github/scripts"), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Runs a script of the workflow as a step does, with stand-ins for the programs that reach out. */
export function runScript(
  name: string,
  { args = [], variables = {}, programs = {}, files = {} }: Surroundings = {},
  folder = workingFolder(files),
): ScriptRun {
  const root = dirname(folder);
  const replaced = standIns(root, programs);
  const output = join(root, "output");
  const summary = join(root, "summary");
  for (const file of [output, summary]) writeFileSync(file, "");
  const { status, stdout, stderr } = spawnSync("bash", [`.github/scripts/${name}.sh`, ...args], {
    cwd: folder,
    encoding: "utf8",
    env: {
      PATH: `${replaced.folder}:${process.env.PATH}`,
      HOME: root,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_REPOSITORY: "acme/shop",
      GITHUB_RUN_ID: "4711",
      ...variables,
    },
  });
  return {
    succeeds: status === 0,
    calls: replaced.calls(),
    text: stdout + stderr,
    output: readFileSync(output, "utf8"),
    summary: readFileSync(summary, "utf8"),
    has: (path) => existsSync(join(folder, path)),
  };
}

/** A program that prints JSON, by the start of its command line, and fails if it has none. */
export const answers = (byStart: Readonly<Record<string, unknown>>): string =>
  [
    'case "$*" in',
    ...Object.entries(byStart).map(
      ([start, answer]) => `${shellQuote(start)}*) printf '%s\\n' ${shellQuote(JSON.stringify(answer))} ;;`,
    ),
    '*) echo "no answer to $*" >&2; exit 22 ;;',
    "esac",
  ].join("\n");
