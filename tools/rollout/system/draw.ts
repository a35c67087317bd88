import type { Box, Part } from "../picture/layout.ts";
import { svgPage } from "../picture/page.ts";
import { PICTURE_STYLE } from "../picture/style.ts";
import { element, words } from "../picture/svg.ts";
import { lineAt } from "../pipeline/layout.ts";
import { PIPELINE_STYLE } from "../pipeline/style.ts";
import { systemHeadline } from "./headline.ts";
import {
  CLIENTS,
  type PlacedCluster,
  type PlacedListener,
  type PlacedService,
  type PlacedSystem,
  type PlacedSystemStage,
  placeSystem,
} from "./layout.ts";
import type { System } from "./system.ts";

/** Lines of requests, and of the ones that only test a deployment; lines of releases. */
const SYSTEM_STYLE = `
.test { stroke-dasharray: 5 4 }
`;
const REQUESTS = 0;
const RELEASES = 1;

interface Line {
  readonly style: string;
  readonly text: string;
}

/** A picture of an environment, as SVG: who asks which load balancer for which service, and what releases it. */
export function drawSystem(system: System): string {
  const { title, description } = systemHeadline(system);
  const head: Part = {
    height: 66,
    draw: (y) => words("text", { class: "title", x: CLIENTS.x + 4, y: y + 28 }, title) + legend(y + 48),
  };
  const body: Part = {
    height: placeSystem(system, 0).end + CLIENTS.x,
    draw: (y) => drawBody(system, placeSystem(system, y)),
  };
  return svgPage([head, body], { title, description, style: PICTURE_STYLE + PIPELINE_STYLE + SYSTEM_STYLE });
}

function legend(y: number): string {
  const entries = [
    { text: "requests", lane: `lane lane-${REQUESTS}`, width: 100 },
    { text: "requests that test a deployment", lane: `lane lane-${REQUESTS} test`, width: 226 },
    { text: "releases", lane: `lane lane-${RELEASES}`, width: 0 },
  ];
  let x = CLIENTS.x + 4;
  return entries
    .map(({ text, lane, width }) => {
      const from = x;
      x += width;
      return (
        element("line", { class: lane, x1: from, y1: y - 4, x2: from + 24, y2: y - 4 }) +
        words("text", { class: "small muted", x: from + 32, y }, text)
      );
    })
    .join("");
}

function drawBody({ network, pipeline }: System, placed: PlacedSystem): string {
  const { cidr, zones, natGateways } = network;
  return [
    box("start", placed.network, [
      { style: "head", text: `VPC ${cidr}` },
      { style: "small muted", text: `${zones.join(", ")}; ${natGateways} NAT gateways` },
    ]),
    box("stage", placed.pipeline, [
      { style: "head", text: "Pipeline" },
      { style: "small muted", text: pipeline.name },
    ]),
    ...placed.clusters.map(drawCluster),
    ...placed.stages.map(drawStage),
    ...placed.stages.slice(1).map((stage, index) => next(placed.stages[index] as Box, stage)),
    requests(placed.clusters.flatMap(({ services }) => services)),
  ].join("\n");
}

function drawCluster({ cluster, balancer, services, ...place }: PlacedCluster): string {
  return [
    box("stage", balancer, [
      { style: "head", text: "Load balancer" },
      { style: "small muted", text: cluster.balancer.isInternal ? "internal" : "internet-facing" },
    ]),
    box("stage", place, [
      { style: "head", text: `Cluster ${cluster.name}` },
      { style: "small muted", text: cluster.capacity },
    ]),
    ...services.map(({ service, ...at }) =>
      box("action", at, [
        { style: "head", text: service.name },
        ...service.facts.map((text) => ({ style: "small", text })),
      ]),
    ),
  ].join("");
}

function drawStage({ title, lines, targets, ...place }: PlacedSystemStage): string {
  return [
    box("action", place, [{ style: "head", text: title }, ...lines.map((text) => ({ style: "small", text }))]),
    ...targets.map((service) => release(place, service)),
  ].join("");
}

/** From a stage to a service that it deploys. */
function release(stage: Box, service: Box): string {
  const from = stage.y + stage.height / 2;
  const to = Math.min(Math.max(from, service.y + 12), service.y + service.height - 12);
  const end = service.x + service.width;
  const bend = end + 24;
  return (
    element("path", { class: `lane lane-${RELEASES}`, d: `M${stage.x} ${from}H${bend}V${to}H${end + 7}` }) +
    element("path", { class: `end-${RELEASES}`, d: `M${end + 9} ${to - 5}v10l-8 -5z` })
  );
}

/** From clients to every listener, and from there to its service. */
function requests(services: readonly PlacedService[]): string {
  const all = services.flatMap((service) => service.listeners.map((listener) => ({ listener, service })));
  const [first, last] = [all[0]?.listener, all.at(-1)?.listener];
  if (first === undefined || last === undefined) throw new Error("no service gets requests");
  const trunk = CLIENTS.x + CLIENTS.width / 2;
  const pill = { ...CLIENTS, y: first.y - 4, height: first.height + 8 };
  return [
    element("line", { class: `lane lane-${REQUESTS}`, x1: trunk, y1: middle(first), x2: trunk, y2: middle(last) }),
    ...all.map(({ listener, service }) => request(trunk, listener, service)),
    element("rect", { class: "action", ...pill, rx: pill.height / 2 }),
    words(
      "text",
      { class: "small head", x: trunk, y: pill.y + pill.height / 2 + 4, "text-anchor": "middle" },
      "Clients",
    ),
  ].join("");
}

function request(trunk: number, listener: PlacedListener, service: Box): string {
  const y = middle(listener);
  const style = `lane lane-${REQUESTS}${listener.isTest ? " test" : ""}`;
  const label = listener.isTest ? `${listener.label}, for tests` : listener.label;
  const arrow = (end: number) => element("path", { class: `end-${REQUESTS}`, d: `M${end - 9} ${y - 5}v10l8 -5z` });
  return [
    element("path", { class: style, d: `M${trunk} ${y}H${listener.x - 7}` }),
    arrow(listener.x),
    element("path", { class: style, d: `M${listener.x + listener.width} ${y}H${service.x - 7}` }),
    arrow(service.x),
    box("action", listener, []),
    words("text", { class: "small", x: listener.x + 10, y: y + 4 }, label),
  ].join("");
}

/** From one stage to the next. */
function next(stage: Box, following: Box): string {
  const x = stage.x + stage.width / 2;
  const end = following.y - 2;
  return (
    element("line", { class: "line", x1: x, y1: stage.y + stage.height + 2, x2: x, y2: end - 6 }) +
    element("path", { class: "arrow", d: `M${x - 5} ${end - 7}h10l-5 7z` })
  );
}

const middle = ({ y, height }: Box) => y + height / 2;

/** A box with lines of text in its upper left corner. Throws if one is longer than the box is wide. */
function box(style: string, { x, y, width, height }: Box, lines: readonly Line[]): string {
  return [
    element("rect", { class: style, x, y, width, height, rx: 6 }),
    ...lines.map(({ style, text }, row) => {
      if (text.length * (style === "head" ? 7.4 : 6.1) > width - 14)
        throw new Error(`"${text}" is too long for a picture`);
      return words("text", { class: style, x: x + 10, y: lineAt(y, row) }, text);
    }),
  ].join("");
}
