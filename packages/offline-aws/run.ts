import { Interrupted, start, uninterrupted } from "../processes/processes.cjs";
import { type AttachOptions, attachOfflineAws } from "./attach.ts";

/** Runs a command with the offline AWS attached and returns its exit code; 127 if it can't be started. Throws `ExistingError`. */
export async function runWithOfflineAws(
  options: Omit<AttachOptions, "environment">,
  [command, ...args]: readonly [string, ...string[]],
): Promise<number> {
  const offline = await attachOfflineAws({ ...options, environment: process.env });
  try {
    return await start(command, args, { env: offline.environment }).ended;
  } catch (problem) {
    if (problem instanceof Interrupted) return problem.exitCode;
    process.stderr.write(`offline AWS: can't run ${command}: ${(problem as Error).message}\n`);
    return 127;
  } finally {
    await uninterrupted(() => offline.stop());
  }
}
