/** A field of `cron(…)`: the names that can replace numbers in it, and the lowest and highest number. */
interface Field {
  low: number;
  high: number;
  names?: readonly string[];
  /** Besides numbers, names, lists, ranges and steps. */
  special?: RegExp;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html */
const FIELDS: readonly Field[] = [
  { low: 0, high: 59 },
  { low: 0, high: 23 },
  { low: 1, high: 31, special: /^(\?|L(-\d+)?|LW|\d{1,2}W)$/i },
  { low: 1, high: 12, names: MONTHS },
  { low: 1, high: 7, names: DAYS, special: /^(\?|L|[1-7A-Z]+L|([1-7]|[A-Z]{3})#[1-5])$/i },
  { low: 1970, high: 2199 },
];

function isItem(item: string, { low, high, names = [], special }: Field): boolean {
  if (special?.test(item)) return true;
  const [range = "", step, ...more] = item.split("/");
  if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
  if (range === "*") return true;
  const isValue = (value: string) =>
    names.includes(value.toUpperCase()) || (/^\d+$/.test(value) && Number(value) >= low && Number(value) <= high);
  return /^[^-]+(-[^-]+)?$/.test(range) && range.split("-").every(isValue);
}

/** Whether `cron(…)` is one that AWS takes: of the day of the month and of the week one is `?`. */
export function isCron(expression: string): boolean {
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.trim().split(/\s+/) ?? [];
  return (
    fields.length === FIELDS.length &&
    (fields[2] === "?") !== (fields[4] === "?") &&
    fields.every((field, index) => field.split(",").every((item) => isItem(item, FIELDS[index] as Field)))
  );
}
