import { capture, Interrupted } from "../../packages/processes/processes.cjs";
import { PreviewError } from "./preview-error.ts";

/**
 * Runs a program to completion, without output. Throws `PreviewError` with what it says of its errors, `Interrupted`
 * after a signal.
 */
export async function runQuietly(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { code, stderr } = await capture(program, args, { env }).catch((problem: Error) => {
    throw problem instanceof Interrupted ? problem : new PreviewError(`can't run ${program}: ${problem.message}`);
  });
  if (code !== 0) throw new PreviewError(`${program} ended with an error:\n\n${stderr.trim()}`);
}
