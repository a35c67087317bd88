import { type Part, WIDTH } from "../picture/layout.ts";
import { svgPage } from "../picture/page.ts";
import { PICTURE_STYLE } from "../picture/style.ts";
import { element, words, wrap } from "../picture/svg.ts";
import { describePipeline, pipelineHeadline } from "./headline.ts";
import { artifactsOf, LINE, lineAt, type PlacedAction, type PlacedStage, place, STAGE_GAP, textOf } from "./layout.ts";
import type { Pipeline } from "./pipeline.ts";
import { PIPELINE_STYLE } from "./style.ts";

const LEFT = 16;
/** Left edge of the stages; lines of artifacts are left of it. */
const STAGES = 92;
const STAGES_WIDTH = WIDTH - STAGES - LEFT;
const ACTIONS = STAGES + 10;
/** Where an action says what it does, right of the artifacts. */
const WORDS = ACTIONS + 168;
const LANE = 19;
/** Letters of a line, whatever font a machine has. */
const LETTERS = 105;
/** Letters of a line beside the artifacts. */
const ACTION_LETTERS = 66;
/** Colours that there are. */
const MAX_ARTIFACTS = 4;

/** A picture of a pipeline, as SVG: what starts it, and below its stages, joined by their artifacts. */
export function drawPipeline(pipeline: Pipeline): string {
  const artifacts = artifactsOf(pipeline);
  if (artifacts.length > MAX_ARTIFACTS)
    throw new Error(`pipeline ${pipeline.name} has ${artifacts.length} artifacts, too many for a picture`);
  const { title, subtitle } = pipelineHeadline(pipeline);
  const head: Part = {
    height: 62,
    draw: (y) =>
      words("text", { class: "title", x: LEFT, y: y + 28 }, title) +
      wrap(subtitle, LETTERS)
        .map((line, row) => words("text", { class: "muted", x: LEFT, y: y + 48 + row * LINE }, line))
        .join(""),
  };
  return svgPage([head, starts(pipeline), stages(pipeline, artifacts)], {
    title,
    description: `${subtitle}. ${describePipeline(pipeline)}`,
    style: PICTURE_STYLE + PIPELINE_STYLE,
  });
}

/** What starts the pipeline, and the arrow from there. */
function starts({ starts, variables }: Pipeline): Part {
  const lines = [
    ...starts.flatMap(({ by, facts, role }) => [
      { style: "head", text: `Started by: ${by}` },
      ...facts.map((text) => ({ style: "small", text })),
      ...(role === undefined ? [] : [{ style: "small muted", text: `role ${role}` }]),
    ]),
    ...variables.map(({ name }) => ({
      style: "small",
      text: `or by a person, who may set ${name} to release an earlier image again`,
    })),
  ];
  const height = lines.length * LINE + 18;
  return {
    height: height + STAGE_GAP,
    draw: (y) =>
      [
        element("rect", { class: "start", x: STAGES, y, width: STAGES_WIDTH, height, rx: 6 }),
        ...lines.map(({ style, text }, row) =>
          words("text", { class: style, x: ACTIONS + 12, y: lineAt(y, row) }, text),
        ),
        down(y + height),
      ].join(""),
  };
}

function stages(pipeline: Pipeline, artifacts: readonly string[]): Part {
  const last = place(pipeline, 0).at(-1);
  return {
    height: (last ? last.y + last.height : 0) + 16,
    draw: (y) => {
      const placed = place(pipeline, y);
      const arrows = placed.slice(0, -1).map((stage) => down(stage.y + stage.height));
      return [...placed.map(drawStage), ...arrows, ...lanes(placed, artifacts)].join("\n");
    },
  };
}

/** From one stage to the next. */
function down(y: number): string {
  const x = STAGES + STAGES_WIDTH / 2;
  const end = y + STAGE_GAP - 2;
  return (
    element("line", { class: "line", x1: x, y1: y + 2, x2: x, y2: end - 6 }) +
    element("path", { class: "arrow", d: `M${x - 5} ${end - 7}h10l-5 7z` })
  );
}

function drawStage({ name, rollsBack, actions, y, height }: PlacedStage, index: number): string {
  const note = { class: "small muted", x: STAGES + STAGES_WIDTH - 10, y: y + 18, "text-anchor": "end" };
  return [
    element("rect", { class: "stage", x: STAGES, y, width: STAGES_WIDTH, height, rx: 6 }),
    words("text", { class: "head", x: ACTIONS, y: y + 19 }, `${index + 1}. ${name}`),
    rollsBack ? words("text", note, "if it fails: back to its last release") : "",
    ...actions.map(drawAction),
  ].join("");
}

function drawAction({ ports, y, height, ...action }: PlacedAction): string {
  const lines = textOf(action).map(({ style, text }, row) => {
    if (text.length > ACTION_LETTERS) throw new Error(`"${text}" is too long for a picture`);
    return words("text", { class: style, x: WORDS, y: lineAt(y, row) }, text);
  });
  const artifacts = ports.map((port) =>
    words("text", { class: "small", x: ACTIONS + 12, y: port.y + 4 }, `${port.reads ? "in" : "out"}: ${port.artifact}`),
  );
  const box = { class: "action", x: ACTIONS, y, width: STAGES_WIDTH - 20, height, rx: 4 };
  return [element("rect", box), ...artifacts, ...lines].join("");
}

/** A line for each artifact, from where it is written down to where it is read. */
function lanes(stages: readonly PlacedStage[], artifacts: readonly string[]): string[] {
  const ports = stages.flatMap(({ actions }) => actions.flatMap((action) => action.ports));
  const drawn = artifacts.map((artifact, index) => {
    const x = STAGES - LANE * (index + 1);
    const own = ports.filter((port) => port.artifact === artifact);
    const ys = own.map(({ y }) => y);
    return {
      down: element("line", { class: `lane lane-${index}`, x1: x, y1: Math.min(...ys), x2: x, y2: Math.max(...ys) }),
      across: own.map(({ y, reads }) => across(index, x, y, reads)),
    };
  });
  return [...drawn.map((lane) => lane.down), ...drawn.flatMap((lane) => lane.across)];
}

/** Between an action and a line: a point where it is written, an arrow where it is read. */
function across(index: number, x: number, y: number, reads: boolean): string {
  const d = `M${x} ${y}H${ACTIONS - (reads ? 6 : 0)}`;
  return [
    element("path", { class: "halo", d: `M${x + 4} ${y}H${STAGES - 1}` }),
    element("path", { class: `lane lane-${index}`, d }),
    reads
      ? element("path", { class: `end-${index}`, d: `M${ACTIONS - 8} ${y - 5}v10l8 -5z` })
      : element("circle", { class: `end-${index}`, cx: ACTIONS, cy: y, r: 4 }),
  ].join("");
}
