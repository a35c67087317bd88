import * as v from "valibot";
import { environment, type Parsed } from "./config.ts";
import { type Finding, truncate } from "./finding.ts";
import type { Shown } from "./secrets.ts";
import { shownOf } from "./shown.ts";
import { checkTexts } from "./texts.ts";
import { MISSPELT, mayBeLeftOut, withoutUnknownFields } from "./unknown-fields.ts";
import { memberAt, pathOf, whereParsed } from "./unparsed.ts";

/** Checks an environment: what is wrong with it, a line each. Without problems the configuration is complete and typed. */
export function checkConfig(rawConfig: unknown): { config: Parsed; problems: string[] } {
  const { known, found } = withoutUnknownFields(environment, rawConfig);
  const { output, issues = [] } = v.safeParse(environment, known);
  const ofFields = issues
    .filter(({ input }) => input !== MISSPELT)
    .map((issue) => {
      const finding = toFinding(issue);
      const isSpare = issue.input === null && mayBeLeftOut(environment, rawConfig, finding.path);
      return isSpare ? { ...finding, message: `${finding.message}, or leave it out` } : finding;
    });
  const all = [...found, ...ofFields, ...checkTexts(rawConfig)];
  if (all.length === 0) return { config: output as Parsed, problems: [] };
  const shown = shownOf(rawConfig);
  return { config: output as Parsed, problems: all.map((each) => describe(each, rawConfig, output, shown)) };
}

/** Words the issues that rules of this project leave to the library: fields that are missing or of a wrong type. */
function toFinding(issue: v.BaseIssue<unknown>): Finding {
  const path = pathOf(issue);
  const { input, kind, type, message } = issue;
  if (type === "raw_check") return { path, message, derived: input };
  const isChoice = ["picklist", "variant", "union"].includes(type);
  if (input === undefined && kind === "schema")
    return { path, message: `is required: ${isChoice ? message : "add it"}` };
  // The value under a name that is wrong in itself has nothing to do with it.
  const about = issue.path?.at(-1)?.origin === "key" ? "name" : "value";
  const isOurs = isChoice || kind === "validation";
  return { path, about, message: isOurs ? message : `has the wrong type: write ${TYPES[type] ?? issue.expected}` };
}

const TYPES: Record<string, string> = {
  string: "text, in quotes",
  number: "a number, without quotes",
  boolean: "true or false",
  array: "a list",
  strict_tuple: "a list",
  strict_object: "an object",
  record: "an object",
};

/** Of an unknown field only the names in it, or why it is hidden: it may be a misspelt `secrets`. */
function ofUnknownField(given: unknown, shown: string): string {
  const hasNames = typeof given === "object" && given !== null && !Array.isArray(given);
  return hasNames || shown.startsWith("(value hidden") ? shown : "";
}

function describe(finding: Finding, rawConfig: unknown, parsed: unknown, shown: Shown): string {
  const [what = ""] = whereParsed(() => [wrongPart(finding, rawConfig, parsed, shown)]);
  const line = `${shown.path(finding.path)}: ${what && `${what} `}${shown.text(finding.message)}`;
  return line.replace(/\S{81,}/g, truncate); // names and values that are longer say no more
}

/** Describes a finding, with the value as written, or the default. */
function wrongPart({ path, about, derived }: Finding, rawConfig: unknown, parsed: unknown, shown: Shown): string {
  if (about === "name") return JSON.stringify(shown.key(path.slice(0, -1), String(path.at(-1))));
  const given = memberAt(rawConfig, path);
  if (about === "field") return ofUnknownField(given, shown.value(given, path, true));
  if (given !== undefined) return shown.value(given, path);
  const value = derived ?? memberAt(parsed, path);
  return value === undefined ? "" : `${shown.value(value, path)} (the default)`;
}
