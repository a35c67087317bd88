import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { startOfflineAws } from "./start.ts";

/** Runs a command with the offline AWS attached and returns its exit code; 127 if it can't be started. */
export async function run(folder: string, [command, ...args]: readonly [string, ...string[]]): Promise<number> {
  const environment = inheritedEnvironment();
  const offline = await startOfflineAws({ folder, configuration: configurationFolders(args), environment });
  const child = spawn(command, args, {
    stdio: "inherit",
    env: {
      ...environment,
      ...offline.environment,
      CDKTF_AUTO_APPROVE: "true",
      LOCAL_STATE_FOLDER: join(folder, "state"),
      // Terraform remembers whose state a folder belongs to: real deployments have memories of their own.
      TF_DATA_DIR: `.terraform/offline-${(environment.ENVIRONMENT || "demo").replace(/[^\w-]/g, "_")}`,
    },
  });
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
  }
}

/** The working folder, and those that Terraform is sent to. */
function configurationFolders(args: readonly string[]): string[] {
  const sent = args.filter((arg) => arg.startsWith("-chdir=")).map((arg) => arg.slice("-chdir=".length));
  return [process.cwd(), ...sent];
}

/** The environment without a Terraform CLI configuration that is not there, of which Terraform would warn each time. */
function inheritedEnvironment(): NodeJS.ProcessEnv {
  const { TF_CLI_CONFIG_FILE: file, ...rest } = process.env;
  return file === undefined || existsSync(file) ? process.env : rest;
}
