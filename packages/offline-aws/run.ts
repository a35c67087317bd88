import { Interrupted, start, uninterrupted } from "../processes/processes.cjs";
import { isolate } from "./isolation/isolate.ts";
import { startOfflineAws } from "./start.ts";

/** Runs a command with the offline AWS attached and returns its exit code; 127 if it can't be started. Throws `ExistingError`. */
export async function runWithOfflineAws(
  folder: string,
  [command, ...args]: readonly [string, ...string[]],
  existing?: unknown,
): Promise<number> {
  // Grows while Terraform is sent to other folders.
  const configuration = new Set([process.cwd()]);
  const isolated = isolate(folder, process.env, configuration);
  const offline = await startOfflineAws({
    folder,
    configuration,
    environment: isolated.environment,
    existing,
    onInterruption: (line) => process.stderr.write(`offline AWS: ${line}\n`),
  });
  const env = { ...isolated.environment, ...offline.environment, CDKTF_AUTO_APPROVE: "true" };
  try {
    return await start(command, args, { env }).ended;
  } catch (problem) {
    if (problem instanceof Interrupted) return problem.exitCode;
    process.stderr.write(`offline AWS: can't run ${command}: ${(problem as Error).message}\n`);
    return 127;
  } finally {
    await uninterrupted(async () => {
      await offline.stop();
      isolated.close();
    });
  }
}
