import { spawn } from "node:child_process";
import { constants } from "node:os";
import { isolate } from "./isolation/isolate.ts";
import { startOfflineAws } from "./start.ts";

/** Runs a command with the offline AWS attached and returns its exit code; 127 if it can't be started. */
export async function run(folder: string, [command, ...args]: readonly [string, ...string[]]): Promise<number> {
  // Grows while Terraform is sent to other folders.
  const configuration = new Set([process.cwd()]);
  const isolated = isolate(folder, process.env, configuration);
  const offline = await startOfflineAws({ folder, configuration, environment: isolated.environment });
  const env = { ...isolated.environment, ...offline.environment, CDKTF_AUTO_APPROVE: "true" };
  const child = spawn(command, args, { stdio: "inherit", env });
  const forward = (signal: NodeJS.Signals) => {
    // A terminal sends its interrupt to the command too, and a second one would make Terraform quit without saving.
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, forward);
  try {
    return await new Promise<number>((resolve) => {
      child.on("error", (problem) => {
        process.stderr.write(`offline AWS: can't run ${command}: ${problem.message}\n`);
        resolve(127);
      });
      child.on("exit", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
    });
  } finally {
    for (const signal of signals) process.off(signal, forward);
    await offline.stop();
    isolated.close();
  }
}
