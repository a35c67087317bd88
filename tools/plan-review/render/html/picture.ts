import type { Flow, Review, StackReview } from "../../model/review.ts";
import { STATUSES } from "../words.ts";
import { Html, html } from "./html.ts";

const [WIDTH, HEIGHT, GAP_X, GAP_Y, EDGE] = [180, 58, 120, 30, 12];

interface Place {
  readonly stack: StackReview;
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

/** The stacks, wave by wave, and what flows between them. */
export function picture({ stacks, flows }: Review): Html {
  const places = placesOf(stacks);
  const width = Math.max(...places.map(({ x }) => x + WIDTH)) + EDGE;
  const height = Math.max(...places.map(({ y }) => y + HEIGHT)) + EDGE;
  const at = (name: string) => places.find(({ stack }) => stack.name === name);
  const lines = flows.flatMap((flow) => {
    const [from, to] = [at(flow.from), at(flow.to)];
    return from === undefined || to === undefined ? [] : [line(flow, from, to)];
  });
  return html`<svg viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="Stacks and the values that they read of each other">
<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerUnits="userSpaceOnUse" markerWidth="10" markerHeight="10" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>
${lines}${places.map(node)}</svg>`;
}

function placesOf(stacks: readonly StackReview[]): Place[] {
  const waves = [...new Set(stacks.map(({ wave }) => wave))].sort((one, other) => one - other);
  const most = Math.max(...waves.map((wave) => stacks.filter((stack) => stack.wave === wave).length));
  const filled = new Map<number, number>();
  return stacks.map((stack, index) => {
    const column = waves.indexOf(stack.wave);
    const row = filled.get(column) ?? 0;
    filled.set(column, row + 1);
    const inColumn = stacks.filter(({ wave }) => wave === stack.wave).length;
    const top = ((most - inColumn) * (HEIGHT + GAP_Y)) / 2; // columns are centred
    return { stack, index, x: EDGE + column * (WIDTH + GAP_X), y: EDGE + top + row * (HEIGHT + GAP_Y) };
  });
}

function node({ stack, index, x, y }: Place): Html {
  const { name, status, counts } = stack;
  const short = name.length > 22 ? `${name.slice(0, 21)}…` : name;
  const numbers = `+${counts.add} ~${counts.change} −${counts.destroy}`;
  return html`<a href="#stack-${index}" data-node="${index}" class="${status}"><title>${name}: ${STATUSES[status].about}</title>
<rect x="${x}" y="${y}" width="${WIDTH}" height="${HEIGHT}" rx="8"${status === "firm" ? "" : new Html(' class="waiting"')}/>
<text x="${x + 12}" y="${y + 24}">${short}</text><text class="small" x="${x + 12}" y="${y + 43}">${STATUSES[status].glyph} ${status} · ${numbers}</text></a>`;
}

/** Flows arrive spread along the side of a stack, in the order of where they come from. */
function line({ outputs, changing }: Flow, from: Place, to: Place): Html {
  const [x1, y1] = [from.x + WIDTH, from.y + HEIGHT / 2];
  const [x2, y2] = [to.x, to.y + HEIGHT / 2 + (from.index % 5) * 6 - 12];
  const bend = Math.max(40, (x2 - x1) / 2);
  const isBack = x2 <= x1;
  const path = isBack ? `M${x1} ${y1}L${x2} ${y2}` : `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  const classes = [
    ...(changing.length > 0 ? ["changing"] : []),
    ...(to.stack.status === "firm" ? [] : ["waiting"]),
  ].join(" ");
  const label = `${outputs.join(", ")}${changing.length > 0 ? `; changing: ${changing.join(", ")}` : ""}`;
  const [labelX, labelY] = [(x1 + x2) / 2 + 6, (y1 + y2) / 2 - 8];
  return html`<path d="${path}" class="${classes}" marker-end="url(#head)" data-from="${from.index}" data-to="${to.index}"><title>${label}</title></path>
<text class="small" x="${labelX}" y="${labelY}">${changing.length > 0 ? `${changing.length}!` : outputs.length}</text>`;
}
