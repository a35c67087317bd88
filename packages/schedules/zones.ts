/**
 * Whether a text is the name of a time zone, as Joda-Time knows them (Application Auto Scaling user guide, cron expressions).
 * `Intl` takes offsets and any case too, and does not list every name that it takes, such as Etc/GMT+5.
 */
export function isZone(name: string): boolean {
  if (!/^[A-Z][\w+-]*(\/[A-Z][\w+-]*)*$/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** Names of the time zones that `Intl` lists. */
export const zoneNames = (): readonly string[] => ["UTC", ...Intl.supportedValuesOf("timeZone")];

const MINUTE = 60_000;

/** A local time as if it were UTC, in milliseconds. */
export type LocalMs = number;

/** Formats by zone: to make one takes several times as long as to use it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat("en-u-ca-iso8601", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  formats.set(zone, format);
  return format;
}

/** What clocks in a zone show at a moment. */
export function localTime(moment: number, zone: string): LocalMs {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * The moment at which clocks in a zone show a local time: the first one where they show it twice, and undefined if they
 * skip it, as on the day on which summer time begins.
 */
export function momentOf(local: LocalMs, zone: string): number | undefined {
  // Offsets go from -12 to +14 hours, and change by two at most.
  const offsets = [-1, 1].map((day) => {
    const near = local + day * 24 * 60 * MINUTE;
    return localTime(near, zone) - near;
  });
  const moments = [...new Set(offsets)].map((offset) => local - offset).sort((one, other) => one - other);
  return moments.find((moment) => localTime(moment, zone) === local);
}
