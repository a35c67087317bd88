import type { OpeningRow } from "../model/review.ts";
import { type Json, textAt } from "../read/json.ts";
import type { PlanFile, ResourceChange } from "../read/plan-file.ts";
import { configAddress, nameOfReference } from "../read/upstream.ts";
import type { Redactor } from "../secrets/redactor.ts";
import { isOpenedBy } from "./opened-by.ts";
import {
  hasOpenings,
  hasUnknownPeer,
  isWorld,
  type Opening,
  openingsOf,
  opensAdminPort,
  portsText,
} from "./opening.ts";

/** An opening that changes, with the address of the resource that it is in. */
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
 * Openings that come and go in a stack. Those of one security group are compared together, in whichever resources they are:
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

/** Attributes by which a rule says what it belongs to. */
const MEMBERS_OF = ["security_group_id", "network_acl_id", "network_security_group_name"];

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
  for (const attribute of MEMBERS_OF) {
    const id = textAt(values, attribute);
    const name = (id === undefined ? undefined : (known.get(id) ?? id)) ?? reference(attribute);
    if (name !== undefined) return name;
  }
  return resource.address;
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
  const [spellingsBefore, spellingsAfter] = [before, after].map(
    (side) => new Set(side.map(({ opening }) => spelling(opening))),
  );
  const removed = before.filter(({ opening }) => hasUnknownPeer(opening) || !spellingsAfter?.has(spelling(opening)));
  const added = after.filter(({ opening }) => hasUnknownPeer(opening) || !spellingsBefore?.has(spelling(opening)));
  const moves = movedPorts(removed, added);
  const [left, arrived] = [new Set(moves.map(([from]) => from)), new Set(moves.map(([, to]) => to))];
  const moved = moves.map(([from, to]): OpeningChange => {
    const { address, row: shown } = row("~", to, false);
    return { address, row: { ...shown, ports: `${redactor.text(portsText(from.opening))} → ${shown.ports}` } };
  });
  const openings = before.map(({ opening }) => opening);
  return [
    ...removed.filter((place) => !left.has(place)).map((place) => row("-", place, false)),
    ...moved,
    ...added
      .filter((place) => !arrived.has(place))
      .map((place) => {
        const widens = !isOpenedBy(openings, place.opening);
        return row(hasUnknownPeer(place.opening) ? "?" : "+", place, widens);
      }),
  ];
}

/** Names and ids of security groups, as peers have them. */
const GROUP = /^sg-|(^|\.)aws_(default_)?security_group\.|^itself$/;

/**
 * Ports that moved: the same group reaches as many of them over the same protocol as before, and none of them is one for
 * administrators or databases. That is one change and no opening.
 */
function movedPorts(removed: readonly Place[], added: readonly Place[]): [Place, Place][] {
  const waiting = [...removed];
  return added.flatMap((to): [Place, Place][] => {
    const { protocol, peer, ports } = to.opening;
    if (!GROUP.test(peer) || (protocol !== "tcp" && protocol !== "udp") || opensAdminPort(to.opening)) return [];
    const index = waiting.findIndex(
      ({ opening }) =>
        opening.direction === to.opening.direction &&
        opening.protocol === protocol &&
        opening.peer === peer &&
        opening.ports[1] - opening.ports[0] === ports[1] - ports[0],
    );
    const [from] = index < 0 ? [] : waiting.splice(index, 1);
    return from === undefined ? [] : [[from, to]];
  });
}

/** One spelling for openings that are the same. Two to what is not known yet may differ in it. */
const spelling = (opening: Opening): string => JSON.stringify(opening);
