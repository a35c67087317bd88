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

interface Group {
  /** Its address where the configuration names it, else its id. */
  name: string;
  readonly before: Place[];
  readonly after: Place[];
}

/**
 * Openings that come and go in a stack. Those of one security group are seen together, in whichever resources they stand:
 * a rule that only moves from one to another opens nothing.
 */
export function openingChanges(stack: string, plan: PlanFile, redactor: Redactor): OpeningChange[] {
  const groups = new Map<string, Group>();
  const known = groupNames(plan);
  // A group that is replaced is the same peer, whatever its id will be.
  const named = (opening: Opening) => ({ ...opening, peer: known.get(opening.peer) ?? opening.peer });
  for (const resource of plan.resourceChanges.filter((each) => hasOpenings(each) && each.mode === "managed")) {
    const references = plan.references.get(configAddress(resource.address));
    const { id, name } = groupOf(resource, references);
    const group = groups.get(id) ?? { name: name ?? id, before: [], after: [] };
    if (name !== undefined) group.name = name;
    groups.set(id, group);
    const isConfigured = (attribute: string) => references === undefined || references.has(attribute);
    const reference = (attribute: string) => references?.get(attribute)?.map(nameOfReference)[0];
    const { before, after } = openingsOf(resource, isConfigured, reference);
    for (const opening of before) group.before.push({ address: resource.address, opening: named(opening) });
    for (const opening of after) group.after.push({ address: resource.address, opening: named(opening) });
  }
  const byName = [...groups.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  return byName.flatMap((group) => changesOf(stack, group, redactor));
}

/** Addresses of security groups in this stack, by id. */
function groupNames({ resourceChanges }: PlanFile): Map<string, string> {
  const groups = resourceChanges.filter(({ type }) => /^aws_(default_)?security_group$/.test(type));
  return new Map(groups.map(({ address, change }) => [textAt(change.before, "id") ?? address, address]));
}

function changesOf(stack: string, { name, before, after }: Group, redactor: Redactor): OpeningChange[] {
  const row = (sign: OpeningRow["sign"], { address, opening }: Place, widens: boolean): OpeningChange => ({
    address,
    row: {
      stack,
      group: redactor.text(name),
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

/** Security group that a resource is, or belongs to: by its id, or by what names it while that is unknown. */
function groupOf(
  { address, type, change }: ResourceChange,
  references: ReadonlyMap<string, readonly string[]> | undefined,
): { id: string; name?: string } {
  const key = /^aws_(default_)?security_group$/.test(type) ? "id" : "security_group_id";
  const named = references
    ?.get("security_group_id")
    ?.map(resourceOf)
    .find((each) => each !== undefined);
  const name = key === "id" ? address : named;
  const id = textAt(change.after, key) ?? textAt(change.before, key) ?? name ?? address;
  return { id, ...(name !== undefined && { name }) };
}
