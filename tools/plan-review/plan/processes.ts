import * as processes from "../../../packages/processes/processes.cjs";
import { Problem } from "../problem.ts";

/** The review was interrupted. Nothing was left behind. */
export class ReviewInterrupted extends Problem {
  constructor(
    message: string,
    /** 129, 130 or 143. */
    readonly exitCode: number,
  ) {
    super(message);
  }
}

/** Runs a program to its end. Throws `Problem` if it can't be started, `ReviewInterrupted` after a signal. */
export function run(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<processes.Captured> {
  return processes.capture(program, args, { cwd, env }).catch((problem: Error) => {
    if (problem instanceof processes.Interrupted) throw new ReviewInterrupted(problem.message, problem.exitCode);
    throw new Problem(`can't run ${program}: ${problem.message}; check that it is installed and on the PATH`);
  });
}
