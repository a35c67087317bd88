import type { Rolling } from "./rollout.ts";

/** Some tasks of a rolling deployment: old ones stop, then new ones start. */
export interface Batch {
  readonly stopped: number;
  readonly started: number;
}

/**
 * Tasks that stay healthy at the least, rounded up, and that run at the most, rounded down (Amazon ECS API reference,
 * DeploymentConfiguration).
 */
export function limits(
  { minimumHealthyPercent, maximumPercent }: Rolling,
  tasks: number,
): { minimum: number; maximum: number } {
  return {
    minimum: Math.ceil((tasks * minimumHealthyPercent) / 100),
    maximum: Math.floor((tasks * maximumPercent) / 100),
  };
}

/** How ECS replaces tasks: as many at a time as the limits allow. Undefined if they leave no way to replace one. */
export function batches(rolling: Rolling, tasks: number): Batch[] | undefined {
  const { minimum, maximum } = limits(rolling, tasks);
  const found: Batch[] = [];
  let [oldTasks, newTasks] = [tasks, 0];
  while (oldTasks > 0 || newTasks < tasks) {
    const stopped = Math.max(0, Math.min(oldTasks, oldTasks + newTasks - minimum));
    oldTasks -= stopped;
    const started = Math.max(0, Math.min(tasks - newTasks, maximum - oldTasks - newTasks));
    if (stopped + started === 0) return undefined;
    newTasks += started;
    found.push({ stopped, started });
  }
  return found;
}
