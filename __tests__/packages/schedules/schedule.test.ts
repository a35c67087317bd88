import { readSchedule } from "../../../packages/schedules/schedule.ts";
import { nextRuns } from "../../../packages/schedules/times.ts";
import { isZone, momentOf } from "../../../packages/schedules/zones.ts";

/** Monday. */
const NOW = Date.UTC(2026, 10, 30, 12, 0);

const next = (text: string, zone = "UTC", now = NOW) => {
  const schedule = readSchedule(text);
  if (typeof schedule === "string") throw new Error(schedule);
  return nextRuns(schedule, zone, now, 3).map(({ local }) => local);
};

const DAYS = "needs a ? in day of month or in day of week, and a value or * in the other: write";
const FIELD = "has a field that AWS does not accept:";

test.each([
  ["0 8 * * 1-5", "is not a schedule: write cron(…) with six fields, rate(1 hour) or at(2027-01-31T08:00:00)"],
  [
    "cron(0 8 ? * MON-FRI)",
    "does not have six fields: write minutes, hours, day of month, month, day of week and year",
  ],
  ["cron(0 8 * * MON-FRI *)", `${DAYS} cron(0 8 ? * MON-FRI *)`],
  ["cron(0 8 * * * *)", `${DAYS} cron(0 8 * * ? *)`],
  ["cron(0 8 1 * MON *)", `${DAYS} cron(0 8 ? * MON *)`],
  ["cron(0 8 1 * * *)", `${DAYS} cron(0 8 1 * ? *)`],
  ["cron(0 8 ? * ? *)", `${DAYS} cron(0 8 * * ? *)`],
  ["cron(60 8 ? * * *)", `${FIELD} minutes "60" is not a value: use 0 to 59`],
  ["cron(0 24 ? * * *)", `${FIELD} hours "24" is not a value: use 0 to 23`],
  ["cron(zero 8 ? * * *)", `${FIELD} minutes "zero" is not a value: use 0 to 59`],
  ["cron(0 8 32 * ? *)", `${FIELD} day of month "32" is not a value: use 1 to 31`],
  ["cron(0 8 0 * ? *)", `${FIELD} day of month "0" is not a value: use 1 to 31`],
  ["cron(0 8 1 13 ? *)", `${FIELD} month "13" is not a value: use 1 to 12 or JAN to DEC`],
  ["cron(0 8 ? * 0 *)", `${FIELD} day of week "0" is not a value: use 1 to 7 or SUN to SAT`],
  ["cron(0 8 ? * mon *)", `${FIELD} day of week "mon" is not a value: use 1 to 7 or SUN to SAT`],
  ["cron(0 8 ? * * 2200)", `${FIELD} year "2200" is not a value: use 1970 to 2199`],
  ["cron(0 8 ? * * 27)", `${FIELD} year "27" is not a value: use 1970 to 2199`],
  ["cron(0,,5 8 ? * * *)", `${FIELD} minutes "" is not a value: use 0 to 59`],
  ["cron(1-2-3 8 ? * * *)", `${FIELD} minutes "1-2-3" is not a value: use 0 to 59`],
  ["cron(? 8 ? * * *)", `${FIELD} minutes "?" is not a value: use 0 to 59`],
  ["cron(0 22-2 ? * * *)", `${FIELD} hours "22-2" goes backwards: write two ranges with a comma between them`],
  ["cron(0/0 8 ? * * *)", `${FIELD} minutes "0/0" has a step that is out of range: use 1 to 59`],
  ["cron(0/60 8 ? * * *)", `${FIELD} minutes "0/60" has a step that is out of range: use 1 to 59`],
  ["cron(0/ 8 ? * * *)", `${FIELD} minutes "0/" has a step that is out of range: use 1 to 59`],
  ["cron(0 8 ? * MON/2 *)", `${FIELD} day of week "MON/2" has a step, which AWS does not accept here`],
  ["cron(0 8 L-3 * ? *)", `${FIELD} day of month "L-3" is not a rule on days: use L, LW or a day with W, such as 15W`],
  [
    "cron(0 8 1,15W * ? *)",
    `${FIELD} day of month "1,15W" is not a rule on days: use L, LW or a day with W, such as 15W`,
  ],
  [
    "cron(0 8 ? * 3#6 *)",
    `${FIELD} day of week "3#6" is not a rule on days of the week: use a day with L or #1 to #5, such as FRIL or MON#1`,
  ],
  [
    "cron(0 8 ? * 3#1,6#3 *)",
    `${FIELD} day of week "3#1,6#3" is not a rule on days of the week: use a day with L or #1 to #5, such as FRIL or MON#1`,
  ],
  ["cron(0 8 30 2 ? *)", "never runs: no year has such a day"],
  ["cron(0 8 29 2 ? 2027)", "never runs: no year has such a day"],
  ["rate(0 minutes)", "has no interval: use a number of at least 1"],
  ["rate(1 hours)", "has a unit that does not fit 1: write rate(1 hour)"],
  ["rate(2 hour)", "has a unit that does not fit 2: write rate(2 hours)"],
  ["rate(1 week)", "is not a rate: write a number and its unit, such as rate(1 hour) or rate(30 minutes)"],
  ["at(2027-02-30T08:00:00)", "is not a date and time that exists: correct it"],
  ["at(2027-13-01T08:00:00)", "is not a date and time that exists: correct it"],
  ["at(2027-01-31T24:00:00)", "is not a date and time that exists: correct it"],
  [
    "at(2027-01-31T08:00:00Z)",
    "is not a date and time: write them without a time zone, such as at(2027-01-31T08:00:00)",
  ],
])("%s is refused: %s", (text, problem) => {
  expect(readSchedule(text)).toBe(problem);
});

test.each([
  ["every day", "cron(0 10 * * ? *)", ["Tue 2026-12-01 10:00", "Wed 2026-12-02 10:00", "Thu 2026-12-03 10:00"]],
  [
    "every day of the week",
    "cron(0 10 ? * * *)",
    ["Tue 2026-12-01 10:00", "Wed 2026-12-02 10:00", "Thu 2026-12-03 10:00"],
  ],
  [
    "working days",
    "cron(0 18 ? * MON-FRI *)",
    ["Mon 2026-11-30 18:00", "Tue 2026-12-01 18:00", "Wed 2026-12-02 18:00"],
  ],
  ["a weekend", "cron(0 8 ? * SAT-SUN *)", ["Sat 2026-12-05 08:00", "Sun 2026-12-06 08:00", "Sat 2026-12-12 08:00"]],
  [
    "days over a weekend",
    "cron(0 18 ? * 6-2 *)",
    ["Mon 2026-11-30 18:00", "Fri 2026-12-04 18:00", "Sat 2026-12-05 18:00"],
  ],
  [
    "a number of a day of the week",
    "cron(0 8 ? * 2 *)",
    ["Mon 2026-12-07 08:00", "Mon 2026-12-14 08:00", "Mon 2026-12-21 08:00"],
  ],
  [
    "the first of a month",
    "cron(0 8 1 * ? *)",
    ["Tue 2026-12-01 08:00", "Fri 2027-01-01 08:00", "Mon 2027-02-01 08:00"],
  ],
  [
    "a step from a value",
    "cron(5/20 12 * * ? *)",
    ["Mon 2026-11-30 12:05", "Mon 2026-11-30 12:25", "Mon 2026-11-30 12:45"],
  ],
  [
    "a step from everything",
    "cron(*/30 12 * * ? *)",
    ["Mon 2026-11-30 12:30", "Tue 2026-12-01 12:00", "Tue 2026-12-01 12:30"],
  ],
  [
    "a step in a range",
    "cron(0 8-17/4 * * ? *)",
    ["Mon 2026-11-30 16:00", "Tue 2026-12-01 08:00", "Tue 2026-12-01 12:00"],
  ],
  [
    "a list with names",
    "cron(0 0 15 JAN,3-4 ? *)",
    ["Fri 2027-01-15 00:00", "Mon 2027-03-15 00:00", "Thu 2027-04-15 00:00"],
  ],
  [
    "the last day of the month",
    "cron(0 0 L * ? *)",
    ["Thu 2026-12-31 00:00", "Sun 2027-01-31 00:00", "Sun 2027-02-28 00:00"],
  ],
  [
    "the last working day",
    "cron(0 0 LW * ? *)",
    ["Thu 2026-12-31 00:00", "Fri 2027-01-29 00:00", "Fri 2027-02-26 00:00"],
  ],
  [
    "the working day nearest to a Friday, a Saturday and a Sunday",
    "cron(0 0 1W * ? *)",
    ["Tue 2026-12-01 00:00", "Fri 2027-01-01 00:00", "Mon 2027-02-01 00:00"],
  ],
  [
    "the working day nearest to a weekend",
    "cron(0 0 2W 1-5 ? *)",
    ["Fri 2027-01-01 00:00", "Tue 2027-02-02 00:00", "Tue 2027-03-02 00:00"],
  ],
  ["the last Friday", "cron(15 10 ? * 6L *)", ["Fri 2026-12-25 10:15", "Fri 2027-01-29 10:15", "Fri 2027-02-26 10:15"]],
  [
    "the last day of the week",
    "cron(0 0 ? * L *)",
    ["Sat 2026-12-05 00:00", "Sat 2026-12-12 00:00", "Sat 2026-12-19 00:00"],
  ],
  [
    "the second Tuesday",
    "cron(0 0 ? * 3#2 *)",
    ["Tue 2026-12-08 00:00", "Tue 2027-01-12 00:00", "Tue 2027-02-09 00:00"],
  ],
  ["29 February", "cron(0 0 29 2 ? *)", ["Tue 2028-02-29 00:00", "Sun 2032-02-29 00:00", "Fri 2036-02-29 00:00"]],
  ["one year", "cron(0 0 31 12 ? 2026)", ["Thu 2026-12-31 00:00"]],
  ["a year that is over", "cron(0 0 1 1 ? 2020-2025)", []],
  ["a moment", "at(2027-01-31T08:00:00)", ["Sun 2027-01-31 08:00"]],
  ["a moment that is over", "at(2020-01-31T08:00:00)", []],
  ["a rate", "rate(5 minutes)", []],
])("%s runs next as the calendar says", (_what, text, expected) => {
  expect(next(text)).toEqual(expected);
});

test("clocks of the zone decide, in winter and in summer", () => {
  const schedule = readSchedule("cron(0 8 ? 1,7 MON#1 *)");
  if (typeof schedule === "string") throw new Error(schedule);
  const moments = nextRuns(schedule, "Europe/Berlin", NOW, 2).map(({ moment }) => new Date(moment).toISOString());
  expect(moments).toEqual(["2027-01-04T07:00:00.000Z", "2027-07-05T06:00:00.000Z"]);
});

test("a time that clocks skip is left out, and one that they show twice comes once", () => {
  expect(next("cron(30 2 27-29 3 ? 2027)", "Europe/Berlin")).toEqual(["Sat 2027-03-27 02:30", "Mon 2027-03-29 02:30"]);
  expect(momentOf(Date.UTC(2027, 9, 31, 2, 30), "Europe/Berlin")).toBe(Date.UTC(2027, 9, 31, 0, 30));
});

test("today's times west of UTC are not lost", () => {
  expect(next("cron(30 23 30 11 ? *)", "America/Los_Angeles", Date.UTC(2026, 11, 1, 5))[0]).toBe(
    "Mon 2026-11-30 23:30",
  );
});

test.each(["UTC", "Europe/Berlin", "Etc/GMT+5", "Asia/Kolkata", "America/Argentina/Buenos_Aires", "Pacific/Tahiti"])(
  "%s is a time zone",
  (name) => {
    expect(isZone(name)).toBe(true);
  },
);

test.each(["Europe/Berln", "+01:00", "europe/berlin", "CEST", "", "Berlin"])("%j is none", (name) => {
  expect(isZone(name)).toBe(false);
});
