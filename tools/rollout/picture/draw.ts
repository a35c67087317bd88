import type { Deployment } from "../deployment.ts";
import type { Moment } from "../timeline.ts";
import { legend, titles } from "./head.ts";
import { describe, headline } from "./headline.ts";
import { columnsOf, WIDTH } from "./layout.ts";
import { shares, tests } from "./requests.ts";
import { STYLE } from "./style.ts";
import { element, words } from "./svg.ts";
import { tasks } from "./tasks.ts";
import { labels, time } from "./time.ts";

/** A picture of a deployment, as SVG: tasks, requests and time, one below the other. Throws if it has no room for it. */
export function draw(deployment: Deployment, moments: readonly Moment[]): string {
  const columns = columnsOf(deployment, moments);
  const parts = [
    titles(deployment),
    legend(moments),
    tasks(deployment, columns),
    shares(columns),
    ...(columns.some(({ test }) => test !== undefined) ? [tests(columns)] : []),
    time(columns),
    labels(columns),
  ];
  let height = 0;
  const drawn = parts.map((part) => {
    height += part.height;
    return part.draw(height - part.height);
  });
  return page(deployment, moments, height, drawn);
}

function page(deployment: Deployment, moments: readonly Moment[], height: number, drawn: string[]): string {
  const { title, subtitle } = headline(deployment);
  const stripes = {
    id: "starting",
    width: 7,
    height: 7,
    patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)",
  };
  const stripe = element("line", { class: "stripe", x1: 0, y1: 0, x2: 0, y2: 7, "stroke-width": 4 });
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    width: WIDTH,
    height,
    viewBox: `0 0 ${WIDTH} ${height}`,
    role: "img",
    "aria-labelledby": "title desc",
  };
  const children = [
    words("title", { id: "title" }, title),
    words("desc", { id: "desc" }, `${subtitle}. ${describe(moments)}`),
    element("style", {}, STYLE),
    element("defs", {}, element("pattern", stripes, stripe)),
    element("rect", { class: "page", x: 0.5, y: 0.5, width: WIDTH - 1, height: height - 1, rx: 6 }),
    ...drawn,
  ];
  return `${element("svg", attributes, "\n", children.join("\n"), "\n")}\n`;
}
