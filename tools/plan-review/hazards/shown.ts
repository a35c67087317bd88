import type { HazardRow, PhaseRow } from "../model/review.ts";
import type { Redactor } from "../secrets/redactor.ts";
import type { Hazard } from "./hazard.ts";
import type { Phase } from "./phases.ts";

/** Maximum length of a text that is shown. */
const MAX_LENGTH = 1000;

/** A hazard as it may be shown. */
export function shownHazard({ order: _, ...hazard }: Hazard, redactor: Redactor): HazardRow {
  const text = (each: string) => redactor.text(each, MAX_LENGTH);
  return {
    ...hazard,
    stack: text(hazard.stack),
    address: text(hazard.address),
    summary: text(hazard.summary),
    details: hazard.details.map(text),
    because: text(hazard.because),
    ...(hazard.impact !== undefined && { impact: text(hazard.impact) }),
    steps: hazard.steps.map(text),
  };
}

/** A phase as it may be shown. */
export const shownPhase = ({ kind, stack, replace }: Phase, redactor: Redactor): PhaseRow => ({
  kind,
  stack: redactor.text(stack),
  ...(replace !== undefined && { replace: replace.map((address) => redactor.text(address)) }),
});

/** What follows the phases; undefined if deletions have to wait for something else. */
export const lastOf = (hazards: readonly Hazard[]): string | undefined =>
  hazards.some(({ order }) => order?.waits === true) ? undefined : "all stacks: deploy what remains";

/** The order of a deployment in words; empty if it is the ordinary one. */
export function orderOf(hazards: readonly Hazard[], phases: readonly Phase[], redactor: Redactor): string[] {
  if (phases.length === 0) return [];
  const last = lastOf(hazards);
  return [...phases.map(({ text }) => text), ...(last === undefined ? [] : [last])].map((text) =>
    redactor.text(text, MAX_LENGTH),
  );
}
