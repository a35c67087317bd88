import { limits } from "../../../packages/deployments/rolling.ts";
import type { Deployment } from "../deployment.ts";
import { block, type Column, endOf, heading, LEFT, type Part, tick } from "./layout.ts";
import { element, words } from "./svg.ts";

const MAX_HEIGHT = 128;
const TASK_HEIGHT = 32;
/** Room of a task with its name in it. */
const LOWEST_TASK = 18;

/** Each task is a block, or they are all one where there are too many. */
export function tasks(deployment: Deployment, columns: readonly Column[]): Part {
  const most = Math.max(...columns.map(({ oldTasks, startingTasks, newTasks }) => oldTasks + startingTasks + newTasks));
  const unit = Math.min(TASK_HEIGHT, MAX_HEIGHT / most);
  const height = unit * most;
  return {
    height: height + 44,
    draw: (y) => {
      const bottom = y + 30 + height;
      return [
        heading("Tasks that run", y + 16),
        ...ticks(most).map((value) => tick(String(value), bottom - value * unit, columns)),
        ...columns.map((column) => stack(column, bottom, unit)),
        deployment.type === "rolling"
          ? limitLines(limits(deployment, deployment.desiredCount), { bottom, unit, most, columns })
          : "",
      ].join("");
    },
  };
}

/** Numbers beside an axis: about five, and whole. */
function ticks(most: number): number[] {
  const step = Math.ceil(most / 5);
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
}

/** Tasks on top of each other, each with its name, or all of a kind with one name. */
function stack({ x, width, oldTasks, startingTasks, newTasks }: Column, bottom: number, unit: number): string {
  const single = unit >= LOWEST_TASK;
  const layers = [
    { kind: "old", number: oldTasks },
    { kind: "new", number: newTasks },
    { kind: "starting", number: startingTasks },
  ].filter(({ number }) => number > 0);
  const blocks = layers.flatMap(({ kind, number }) =>
    single
      ? Array.from({ length: number }, () => ({ kind, size: 1, text: kind }))
      : [{ kind, size: number, text: number * unit < LOWEST_TASK ? "" : `${number} ${kind}` }],
  );
  let below = 0;
  return blocks
    .map(({ kind, size, text }) => {
      below += size;
      return block(kind, text, { x, y: bottom - below * unit, width, height: size * unit });
    })
    .join("");
}

/** What a deployment keeps to, with words that keep clear of each other. */
function limitLines(
  { minimum, maximum }: { minimum: number; maximum: number },
  { bottom, unit, most, columns }: { bottom: number; unit: number; most: number; columns: readonly Column[] },
): string {
  const end = endOf(columns);
  const line = (value: number, text: string, below: number) => {
    const y = bottom - value * unit;
    return (
      element("line", { class: "limit", x1: LEFT, y1: y, x2: end + 6, y2: y }) +
      words("text", { class: "small", x: end + 10, y: y + below }, text)
    );
  };
  const reached = maximum <= most;
  return [reached ? line(maximum, `at most ${maximum}`, 0) : "", line(minimum, `at least ${minimum} healthy`, 8)].join(
    "",
  );
}
