import { type Column, heading, type Part } from "./layout.ts";
import { element, words, wrap } from "./svg.ts";

const LINE_HEIGHT = 14;
/** Width of a letter: on the wide side, because each machine has its own font. */
const LETTER_WIDTH = 7.6;

/** The axis of time: solid with minutes where configuration says them, dotted where they are unknown. */
export function time(columns: readonly Column[]): Part {
  const known = columns.some(({ minutes }) => minutes !== undefined);
  return {
    height: 60,
    draw: (y) => {
      const line = y + 40;
      let passed = 0;
      const marks: string[] = [];
      for (const [index, column] of columns.entries()) {
        const { x, width, minutes } = column;
        marks.push(segment(column, index + 1, line));
        if (minutes === undefined) continue;
        if (passed === 0) marks.push(mark("0", x, line + 18));
        passed += minutes;
        marks.push(mark(String(passed), x + width, line + 18));
      }
      const meaning = known
        ? "Time: minutes since requests began to move; dotted: as long as it takes"
        : "Time: each step takes as long as tasks need to start and to stop";
      return [heading(meaning, y + 16), ...marks].join("");
    },
  };
}

/** A step on the axis of time, with its number. */
function segment({ x, width, minutes }: Column, number: number, y: number): string {
  const end = x + width;
  const middle = x + width / 2;
  return [
    element("line", { class: minutes === undefined ? "unknown" : "known", x1: x, y1: y, x2: end, y2: y }),
    element("line", { class: "line", x1: x, y1: y - 5, x2: x, y2: y + 5 }),
    element("line", { class: "line", x1: end, y1: y - 5, x2: end, y2: y + 5 }),
    element("circle", { class: "page", cx: middle, cy: y, r: 10 }),
    words("text", { class: "small head", x: middle, y: y + 4, "text-anchor": "middle" }, String(number)),
  ].join("");
}

const mark = (text: string, x: number, y: number) =>
  words("text", { class: "small muted", x, y, "text-anchor": "middle" }, text);

/** What happens, below the time at which it does, and for how long. */
export function labels(columns: readonly Column[]): Part {
  const lines = columns.map(({ label, width, minutes, atMostMinutes }) => [
    ...linesOf(label, Math.floor(width / LETTER_WIDTH)),
    ...(minutes === undefined ? [] : [`${minutes} min`]),
    ...(atMostMinutes === undefined ? [] : [`≤ ${atMostMinutes} min`]),
  ]);
  return {
    height: Math.max(...lines.map(({ length }) => length)) * LINE_HEIGHT + 20,
    draw: (y) =>
      columns
        .flatMap(({ x, width }, index) =>
          (lines[index] ?? []).map((line, row) => {
            const place = { x: x + width / 2, y: y + 14 + row * LINE_HEIGHT, "text-anchor": "middle" };
            return words("text", { class: "small", ...place }, line);
          }),
        )
        .join(""),
  };
}

/** A line for each part of a label, or more where it has no room. */
function linesOf(label: string, letters: number): string[] {
  const parts = label.split(", ");
  return parts.flatMap((part, index) => wrap(index < parts.length - 1 ? `${part},` : part, letters));
}
