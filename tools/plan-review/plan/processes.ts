import { type ChildProcess, spawn } from "node:child_process";
import { Problem } from "../problem.ts";

/** What a program has said and how it ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Somebody has asked the review to stop. Nothing was left behind. */
export class Interrupted extends Problem {}

const running = new Set<ChildProcess>();
let interrupted = false;

/** Hands signals on to the programs that run, so that Terraform ends its work in order. */
export function forwardSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      interrupted = true;
      if (running.size === 0) process.exit(130);
      // A terminal sends its interrupt to the programs too, and a second one would make Terraform quit without saving.
      if (signal !== "SIGINT" || !process.stdin.isTTY) for (const child of running) child.kill(signal);
    });
}

/** Runs a program to its end. Throws `Problem` if it can't be started, `Interrupted` after a signal. */
export function run(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve, reject) => {
    if (interrupted) {
      reject(new Interrupted("interrupted"));
      return;
    }
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    running.add(child);
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", (problem) => {
      running.delete(child);
      reject(new Problem(`can't run ${program}: ${problem.message}; see that it is installed and on the PATH`));
    });
    child.on("close", (code) => {
      running.delete(child);
      const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString("utf8");
      if (interrupted) reject(new Interrupted("interrupted"));
      else resolve({ code: code ?? 1, stdout: text(stdout), stderr: text(stderr) });
    });
  });
}
