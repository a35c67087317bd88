import { findLeftovers } from "../../packages/leftovers/find.ts";
import { destroyCommand, invocationOf } from "../../packages/leftovers/report.ts";
import { States } from "../../packages/leftovers/states.ts";
import { terraformOf } from "../../packages/leftovers/terraform.ts";
import * as processes from "../../packages/processes/processes.cjs";
import type { LeftoverRow } from "./model/review.ts";
import { ReviewInterrupted } from "./plan/processes.ts";

/** Stacks that the environment no longer has, and those of which that is not known. Throws only after a signal. */
export async function leftoversOf(outdir: string, environment: NodeJS.ProcessEnv): Promise<LeftoverRow[]> {
  const found = await findLeftovers(new States(outdir, terraformOf(environment))).catch((problem: Error) => {
    throw problem instanceof processes.Interrupted ? new ReviewInterrupted(problem.message, problem.exitCode) : problem;
  });
  const place = invocationOf(environment);
  return [
    ...found.leftovers.map(({ name, resources }) => ({ stack: name, resources, command: destroyCommand(name, place) })),
    ...found.unread.map(({ name, problem }) => ({ stack: name, problem })),
  ];
}
