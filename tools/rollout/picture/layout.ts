import type { Moment } from "../../../packages/deployments/timeline.ts";
import type { Deployment } from "../deployment.ts";
import { element, words } from "./svg.ts";

export const WIDTH = 760;
export const LEFT = 44;
const RIGHT = 16;
/** Where the words beside the limits of a rolling deployment are. */
const RIGHT_WITH_LIMITS = 128;
/** Room of a moment with words in it that can be read. */
const NARROWEST = 60;

/** A moment with the place that it has from left to right. */
export interface Column extends Moment {
  readonly x: number;
  readonly width: number;
}

/** A part of the picture: what is drawn from its upper edge down, and how much room that takes. */
export interface Part {
  readonly height: number;
  readonly draw: (y: number) => string;
}

/** Places of the moments, all equally wide. Throws if they are too many to have words in them. */
export function columnsOf({ type, service }: Deployment, moments: readonly Moment[]): Column[] {
  const width = (WIDTH - LEFT - (type === "rolling" ? RIGHT_WITH_LIMITS : RIGHT)) / moments.length;
  if (width < NARROWEST)
    throw new Error(`a deployment of ${service} has ${moments.length} moments, too many for a picture`);
  return moments.map((moment, index) => ({ ...moment, x: LEFT + index * width, width }));
}

export const heading = (text: string, y: number) => words("text", { class: "head", x: 16, y }, text);

/** A number beside an axis, and its line across. */
export function tick(text: string, y: number, columns: readonly Column[]): string {
  return (
    element("line", { class: "grid", x1: LEFT, y1: y, x2: endOf(columns), y2: y }) +
    words("text", { class: "small muted", x: LEFT - 8, y: y + 4, "text-anchor": "end" }, text)
  );
}

export const endOf = (columns: readonly Column[]) => LEFT + columns.reduce((sum, { width }) => sum + width, 0);

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A box of a colour with a word in it; on stripes the word needs its own background. */
export function block(kind: string, text: string, { x, y, width, height }: Box): string {
  const box = { class: kind, x: x + 1.5, y: y + 1, width: width - 3, height: height - 2, rx: 3 };
  const middle = { x: x + width / 2, y: y + height / 2 + 4, "text-anchor": "middle" };
  const room = text.length * 6.4 + 4;
  const ground = { class: "ground", x: middle.x - room / 2, y: middle.y - 11, width: room, height: 15, rx: 2 };
  return [
    element("rect", box),
    kind === "starting" && text !== "" ? element("rect", ground) : "",
    text === "" ? "" : words("text", { class: `small on-${kind}`, ...middle }, text),
  ].join("");
}
