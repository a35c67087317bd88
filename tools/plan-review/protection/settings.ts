import { hasOpenings } from "../access/opening.ts";
import { identityOf } from "../judge/identity.ts";
import { placesOf, type SettingPlace } from "../judge/place.ts";
import { hasMarks, lengthOf, type Side, sidesOf } from "../judge/side.ts";
import type { ProtectionRow } from "../model/review.ts";
import { isJsonObject, type Json, scalarText } from "../read/json.ts";
import type { ResourceChange } from "../read/plan-file.ts";
import type { Redactor } from "../secrets/redactor.ts";
import { type NamedLoss, namedLosses } from "./by-name/find.ts";
import { SOURCES } from "./by-name/names.ts";
import type { ProtectionRule } from "./rule.ts";
import { protectionRulesFor } from "./rules.ts";

/**
 * Settings of a resource that protect less after a change than before, in place or by a replacement. `isConfigured` tells
 * attributes that the configuration sets from those that AWS fills in.
 */
export function lostSettings(
  stack: string,
  resource: ResourceChange,
  isConfigured: (attribute: string) => boolean,
  redactor: Redactor,
): ProtectionRow[] {
  const { address, type, change } = resource;
  if (!isJsonObject(change.before) || !isJsonObject(change.after)) return [];
  const { before, after } = sidesOf(change);
  const seen = new Set<string>();
  const where = { stack, address: redactor.text(address) };
  const { settings } = protectionRulesFor(type);
  const found = settings.flatMap((rule) => {
    const attribute = rule.setting.split(/[.[]/)[0] ?? "";
    const isThere = Object.hasOwn(before.value as object, attribute) || Object.hasOwn(after.value as object, attribute);
    if (!isThere && !hasMarks(after.unknown)) return [];
    if (rule.where !== undefined && !rule.where(change.before, change.after)) return [];
    return placesOf(before, after, rule.setting).flatMap((place): ProtectionRow[] => {
      if (place.after.unknown === true) {
        const { mechanism } = rule;
        if (mechanism.trustsUnknown || !isConfigured(attribute) || !mechanism.protects(place.before.value)) return [];
        const from = place.unknownFrom ?? place.path;
        // Of a document that is not known yet everything may be lost, which is reported once.
        if (from !== place.path) {
          if (seen.has(from)) return [];
          seen.add(from);
          return [{ ...where, ...unknownDocument(from, redactor) }];
        }
        return [{ ...where, ...rowOf(rule, place, redactor), after: "(known after apply)", sign: "?" }];
      }
      if (rule.mechanism.onlyOfKnownEntries === true && place.isNewEntry === true) return [];
      if (!rule.mechanism.loses(place.before.value, place.after.value)) return [];
      const row = { ...where, ...rowOf(rule, place, redactor) };
      if (!hasMarks(place.after.unknown)) return [row];
      // Entries that are not known yet take the place of as many, such as a topic that is replaced.
      return lengthOf(place.before) === lengthOf(place.after) ? [] : [{ ...row, sign: "?" }];
    });
  });
  return [...found, ...lostByName(type, before, after).map((place) => ({ ...where, ...namedRow(place, redactor) }))];
}

/** Settings that other tables of the review judge. */
const JUDGED_ELSEWHERE: readonly (readonly [RegExp, string])[] = [[/^aws_cloudwatch_log_group$/, "retention_in_days"]];

/** What no table knows, by the names that settings have. Openings are for a table of those. */
function lostByName(type: string, before: Side, after: Side): NamedLoss[] {
  const elsewhere = JUDGED_ELSEWHERE.filter(([pattern]) => pattern.test(type)).map(([, setting]) => setting);
  const known = new Set([
    ...protectionRulesFor(type).settings.map(({ setting }) => withoutNames(setting)),
    ...elsewhere,
  ]);
  const isOfOpenings = hasOpenings({ type });
  return namedLosses(before, after, (path) => known.has(withoutNames(path)) || (isOfOpenings && SOURCES.test(path)));
}

const withoutNames = (path: string): string => path.replace(/\[[^\]]*\]/g, "");

const namedRow = ({ path, before, after, lost }: NamedLoss, redactor: Redactor) => {
  const names = namesIn(path);
  return {
    sign: "-" as const,
    rule: "by-name",
    setting: redactor.text(path),
    before: shown(before, names, redactor),
    after: shown(after, names, redactor),
    lost,
    source: "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/welcome.html",
  };
};

const namesIn = (path: string): string[] => path.split(/[.[\]]/).filter((name) => name !== "");

const unknownDocument = (setting: string, redactor: Redactor) => ({
  sign: "?" as const,
  rule: "known-after-apply",
  setting: redactor.text(setting),
  before: "(a document)",
  after: "(known after apply)",
  lost: "what it protects is known after apply only",
  source: "https://developer.hashicorp.com/terraform/internals/json-format",
});

function rowOf({ id, lost, source }: ProtectionRule, place: SettingPlace, redactor: Redactor) {
  const names = namesIn(place.path);
  const [before, after] = [shown(place.before, names, redactor), shown(place.after, names, redactor)];
  return {
    sign: "-" as const,
    rule: id,
    setting: redactor.text(place.path),
    before,
    // What an entry says has changed, not which there are.
    after: before === after && before !== "(hidden)" ? `${after} (changed)` : after,
    lost,
    source,
  };
}

/** A value in a few words; of what is hidden only that it is there. */
function shown({ value, sensitive }: Side, names: readonly string[], redactor: Redactor): string {
  if (value === null) return "nothing";
  if (hasMarks(sensitive)) return "(hidden)";
  if (Array.isArray(value)) {
    const texts = value.map(entryText);
    return texts.length === 0 ? "nothing" : redactor.text(texts.join(", "));
  }
  if (isJsonObject(value)) return "a block";
  if (redactor.secrecy(value, names) !== undefined) return "(hidden)";
  return redactor.text(typeof value === "string" ? value || "nothing" : scalarText(value));
}

function entryText(entry: Json): string {
  if (typeof entry === "string") return entry;
  if (!isJsonObject(entry)) return "an entry";
  return identityOf(entry) ?? "an entry";
}
