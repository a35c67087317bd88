import { type Entry, entriesOf, paired } from "./entries.ts";
import { identityOf } from "./identity.ts";
import { hasMarks, isWhollyUnknown, lengthOf, member, NOTHING, opened, type Side } from "./side.ts";

/** A place in a resource that a path leads to, before and after a change. */
export interface SettingPlace {
  /** As people write it: `container_definitions[web].privileged`. */
  readonly path: string;
  readonly before: Side;
  readonly after: Side;
  /** Where on the way everything is known after apply only, if it is. */
  readonly unknownFrom?: string;
  /** Whether it is in an entry that a list gains. */
  readonly isNewEntry?: true;
}

/**
 * Where a path leads to in both sides of a change. Of a list it leads into every entry, each with the one that it was
 * before; `parameter[a|b].value` only into those of these names. Documents within texts are opened. An entry that goes
 * takes along what it says, unless the list is empty then or the path asks for it by name.
 */
export function placesOf(before: Side, after: Side, path: string): SettingPlace[] {
  return follow({ path: "", before, after }, path.split(/\.(?![^[]*\])/));
}

function follow(here: SettingPlace, steps: readonly string[]): SettingPlace[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [here];
  const [, key = step, names] = /^(\w+)\[(.+)\]$/.exec(step) ?? [];
  const from = { ...here, before: opened(here.before), after: opened(here.after) };
  if (isList(from.before) || isList(from.after)) return entries(from).flatMap((entry) => follow(entry, steps));
  const next = marked({
    ...from,
    path: from.path === "" ? key : `${from.path}.${key}`,
    before: member(from.before, key),
    after: member(from.after, key),
  });
  if (names !== undefined) return entries(next, names.split("|")).flatMap((entry) => follow(entry, rest));
  return follow(next, rest);
}

/** Notes the first place from which on nothing is known. */
const marked = (place: SettingPlace): SettingPlace =>
  place.unknownFrom === undefined && isWhollyUnknown(place.after) ? { ...place, unknownFrom: place.path } : place;

const isList = ({ value, unknown }: Side): boolean => Array.isArray(value) || Array.isArray(unknown);

function entries(
  { path, before, after, unknownFrom, isNewEntry }: SettingPlace,
  wanted?: readonly string[],
): SettingPlace[] {
  const [left, right] = [opened(before), opened(after)];
  const isUnknown = isWhollyUnknown(right);
  const isEmpty = lengthOf(right) === 0 && !hasMarks(right.unknown);
  const pairs = isUnknown ? named(left).map((entry) => [entry, undefined] as const) : paired(named(left), named(right));
  return pairs.flatMap(([one, other]) => {
    const name = identityOf(other?.side.value) ?? identityOf(one?.side.value);
    if (wanted !== undefined && (name === undefined || !wanted.includes(name))) return [];
    const isGone = other === undefined && !isUnknown && !(isEmpty && name === undefined) && wanted === undefined;
    if (isGone) return [];
    const missing: Side = isUnknown ? { ...NOTHING, unknown: true, sensitive: right.sensitive === true } : NOTHING;
    const place = {
      path: name === undefined ? path : `${path}[${name}]`,
      before: one?.side ?? NOTHING,
      after: other?.side ?? missing,
      ...(unknownFrom !== undefined && { unknownFrom }),
      ...((isNewEntry || one === undefined) && { isNewEntry: true as const }),
    };
    return [marked(place)];
  });
}

/** Entries of a list, those with an identity by it. */
const named = (list: Side): Entry[] =>
  entriesOf(list).map((entry) => {
    const name = identityOf(entry.side.value);
    return name === undefined ? entry : { ...entry, identity: `name ${name}` };
  });
