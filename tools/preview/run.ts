import { type ChildProcess, spawn } from "node:child_process";
import { Problem } from "./problem.ts";

let running: ChildProcess | undefined;

/** Hands signals on to the program that runs: an interrupted Terraform saves its state first. */
export function forwardSignals(): void {
  for (const [signal, code] of [["SIGINT", 130] as const, ["SIGTERM", 143] as const])
    process.on(signal, () => {
      if (running === undefined) process.exit(code);
      // A terminal sends its interrupt to the program too, and a second one would make Terraform quit without saving.
      if (signal !== "SIGINT" || !process.stdin.isTTY) running.kill(signal);
    });
}

/** Runs a program to its end, quietly. Throws `Problem` with what it says of its errors. */
export function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ["ignore", "ignore", "pipe"] });
    running = child;
    let errors = "";
    child.stderr.on("data", (chunk) => {
      errors += String(chunk);
    });
    child.on("error", (problem) => reject(new Problem(`can't run ${program}: ${problem.message}`)));
    child.on("close", (code) => {
      running = undefined;
      if (code === 0) resolve();
      else reject(new Problem(`${program} ended with an error:\n\n${errors.trim()}`));
    });
  });
}
