import type { HazardRow, Reason } from "../model/review.ts";
import { reasonId } from "./reasons.ts";

const TITLES = {
  refused: "a change that would end half-way or take traffic away",
  interruption: "a change with an interruption",
} as const;

/** Refusals and needed approvals because of hazards. Changes in phases need none. */
export const hazardReasons = (hazards: readonly HazardRow[]): Reason[] =>
  hazards.flatMap((hazard) => {
    const { kind, stack, rule, summary, details } = hazard;
    if (kind === "phases") return [];
    const id = reasonId(kind, stack, [rule, summary, ...details]);
    return [{ id, kind, stack, title: TITLES[kind], details: detailsOf(hazard) }];
  });

function detailsOf({ summary, because, impact, steps, details }: HazardRow): string[] {
  const wayOut =
    steps.length === 1
      ? steps.map((step) => `Instead: ${step}`)
      : steps.map((step, index) => `Instead, ${index + 1}: ${step}`);
  return [summary, ...(impact === undefined ? [] : [`Impact: ${impact}`]), ...wayOut, `Why: ${because}`, ...details];
}
