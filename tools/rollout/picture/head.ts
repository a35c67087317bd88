import type { Moment } from "../../../packages/deployments/timeline.ts";
import type { Deployment } from "../deployment.ts";
import { deploymentHeadline } from "./headline.ts";
import type { Part } from "./layout.ts";
import { element, words, wrap } from "./svg.ts";

/** Letters of a line, whatever font a machine has. */
const LETTERS = 105;

/** What the picture is about. */
export function titles(deployment: Deployment): Part {
  const { title, subtitle } = deploymentHeadline(deployment);
  const lines = wrap(subtitle, LETTERS);
  return {
    height: 40 + lines.length * 18,
    draw: (y) =>
      words("text", { class: "title", x: 16, y: y + 28 }, title) +
      lines.map((line, row) => words("text", { class: "muted", x: 16, y: y + 48 + row * 18 }, line)).join(""),
  };
}

/** What colours mean, of those that are there. */
export function legend(moments: readonly Moment[]): Part {
  const shown = [
    { kind: "old", meaning: "old tasks", room: 100 },
    { kind: "new", meaning: "new tasks", room: 104 },
    { kind: "starting", meaning: "new tasks, not healthy yet", room: 0 },
  ].filter(({ kind }) => kind !== "starting" || moments.some(({ startingTasks }) => startingTasks > 0));
  return {
    height: 32,
    draw: (y) => {
      let x = 16;
      const items = shown.map(({ kind, meaning, room }) => {
        const item =
          element("rect", { class: kind, x, y: y + 8, width: 14, height: 14, rx: 2 }) +
          words("text", { x: x + 20, y: y + 19 }, meaning);
        x += room;
        return item;
      });
      return items.join("");
    },
  };
}
