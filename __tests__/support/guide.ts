import { execFileSync } from "node:child_process";
import { cpSync, lstatSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { newFolder } from "./folder.ts";
import { nonEmpty } from "./non-empty.ts";
import { type Programs, standIns } from "./stand-ins.ts";
import { type Run, run } from "./terraform.ts";

const ROOT = resolve(__dirname, "../..");

/** A step of a guide: a file that the reader writes, or commands that they run. */
export type Step =
  | { readonly kind: "file"; readonly path: string; readonly text: string }
  | { readonly kind: "commands"; readonly script: string; readonly exitCode: number };

/**
 * The steps of a page: TypeScript that begins with `// PATH` and JSON below "Write `PATH`" are files, `sh` is commands.
 * A comment `# exit code N` says how the last command of a block ends. Blocks in other languages are only shown.
 */
export function stepsOf(page: string): Step[] {
  const blocks = readFileSync(page, "utf8").matchAll(/(?:Write `([^`]+)`:\n\n)?^```(\w+)\n([\s\S]*?)^```$/gm);
  return nonEmpty(blocks).flatMap(([, written, language, text = ""]): Step[] => {
    const [, named] = /^\/\/ (\S+\.ts)\n/.exec(text) ?? [];
    const path = written ?? (language === "ts" ? named : undefined);
    if (path !== undefined) return [{ kind: "file", path, text }];
    if (language !== "sh") return [];
    const [, exitCode = "0"] = /# exit code (\d)/.exec(text) ?? [];
    return [{ kind: "commands", script: text, exitCode: Number(exitCode) }];
  });
}

/** A copy of the project, in which a guide is followed. */
export class GuideCopy {
  readonly folder = join(newFolder(), "ecs-pipeline");
  private readonly programs: ReturnType<typeof standIns>;

  /** Programs take the names of others that the guide starts, such as `aws`. */
  constructor(programs: Programs = {}) {
    const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: ROOT });
    for (const file of nonEmpty(files.toString().split("\0").filter(Boolean))) copy(file, this.folder);
    symlinkSync(join(ROOT, "node_modules"), join(this.folder, "node_modules"));
    // Packages are there, so that nothing is installed.
    utimesSync(join(this.folder, "package-lock.json"), 0, 0);
    this.programs = standIns(dirname(this.folder), programs);
  }

  /** Calls of the programs so far. */
  calls = (): string[] => this.programs.calls();

  /** Writes a file or runs commands, all of them on the offline AWS. */
  async follow(step: Step): Promise<Run> {
    if (step.kind === "file") {
      const file = join(this.folder, step.path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, step.text);
      return { code: 0, text: "" };
    }
    return this.run(step.script, { isOffline: !/--offline|run offline/.test(step.script) });
  }

  /** Runs a script in the copy until a command fails, all of it on the offline AWS where asked to. */
  async run(script: string, { isOffline = false } = {}): Promise<Run> {
    const shell = ["bash", "-euo", "pipefail", "-c", script];
    const command = isOffline ? ["npm", "run", "--silent", "offline", "--", ...shell] : shell;
    const { TF_CLI_CONFIG_FILE: _, ...inherited } = process.env;
    const PATH = `${this.programs.folder}:${process.env.PATH}`;
    // Nothing can be asked: without a terminal, cdktf would wait for an answer that never comes.
    return run(
      "bash",
      ["-c", 'exec "$@" </dev/null', "guide", ...command],
      { ...inherited, PATH, CI: "1" },
      this.folder,
    );
  }
}

function copy(file: string, folder: string): void {
  const source = join(ROOT, file);
  // A file that is deleted and not yet committed.
  if (lstatSync(source, { throwIfNoEntry: false }) === undefined) return;
  cpSync(source, join(folder, file), { preserveTimestamps: true });
}
