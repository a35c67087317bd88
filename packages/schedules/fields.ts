/** A field of a cron expression: its values, what they may be called, and the wildcards besides `,`, `-` and `*`. */
export interface CronField {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** Names of the values, from `low` on. */
  readonly names: readonly string[];
  readonly wildcards: string;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** Fields in their order (EventBridge user guide, cron expressions reference). */
export const FIELDS = {
  minutes: { name: "minutes", low: 0, high: 59, names: [], wildcards: "/" },
  hours: { name: "hours", low: 0, high: 23, names: [], wildcards: "/" },
  days: { name: "day of month", low: 1, high: 31, names: [], wildcards: "?/LW" },
  months: { name: "month", low: 1, high: 12, names: MONTHS, wildcards: "/" },
  weekdays: { name: "day of week", low: 1, high: 7, names: WEEKDAYS, wildcards: "?L#" },
  years: { name: "year", low: 1970, high: 2199, names: [], wildcards: "/" },
} as const satisfies Record<string, CronField>;

/** What a field of days says besides values. */
export type DayRule =
  /** Day of month: the last one, or the last one from Monday to Friday. */
  | { readonly type: "last" | "last-working-day" }
  /** Day of month: the one from Monday to Friday that is nearest to a day. */
  | { readonly type: "nearest-working-day"; readonly day: number }
  /** Day of week: the first, second … or last one of the month; Sunday is 1. */
  | { readonly type: "nth-weekday"; readonly weekday: number; readonly nth: number | "last" };

/** A field that is read: the values that it takes, a rule instead of them, `any` for `?`, or what is wrong with it. */
export type ReadField =
  | { readonly type: "any" }
  | { readonly type: "values"; readonly values: ReadonlySet<number> }
  | { readonly type: "rule"; readonly rule: DayRule }
  | { readonly type: "problem"; readonly problem: string };

/** Reads a field. */
export function readField(text: string, field: CronField): ReadField {
  if (text === "?" && field.wildcards.includes("?")) return { type: "any" };
  if (text === "L" && field.wildcards.includes("#")) return { type: "values", values: new Set([field.high]) };
  const rule = ruleIn(text, field);
  if (rule !== undefined) return typeof rule === "string" ? refused(field, text, rule) : { type: "rule", rule };
  const values = new Set<number>();
  for (const item of text.split(",")) {
    const found = valuesIn(item, field);
    if (typeof found === "string") return refused(field, item, found);
    for (const value of found) values.add(value);
  }
  return { type: "values", values };
}

const refused = ({ name }: CronField, text: string, problem: string): ReadField => ({
  type: "problem",
  problem: `${name} "${text}" ${problem}`,
});

const allowed = ({ low, high, names }: CronField) =>
  `use ${low} to ${high}${names.length > 0 ? ` or ${names[0]} to ${names.at(-1)}` : ""}`;

function numberOf(text: string, { low, high, names }: CronField): number | undefined {
  const value = names.includes(text) ? low + names.indexOf(text) : /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return value >= low && value <= high ? value : undefined;
}

/** Values of one item of a list, such as `1-5/2`, or what is wrong with it. */
function valuesIn(item: string, field: CronField): readonly number[] | string {
  const [, range = "", step] = /^([^/]*)(?:\/(.*))?$/.exec(item) ?? [];
  if (step !== undefined && !field.wildcards.includes("/")) return "has a step, which AWS does not accept here";
  const size = field.high - field.low;
  if (step !== undefined && !(/^\d{1,4}$/.test(step) && Number(step) >= 1 && Number(step) <= size))
    return `has a step that is out of range: use 1 to ${size}`;
  const [first = "", last, more] = range.split("-");
  const from = range === "*" ? field.low : numberOf(first, field);
  // A step alone goes on to the end: 5/10 is 5, 15, 25 …
  const to = range === "*" || (last === undefined && step !== undefined) ? field.high : numberOf(last ?? first, field);
  if (from === undefined || to === undefined || more !== undefined) return `is not a value: ${allowed(field)}`;
  // Weeks go on: SAT-SUN is a weekend (https://www.serverless.com/framework/docs/providers/aws/events/schedule).
  const goesOn = to < from && field.names === WEEKDAYS;
  if (to < from && !goesOn) return "goes backwards: write two ranges with a comma between them";
  const end = goesOn ? to + WEEKDAYS.length : to;
  const count = Math.floor((end - from) / Number(step ?? 1)) + 1;
  const values = Array.from({ length: count }, (_, at) => from + at * Number(step ?? 1));
  return values.map((value) => (value > field.high ? value - WEEKDAYS.length : value));
}

/**
 * A rule on days, what is wrong with it, or nothing if the text is none. It is the whole field: AWS takes one, and no
 * list with it.
 */
function ruleIn(text: string, field: CronField): DayRule | string | undefined {
  if (field.wildcards.includes("W")) return dayRule(text, field);
  return field.wildcards.includes("#") ? weekdayRule(text, field) : undefined;
}

function dayRule(text: string, field: CronField): DayRule | string | undefined {
  if (text === "L") return { type: "last" };
  if (text === "LW") return { type: "last-working-day" };
  const [, number] = /^(\d{1,2})W$/.exec(text) ?? [];
  const day = number === undefined ? undefined : numberOf(number, field);
  if (day !== undefined) return { type: "nearest-working-day", day };
  return /[LW]/.test(text) ? "is not a rule on days: use L, LW or a day with W, such as 15W" : undefined;
}

function weekdayRule(text: string, field: CronField): DayRule | string | undefined {
  const [, named = "", nth] = /^(\w+?)(?:L|#([1-5]))$/.exec(text) ?? [];
  const weekday = numberOf(named, field);
  if (weekday !== undefined) return { type: "nth-weekday", weekday, nth: nth === undefined ? "last" : Number(nth) };
  return /#|L$/.test(text)
    ? "is not a rule on days of the week: use a day with L or #1 to #5, such as FRIL or MON#1"
    : undefined;
}
