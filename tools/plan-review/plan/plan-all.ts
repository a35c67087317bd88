import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { PlannedStack } from "../judge/planned-stack.ts";
import { Problem } from "../problem.ts";
import { expectedUpstream } from "./expected.ts";
import { planFirm, planProvisional } from "./plan-stack.ts";
import { ReviewInterrupted } from "./processes.ts";
import type { Stack } from "./stacks.ts";
import type { Terraform } from "./terraform.ts";

/** Progress while stacks are planned. */
export interface Progress {
  /** What begins: `planning network, iam`. */
  begin(what: string): void;
  end(planned: PlannedStack, seconds: number): void;
}

/**
 * Plans all stacks, wave by wave, those of a wave side by side. A stack whose upstream changes what it reads gets a
 * provisional plan; one whose upstream has failed gets none. Plans that may be applied are kept in `folder`.
 */
export async function planAll(
  stacks: readonly Stack[],
  terraform: Terraform,
  folder: string,
  progress: Progress,
): Promise<PlannedStack[]> {
  const planned = new Map<string, PlannedStack>();
  const unready = await initAll(stacks, terraform, progress);
  for (const wave of [...new Set(stacks.map((stack) => stack.wave))].sort((one, other) => one - other)) {
    const members = stacks.filter((stack) => stack.wave === wave);
    progress.begin(`planning ${members.map(({ name }) => name).join(", ")}`);
    const done = await sideBySide(members, availableParallelism() + 1, async (stack) => {
      const start = performance.now();
      const result = unready.get(stack.name) ?? (await planOne(stack, stacks, planned, terraform, folder));
      progress.end(result, (performance.now() - start) / 1000);
      return result;
    });
    for (const result of done) planned.set(result.name, result);
  }
  return [...planned.values()];
}

/** One after the other, because they share the folder of downloaded providers. Returns those that have failed. */
async function initAll(
  stacks: readonly Stack[],
  terraform: Terraform,
  progress: Progress,
): Promise<Map<string, PlannedStack>> {
  const failed = new Map<string, PlannedStack>();
  progress.begin("preparing Terraform");
  for (const { name, wave, folder, reads } of stacks)
    try {
      await terraform.init(folder);
    } catch (problem) {
      if (!(problem instanceof Problem) || problem instanceof ReviewInterrupted) throw problem;
      failed.set(name, { name, wave, reads, status: "failed", waitsFor: [], problem: problem.message });
    }
  return failed;
}

function planOne(
  stack: Stack,
  stacks: readonly Stack[],
  planned: ReadonlyMap<string, PlannedStack>,
  terraform: Terraform,
  folder: string,
): Promise<PlannedStack> | PlannedStack {
  const { name, wave, reads } = stack;
  const broken = [...new Set(reads.map((read) => read.stack))].filter((upstream) =>
    ["failed", "blocked"].includes(planned.get(upstream)?.status ?? "failed"),
  );
  if (broken.length > 0) {
    const problem = `it reads ${broken.join(" and ")}, which can't be planned`;
    return { name, wave, reads, status: "blocked", waitsFor: broken, problem };
  }
  const upstream = expectedUpstream(reads, planned, stacks);
  if (upstream.changing.length > 0) return planProvisional(terraform, stack, upstream);
  return planFirm(terraform, stack, join(folder, `${name}.tfplan`));
}

/** Does the same for each, so many at a time; results in the given order. */
async function sideBySide<T, R>(all: readonly T[], most: number, work: (each: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array(all.length);
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < all.length; index = next++) results[index] = await work(all[index] as T);
  };
  await Promise.all(Array.from({ length: Math.min(most, all.length) }, worker));
  return results;
}
