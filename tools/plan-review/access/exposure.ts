import { placesOf } from "../judge/place.ts";
import { sidesOf } from "../judge/side.ts";
import type { OpeningRow } from "../model/review.ts";
import type { ResourceChange } from "../read/plan-file.ts";
import type { Redactor } from "../secrets/redactor.ts";
import { EXPOSURES, type Exposure } from "./exposure-table.ts";

/** A plan has many resources of a few types. */
const byType = new Map<string, readonly Exposure[]>();

function exposuresOf(type: string): readonly Exposure[] {
  const known = byType.get(type) ?? EXPOSURES.filter((each) => each.type.test(type));
  byType.set(type, known);
  return known;
}

export const isExposable = (type: string): boolean => exposuresOf(type).length > 0;

/** What a change exposes, and what it no longer does. */
export function exposureRows(stack: string, resource: ResourceChange, redactor: Redactor): OpeningRow[] {
  const { type, address, mode, change } = resource;
  if (mode !== "managed") return [];
  const exposures = exposuresOf(type);
  if (exposures.length === 0) return [];
  const { before, after } = sidesOf(change);
  const isGone = change.after === null && change.actions.includes("delete");
  const rows = exposures.flatMap((exposure) =>
    placesOf(before, after, exposure.setting).flatMap((place): OpeningRow[] => {
      const { exposes, text, guards } = exposure;
      const was = change.before !== null && exposes(place.before.value);
      // What goes exposes nothing more, except for what has kept others from being exposed.
      const will = change.after === null ? isGone && guards === true : exposes(place.after.value);
      // What a new thing does not expose is not worth a word.
      if (was === will || (change.before === null && !will)) return [];
      return [
        {
          stack,
          group: redactor.text(address),
          sign: will ? "+" : "-",
          direction: "in",
          ports: text,
          peer: "anyone",
          widens: will,
          broad: will,
        },
      ];
    }),
  );
  // Two containers of one kind are listed once.
  return [...new Map(rows.map((row) => [`${row.sign} ${row.ports}`, row])).values()];
}
