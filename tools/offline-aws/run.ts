import { existsSync } from "node:fs";
import { join } from "node:path";
import { Interrupted, start, uninterrupted } from "../../packages/processes/processes.cjs";
import { startOfflineAws } from "./start.ts";

/** Runs a command with the offline AWS attached and returns its exit code; 127 if it can't be started. */
export async function run(folder: string, [command, ...args]: readonly [string, ...string[]]): Promise<number> {
  const environment = inheritedEnvironment();
  const offline = await startOfflineAws({ folder, configuration: configurationFolders(args), environment });
  try {
    const child = start(command, args, {
      env: {
        ...environment,
        ...offline.environment,
        CDKTF_AUTO_APPROVE: "true",
        LOCAL_STATE_FOLDER: join(folder, "state"),
        // Terraform remembers whose state a folder belongs to: real deployments have memories of their own.
        TF_DATA_DIR: `.terraform/offline-${(environment.ENVIRONMENT || "demo").replace(/[^\w-]/g, "_")}`,
      },
    });
    return await child.ended;
  } catch (problem) {
    if (problem instanceof Interrupted) return problem.exitCode;
    process.stderr.write(`offline AWS: can't run ${command}: ${(problem as Error).message}\n`);
    return 127;
  } finally {
    await uninterrupted(() => offline.stop());
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
