import type { OpeningRow } from "../model/review.ts";
import { type Json, textAt } from "../read/json.ts";
import type { PlanFile, ResourceChange } from "../read/plan-file.ts";
import { configAddress, nameOfReference } from "../read/upstream.ts";
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
    const references = plan.references.get(configAddress(resource.address));
    const isConfigured = (attribute: string) => references === undefined || references.has(attribute);
    const reference = (attribute: string) => references?.get(attribute)?.map(nameOfReference)[0];
    const openings = openingsOf(resource, isConfigured, reference);
    // A rule may move from one group to another: each side counts for its own.
    for (const side of ["before", "after"] as const) {
      const group = groupOf(resource, resource.change[side], plan);
      const known = groups.get(group) ?? { before: [], after: [] };
      known[side].push(...openings[side].map((opening) => ({ address: resource.address, opening })));
      groups.set(group, known);
    }
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
      ports: portsText(opening),
      peer: redactor.text(opening.peer),
      widens,
      broad: isWorld(opening),
    },
  });
  const removed = before.filter(({ opening }) => !after.some((each) => isSame(each.opening, opening)));
  const added = after.filter(({ opening }) => !before.some((each) => isSame(each.opening, opening)));
  return [
    ...removed.map((place) => row("-", place, false)),
    ...added.map((place) => {
      const widens = !before.some(({ opening }) => includes(opening, place.opening));
      return row(isUnknown(place.opening) ? "?" : "+", place, widens);
    }),
  ];
}

/** Two openings to what is not known yet may differ in it. */
const isSame = (one: Opening, other: Opening): boolean =>
  !isUnknown(one) && JSON.stringify(one) === JSON.stringify(other);

const isGroup = ({ type }: ResourceChange): boolean => /^aws_(default_)?security_group$/.test(type);

/**
 * Security group that a resource is, or belongs to: by its id, or by what names it while that is unknown. A name may be
 * that of several groups, such as instances of one resource, so it tells less than an id.
 */
function groupOf(resource: ResourceChange, values: Json, plan: PlanFile): string {
  if (isGroup(resource)) return resource.address;
  const id = textAt(values, "security_group_id");
  const own = plan.resourceChanges.find(
    (each) => id !== undefined && isGroup(each) && textAt(each.change.before, "id") === id,
  );
  const references = plan.references.get(configAddress(resource.address))?.get("security_group_id") ?? [];
  return own?.address ?? id ?? references.map(nameOfReference)[0] ?? resource.address;
}
