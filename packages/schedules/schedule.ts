import { type DayRule, FIELDS, type ReadField, readField } from "./fields.ts";

type Values = ReadonlySet<number>;

/** When a scheduled action runs. */
export type Schedule =
  /** Once, at a local time. */
  | { readonly type: "at"; readonly local: readonly [year: number, month: number, day: number, seconds: number] }
  /** Again and again from when it is made. */
  | { readonly type: "rate"; readonly seconds: number }
  /** Whenever the local time is one of these. */
  | {
      readonly type: "cron";
      readonly minutes: Values;
      readonly hours: Values;
      readonly months: Values;
      readonly years: Values;
      /** Days of the month, or of the week with Sunday as 1. */
      readonly days: { readonly of: "month" | "week"; readonly values: Values } | DayRule;
    };

const FORMS = "write cron(…) with six fields, rate(1 hour) or at(2027-01-31T08:00:00)";

/** Reads an expression; a text says what is wrong with it, and the way out. */
export function readSchedule(text: string): Schedule | string {
  const [, form = "", content = ""] = /^(at|rate|cron)\((.*)\)$/.exec(text) ?? [];
  switch (form) {
    case "at":
      return readAt(content);
    case "rate":
      return readRate(content);
    case "cron":
      return readCron(content);
    default:
      return `is not a schedule: ${FORMS}`;
  }
}

function readAt(content: string): Schedule | string {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(content)?.slice(1).map(Number);
  if (parts === undefined)
    return "is not a date and time: write them without a time zone, such as at(2027-01-31T08:00:00)";
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  if (hour > 23 || minute > 59 || second > 59 || !isDate(year, month, day))
    return "is not a date and time that exists: correct it";
  return { type: "at", local: [year, month, day, hour * 3600 + minute * 60 + second] };
}

const isDate = (year: number, month: number, day: number) =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);

/** Days of a month, which is 1 for January. */
export const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const UNITS: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86400 };

function readRate(content: string): Schedule | string {
  const [, number = "", unit = "", plural = ""] = /^(\d{1,6}) (minute|hour|day)(s?)$/.exec(content) ?? [];
  const value = Number(number);
  if (number === "") return "is not a rate: write a number and its unit, such as rate(1 hour) or rate(30 minutes)";
  if (value === 0) return "has no interval: use a number of at least 1";
  // EventBridge user guide, rate expressions: singular for 1, plural for more.
  const right = value === 1 ? unit : `${unit}s`;
  if (`${unit}${plural}` !== right) return `has a unit that does not fit ${value}: write rate(${value} ${right})`;
  return { type: "rate", seconds: value * (UNITS[unit] ?? 0) };
}

function readCron(content: string): Schedule | string {
  const texts = content.split(" ");
  if (texts.length !== 6)
    return "does not have six fields: write minutes, hours, day of month, month, day of week and year";
  const read = Object.values(FIELDS).map((field, index) => readField(texts[index] ?? "", field));
  const [minutes, hours, days, months, weekdays, years] = read as [
    ReadField,
    ReadField,
    ReadField,
    ReadField,
    ReadField,
    ReadField,
  ];
  for (const each of read) if (each.type === "problem") return `has a field that AWS does not accept: ${each.problem}`;
  // EventBridge user guide, cron expressions reference, limits: a value or * in one of them wants a ? in the other.
  if ((days.type === "any") === (weekdays.type === "any"))
    return `needs a ? in day of month or in day of week, and a value or * in the other: write ${corrected(texts, days)}`;
  const schedule: Schedule = {
    type: "cron",
    minutes: valuesOf(minutes),
    hours: valuesOf(hours),
    months: valuesOf(months),
    years: valuesOf(years),
    days: days.type === "any" ? daysOf(weekdays, "week") : daysOf(days, "month"),
  };
  return comesEver(schedule) ? schedule : "never runs: no year has such a day";
}

/** The expression that was probably meant. */
function corrected([minutes, hours, day, month, weekday, year]: readonly string[], days: ReadField): string {
  const [first, second] = days.type === "any" || weekday === "*" ? [day === "?" ? "*" : day, "?"] : ["?", weekday];
  return `cron(${[minutes, hours, first, month, second, year].join(" ")})`;
}

const valuesOf = (field: ReadField): Values => (field.type === "values" ? field.values : new Set());

const daysOf = (field: ReadField, of: "month" | "week") =>
  field.type === "rule" ? field.rule : { of, values: valuesOf(field) };

/** Whether a year of a cron expression has one of its days: 30 February comes in none. */
function comesEver(schedule: Extract<Schedule, { type: "cron" }>): boolean {
  for (const year of schedule.years)
    for (const month of schedule.months) if (runDays(schedule, year, month).length > 0) return true;
  return false;
}

/** Days of a month on which a cron expression runs, whether or not it runs in that month. */
export function runDays({ days }: Extract<Schedule, { type: "cron" }>, year: number, month: number): number[] {
  const all = Array.from({ length: daysIn(year, month) }, (_, at) => at + 1);
  const weekday = (day: number) => new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
  if ("of" in days) return all.filter((day) => days.values.has(days.of === "month" ? day : weekday(day)));
  const isWorking = (day: number) => weekday(day) !== 1 && weekday(day) !== 7;
  switch (days.type) {
    case "last":
      return all.slice(-1);
    case "last-working-day":
      return all.filter(isWorking).slice(-1);
    case "nearest-working-day": {
      if (days.day > all.length) return [];
      const byDistance = (one: number, other: number) => Math.abs(one - days.day) - Math.abs(other - days.day);
      return all.filter(isWorking).sort(byDistance).slice(0, 1);
    }
    case "nth-weekday": {
      const found = all.filter((day) => weekday(day) === days.weekday);
      return days.nth === "last" ? found.slice(-1) : found.slice(days.nth - 1, days.nth);
    }
  }
}
