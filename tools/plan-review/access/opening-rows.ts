import type { OpeningRow } from "../model/review.ts";
import { textAt } from "../read/json.ts";
import type { PlanFile, ResourceChange } from "../read/plan-file.ts";
import { configAddress, nameOfReference, resourceOf } from "../read/upstream.ts";
import type { Redactor } from "../secrets/redactor.ts";
import { hasOpenings, includes, isUnknown, isWorld, type Opening, openingsOf, portsText } from "./opening.ts";

/** An opening that changes, with the address of the resource that it stands in. */
export interface OpeningChange {
  readonly address: string;
  readonly row: OpeningRow;
}

interface Place {
  readonly address: string;
  readonly opening: Opening;
}

/**
 * Openings that come and go in a stack. Those of one security group are seen together, in whichever resources they stand:
 * a rule that only moves from one to another opens nothing.
 */
export function openingChanges(stack: string, plan: PlanFile, redactor: Redactor): OpeningChange[] {
  const groups = new Map<string, { before: Place[]; after: Place[] }>();
  for (const resource of plan.resourceChanges.filter((each) => hasOpenings(each) && each.mode === "managed")) {
    const group = groupOf(resource, plan);
    const known = groups.get(group) ?? { before: [], after: [] };
    const references = plan.references.get(configAddress(resource.address));
    const isConfigured = (attribute: string) => references === undefined || references.has(attribute);
    const reference = (attribute: string) => references?.get(attribute)?.map(nameOfReference)[0];
    const { before, after } = openingsOf(resource, isConfigured, reference);
    const place = (opening: Opening): Place => ({ address: resource.address, opening });
    groups.set(group, {
      before: [...known.before, ...before.map(place)],
      after: [...known.after, ...after.map(place)],
    });
  }
  return [...groups].flatMap(([group, sides]) => changesOf(stack, group, sides, redactor));
}

function changesOf(
  stack: string,
  group: string,
  { before, after }: { before: Place[]; after: Place[] },
  redactor: Redactor,
): OpeningChange[] {
  const row = (sign: OpeningRow["sign"], { address, opening }: Place, widens: boolean): OpeningChange => ({
    address,
    row: {
      stack,
      group: redactor.text(group),
      sign,
      direction: opening.direction,
      ports: redactor.text(portsText(opening)),
      peer: redactor.text(opening.peer),
      widens,
      broad: isWorld(opening),
    },
  });
  const [old, fresh] = [before, after].map((side) => new Set(side.map(({ opening }) => spelling(opening))));
  const removed = before.filter(({ opening }) => isUnknown(opening) || !fresh?.has(spelling(opening)));
  const added = after.filter(({ opening }) => isUnknown(opening) || !old?.has(spelling(opening)));
  return [
    ...removed.map((place) => row("-", place, false)),
    ...added.map((place) => {
      const widens = !before.some(({ opening }) => includes(opening, place.opening));
      return row(isUnknown(place.opening) ? "?" : "+", place, widens);
    }),
  ];
}

/** One spelling for openings that are the same. Two to what is not known yet may differ in it. */
const spelling = (opening: Opening): string => JSON.stringify(opening);

/** Security group that a resource is, or belongs to: by its id, or by what names it while that is unknown. */
function groupOf({ address, type, change }: ResourceChange, plan: PlanFile): string {
  if (/^aws_(default_)?security_group$/.test(type)) return address;
  const references = plan.references.get(configAddress(address))?.get("security_group_id") ?? [];
  const named = references.map(resourceOf).find((each) => each !== undefined);
  return named ?? textAt(change.after, "security_group_id") ?? textAt(change.before, "security_group_id") ?? address;
}
