import type { OpeningRow } from "../model/review.ts";
import { type Json, textAt } from "../read/json.ts";
import type { PlanFile, ResourceChange } from "../read/plan-file.ts";
import { configAddress, nameOfReference } from "../read/upstream.ts";
import type { Redactor } from "../secrets/redactor.ts";
import { hasOpenings, hasUnknownPeer, includes, isWorld, type Opening, openingsOf, portsText } from "./opening.ts";

/** An opening that changes, with the address of the resource that it stands in. */
export interface OpeningChange {
  readonly address: string;
  readonly row: OpeningRow;
}

interface Place {
  readonly address: string;
  readonly opening: Opening;
}

interface Sides {
  readonly before: Place[];
  readonly after: Place[];
}

/**
 * Openings that come and go in a stack. Those of one security group are seen together, in whichever resources they stand:
 * a rule that only moves from one to another opens nothing.
 */
export function openingChanges(stack: string, plan: PlanFile, redactor: Redactor): OpeningChange[] {
  const groups = new Map<string, Sides>();
  const known = groupsById(plan);
  // A group that is replaced is the same peer, whatever its id will be.
  const named = (opening: Opening) => ({ ...opening, peer: known.get(opening.peer) ?? opening.peer });
  for (const resource of plan.resourceChanges.filter(
    (each) => hasOpenings(each) && each.mode === "managed" && each.deposed === undefined,
  )) {
    const references = plan.references.get(configAddress(resource.address));
    const isConfigured = (attribute: string) => references === undefined || references.has(attribute);
    const reference = (attribute: string) => references?.get(attribute)?.map(nameOfReference)[0];
    const openings = openingsOf(resource, isConfigured, reference);
    // A rule may move from one group to another: each side counts for its own.
    for (const side of ["before", "after"] as const) {
      const name = groupOf(resource, resource.change[side], known, reference);
      const group = groups.get(name) ?? { before: [], after: [] };
      for (const opening of openings[side]) group[side].push({ address: resource.address, opening: named(opening) });
      groups.set(name, group);
    }
  }
  const byName = [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
  return byName.flatMap(([name, sides]) => changesOf(stack, name, sides, redactor));
}

const isGroup = ({ type }: ResourceChange): boolean => /^aws_(default_)?security_group$/.test(type);

/** Addresses of the security groups in this stack that are there, by id. */
function groupsById({ resourceChanges }: PlanFile): Map<string, string> {
  const groups = resourceChanges.filter(isGroup);
  return new Map(groups.map(({ address, change }) => [textAt(change.before, "id") ?? address, address]));
}

/**
 * Security group that a resource is, or belongs to: by its id, or by what names it while that is unknown. A name may be
 * that of several groups, such as instances of one resource, so it tells less than an id.
 */
function groupOf(
  resource: ResourceChange,
  values: Json,
  known: ReadonlyMap<string, string>,
  reference: (attribute: string) => string | undefined,
): string {
  if (isGroup(resource)) return resource.address;
  const id = textAt(values, "security_group_id");
  return (id === undefined ? undefined : (known.get(id) ?? id)) ?? reference("security_group_id") ?? resource.address;
}

function changesOf(stack: string, name: string, { before, after }: Sides, redactor: Redactor): OpeningChange[] {
  const row = (sign: OpeningRow["sign"], { address, opening }: Place, widens: boolean): OpeningChange => ({
    address,
    row: {
      stack,
      group: redactor.text(name),
      sign,
      direction: opening.direction,
      ports: redactor.text(portsText(opening)),
      peer: redactor.text(opening.peer),
      widens,
      broad: isWorld(opening),
    },
  });
  const [old, fresh] = [before, after].map((side) => new Set(side.map(({ opening }) => spelling(opening))));
  const removed = before.filter(({ opening }) => hasUnknownPeer(opening) || !fresh?.has(spelling(opening)));
  const added = after.filter(({ opening }) => hasUnknownPeer(opening) || !old?.has(spelling(opening)));
  return [
    ...removed.map((place) => row("-", place, false)),
    ...added.map((place) => {
      const widens = !before.some(({ opening }) => includes(opening, place.opening));
      return row(hasUnknownPeer(place.opening) ? "?" : "+", place, widens);
    }),
  ];
}

/** One spelling for openings that are the same. Two to what is not known yet may differ in it. */
const spelling = (opening: Opening): string => JSON.stringify(opening);
