import { block, type Column, heading, type Part, tick } from "./layout.ts";
import { element, words } from "./svg.ts";

const SHARE_HEIGHT = 56;
const TEST_HEIGHT = 22;

/** All requests as a column, split between old and new tasks, and the number of the latter above it. */
export function shares(columns: readonly Column[]): Part {
  return {
    height: SHARE_HEIGHT + 64,
    draw: (y) => {
      const top = y + 44;
      const bars = columns.map(({ x, width, percent, oldTasks, newTasks }) => {
        const size = percent === 0 ? 0 : Math.max(2, (SHARE_HEIGHT * percent) / 100);
        const middle = { x: x + width / 2, y: top - 8, "text-anchor": "middle" };
        if (oldTasks + newTasks === 0)
          return block("unanswered", "no answer", { x, y: top, width, height: SHARE_HEIGHT });
        return [
          words("text", { class: "head", ...middle }, `${percent} %`),
          percent < 100 ? bar("old", x, top, width, SHARE_HEIGHT - size) : "",
          percent > 0 ? bar("new", x, top + SHARE_HEIGHT - size, width, size) : "",
        ].join("");
      });
      const axis = [0, 50, 100].map((percent) =>
        tick(String(percent), top + SHARE_HEIGHT * (1 - percent / 100), columns),
      );
      return [heading("Requests that new tasks get, in percent", y + 16), ...axis, ...bars].join("");
    },
  };
}

function bar(kind: string, x: number, y: number, width: number, height: number): string {
  return element("rect", { class: kind, x: x + 1.5, y, width: width - 3, height });
}

/** Whose tasks answer at the listener for tests. */
export function tests(columns: readonly Column[]): Part {
  return {
    height: TEST_HEIGHT + 44,
    draw: (y) =>
      heading("Test listener reaches", y + 16) +
      (["old", "new"] as const)
        .map((kind) => {
          const [first, ...rest] = columns.filter(({ test }) => test === kind);
          if (first === undefined) return "";
          const width = first.width * (rest.length + 1);
          return block(kind, `${kind} tasks`, { x: first.x, y: y + 28, width, height: TEST_HEIGHT });
        })
        .join(""),
  };
}
