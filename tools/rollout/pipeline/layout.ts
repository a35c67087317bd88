import type { Pipeline, PipelineAction, Stage } from "./pipeline.ts";

export const LINE = 17;
const PADDING = 9;
/** Room for the name of a stage. */
const STAGE_HEAD = 28;
const ACTION_GAP = 10;
/** Room for the arrow between two stages. */
export const STAGE_GAP = 22;

export interface PlacedAction extends PipelineAction {
  readonly y: number;
  readonly height: number;
  /** Where the lines of artifacts meet it: what it reads and writes, each on its own line. */
  readonly ports: readonly Port[];
}

export interface Port {
  readonly artifact: string;
  readonly reads: boolean;
  readonly y: number;
}

export interface PlacedStage extends Omit<Stage, "actions"> {
  readonly y: number;
  readonly height: number;
  readonly actions: readonly PlacedAction[];
}

/** Artifacts in the order in which they appear, each with its own line. */
export function artifactsOf({ stages }: Pick<Pipeline, "stages">): string[] {
  return [...new Set(stages.flatMap(({ actions }) => actions.flatMap(({ reads, writes }) => [...reads, ...writes])))];
}

/** Places of stages and of what is in them, from a height down. */
export function place({ stages, ...rest }: Pick<Pipeline, "stages">, from: number): PlacedStage[] {
  const order = artifactsOf({ stages, ...rest });
  let y = from;
  return stages.map((stage) => {
    const top = y;
    y += STAGE_HEAD;
    const actions = stage.actions.map((action) => {
      const placed = placeAction(action, order, y);
      y += placed.height + ACTION_GAP;
      return placed;
    });
    const height = y - top;
    y += STAGE_GAP;
    return { ...stage, y: top, height, actions };
  });
}

/** Later artifacts have their lines farther out; with these on top, lines that begin here cross none. */
function placeAction(action: PipelineAction, order: readonly string[], y: number): PlacedAction {
  const outermost = (artifacts: readonly string[]) =>
    [...artifacts].sort((a, b) => order.indexOf(b) - order.indexOf(a));
  const ports = [
    ...outermost(action.reads).map((artifact) => ({ artifact, reads: true })),
    ...outermost(action.writes).map((artifact) => ({ artifact, reads: false })),
  ].map((port, row) => ({ ...port, y: y + PADDING + LINE * (row + 0.5) }));
  const lines = Math.max(ports.length, textOf(action).length);
  return { ...action, y, height: lines * LINE + PADDING * 2, ports };
}

/** Lines beside the artifacts: what is done, and with which roles. */
export const textOf = ({ name, by, facts, roles }: PipelineAction): { style: string; text: string }[] => [
  { style: "head", text: name === by ? name : `${name}: ${by}` },
  ...facts.map((text) => ({ style: "small", text })),
  ...roles.map((text) => ({ style: "small muted", text })),
];

/** Middle of a line of an action's text. */
export const lineAt = (y: number, row: number): number => y + PADDING + LINE * (row + 0.5) + 4;
