import type { Hazard } from "../hazards/hazard.ts";
import type { Phase } from "../hazards/phases.ts";
import { shownHazard } from "../hazards/shown.ts";
import type { HazardRow } from "../model/review.ts";
import type { Analysis } from "./analysis.ts";

/** What a deployment would do about a change, for programs. */
export interface Report {
  readonly exitCode: 0 | 1 | 2 | 3;
  /** How each stack could be planned, with why where it could not. */
  readonly stacks: readonly { readonly name: string; readonly status: string; readonly problem?: string }[];
  readonly hazards: readonly HazardRow[];
  readonly phases: readonly Phase[];
}

export function reportOf({ stacks, hazards, phases, redactor }: Analysis): Report {
  return {
    exitCode: exitCodeOf(
      stacks.some(({ status }) => status === "failed"),
      hazards,
    ),
    stacks: stacks.map(({ name, status, problem }) => ({
      name: redactor.text(name),
      status,
      ...(problem !== undefined && { problem: redactor.text(problem, 1000) }),
    })),
    hazards: hazards.map((hazard) => shownHazard(hazard, redactor)),
    phases: phases.map(({ text, ...phase }) => ({ ...phase, text: redactor.text(text) })),
  };
}

function exitCodeOf(hasFailed: boolean, hazards: readonly Hazard[]): Report["exitCode"] {
  if (hasFailed) return 1;
  if (hazards.some(({ kind }) => kind !== "phases")) return 3;
  return hazards.length > 0 ? 2 : 0;
}
