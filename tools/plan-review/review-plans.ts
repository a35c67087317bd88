import { readFileSync } from "node:fs";
import type { PlannedStack } from "./judge/planned-stack.ts";
import { outdatedReads, upstreamNames } from "./judge/reads.ts";
import { wavesOf } from "./judge/waves.ts";
import { isStandIn } from "./plan/stand-in.ts";
import { Problem } from "./problem.ts";
import { decodeObject } from "./read/decode.ts";
import { readPlan } from "./read/read-plan.ts";

/**
 * Reads plans that were made elsewhere, by stack. A plan that read values which another of them changes is provisional:
 * it has seen the old ones. `note` is called with what of a file was skipped. Throws `Problem` that names the file.
 */
export function readPlans(files: ReadonlyMap<string, string>, note?: (text: string) => void): PlannedStack[] {
  const read = [...files].map(([name, file]): PlannedStack => {
    const plan = readPlan(decodeObject(readBytes(file), file, note), file);
    const hasStandIns = plan.resourceChanges.some(isStandIn);
    const resourceChanges = plan.resourceChanges.filter((resource) => !isStandIn(resource));
    return {
      name,
      wave: 1,
      status: hasStandIns ? "provisional" : "firm",
      waitsFor: [],
      plan: { ...plan, resourceChanges },
    };
  });
  const waves = wavesOf(new Map(read.map((stack) => [stack.name, upstreamNames(stack)])));
  return read.map((stack) => {
    const waitsFor = outdatedReads(stack, read);
    const status = stack.status === "firm" && waitsFor.length > 0 ? "provisional" : stack.status;
    return { ...stack, wave: waves.get(stack.name) ?? 1, status, waitsFor };
  });
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (problem) {
    throw new Problem(`${file} can't be read: ${(problem as NodeJS.ErrnoException).code}`);
  }
}
