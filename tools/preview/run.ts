import { capture, Interrupted } from "../../packages/processes/processes.cjs";
import { Problem } from "./problem.ts";

/** Runs a program to its end, quietly. Throws `Problem` with what it says of its errors, `Interrupted` after a signal. */
export async function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { code, stderr } = await capture(program, args, { env }).catch((problem: Error) => {
    throw problem instanceof Interrupted ? problem : new Problem(`can't run ${program}: ${problem.message}`);
  });
  if (code !== 0) throw new Problem(`${program} ended with an error:\n\n${stderr.trim()}`);
}
