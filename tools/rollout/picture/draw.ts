import type { Moment } from "../../../packages/deployments/timeline.ts";
import type { Deployment } from "../deployment.ts";
import { legend, titles } from "./head.ts";
import { deploymentHeadline, describeTimeline } from "./headline.ts";
import { columnsOf } from "./layout.ts";
import { svgPage } from "./page.ts";
import { shares, tests } from "./requests.ts";
import { PICTURE_STYLE } from "./style.ts";
import { element } from "./svg.ts";
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
  const { title, subtitle } = deploymentHeadline(deployment);
  const stripes = {
    id: "starting",
    width: 7,
    height: 7,
    patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)",
  };
  const stripe = element("line", { class: "stripe", x1: 0, y1: 0, x2: 0, y2: 7, "stroke-width": 4 });
  return svgPage(parts, {
    title,
    description: `${subtitle}. ${describeTimeline(moments)}`,
    style: PICTURE_STYLE,
    patterns: element("pattern", stripes, stripe),
  });
}
