import { entriesOf, paired } from "../../judge/entries.ts";
import { identityOf } from "../../judge/identity.ts";
import { hasMarks, isScalar, keysOf, member, NOTHING, opened, type Side } from "../../judge/side.ts";
import { isJsonObject, type Json } from "../../read/json.ts";
import {
  KEEPING,
  KEEPING_OUT,
  OPENING,
  PRESENT_PROTECTS,
  PROTECTING,
  SOURCES,
  SWITCHING_OFF,
  TARGETS,
} from "./names.ts";
import { isEveryone, isLaxer, isOff, isOn } from "./values.ts";

/** A setting of any resource that protects less than before, as far as its name and its values say. */
export interface NamedLoss {
  readonly path: string;
  readonly before: Side;
  readonly after: Side;
  readonly lost: string;
}

interface Place {
  readonly path: string;
  /** The name of a setting, after that of the block that it is in. */
  readonly name: string;
  readonly before: Side;
  readonly after: Side;
}

/** Settings below a resource's own that protect less. `isJudged` tells those that a table knows. */
export function namedLosses(before: Side, after: Side, isJudged: (path: string) => boolean): NamedLoss[] {
  return find({ path: "", name: "", before, after }, isJudged);
}

/** What says nothing of what a resource does. */
const FREE = /^(tags(_all)?|labels|annotations|description|comment|name)$/;

function find(place: Place, isJudged: (path: string) => boolean): NamedLoss[] {
  const { path, before, after } = { ...place, before: opened(place.before), after: opened(place.after) };
  if (after.unknown === true || before.value === null || isJudged(path)) return [];
  const lost = lostAt(place.name, before.value, after.value);
  if (lost !== undefined && !hasMarks(after.unknown)) return [{ path, before, after, lost }];
  if (Array.isArray(before.value)) return entries({ ...place, before, after }).flatMap((each) => find(each, isJudged));
  if (!isJsonObject(before.value)) return [];
  const keys = [...new Set([...keysOf(before), ...keysOf(after)])].filter((key) => !FREE.test(key));
  return keys.flatMap((key) =>
    find(
      {
        path: path === "" ? key : `${path}.${key}`,
        name: `${place.name.split(".").at(-1) ?? ""}.${key}`,
        before: member(before, key),
        after: member(after, key),
      },
      isJudged,
    ),
  );
}

/** Blocks of a list; what a list of texts loses or gains says nothing by its name. */
function entries({ path, name, before, after }: Place): Place[] {
  return paired(entriesOf(before), entriesOf(after)).flatMap(([one, other]) => {
    if (one === undefined || other === undefined || isScalar(one.side)) return [];
    const identity = identityOf(other.side.value);
    return [
      {
        path: identity === undefined ? path : `${path}[${identity}]`,
        name,
        before: one.side,
        after: other.side ?? NOTHING,
      },
    ];
  });
}

function lostAt(name: string, before: Json, after: Json): string | undefined {
  if (isLaxer(before, after)) return "what was stopped is let through, or only noted";
  if (OPENING.test(name) && !KEEPING_OUT.test(name) && after === true && before !== true)
    return "a setting that opens is switched on";
  const isSwitch = !SWITCHING_OFF.test(name);
  if (isSwitch && PROTECTING.test(name) && isOn(before) && isOff(after))
    return "a setting that protects is switched off";
  if (KEEPING.test(name) && typeof before === "number" && typeof after === "number" && after > 0 && after < before)
    return "something is kept for a shorter time";
  const isHere = (value: Json) => !isEmpty(value) && value !== false;
  if (isSwitch && PRESENT_PROTECTS.test(name) && isHere(before) && isEmpty(after))
    return "a setting that protects is taken out";
  return namesEveryone(name, before, after) ? "everyone is among those that it names" : undefined;
}

function isEmpty(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) ? Object.keys(value).length === 0 : value === null || value === "";
}

function namesEveryone(name: string, before: Json, after: Json): boolean {
  if (!SOURCES.test(name) || TARGETS.test(name)) return false;
  return [after].flat().some(isEveryone) && ![before].flat().some(isEveryone);
}
