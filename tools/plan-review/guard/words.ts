import type { Hazard, HazardKind } from "../hazards/hazard.ts";
import type { Redactor } from "../secrets/redactor.ts";

/** Maximum number of details of a hazard that a terminal shows. */
const MAX_DETAILS = 5;

const TITLES: Readonly<Record<HazardKind, string>> = {
  refused: "Refused",
  interruption: "Interruption",
  phases: "In phases",
};

/** Hazards for a terminal. */
export function hazardLines(hazards: readonly Hazard[], redactor: Redactor): string[] {
  return hazards
    .flatMap(({ kind, stack, summary, details, because, impact, steps }) => [
      `${TITLES[kind]}: ${stack}: ${summary}`,
      ...details.slice(0, MAX_DETAILS).map((detail) => `  - ${detail}`),
      ...(details.length > MAX_DETAILS ? [`  - and ${details.length - MAX_DETAILS} more`] : []),
      `  Why: ${because}`,
      ...(impact === undefined ? [] : [`  Impact: ${impact}`]),
      ...(steps.length === 0 ? [] : [kind === "phases" ? "  Afterwards:" : "  Instead:"]),
      ...steps.map((step, index) => `  ${index + 1}. ${step}`),
    ])
    .map((line) => indented(line, redactor));
}

const indented = (line: string, redactor: Redactor): string => {
  const [blanks = ""] = /^ */.exec(line) ?? [];
  return blanks + redactor.text(line.slice(blanks.length), 1000);
};
