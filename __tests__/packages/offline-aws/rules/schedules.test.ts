import { isSchedule } from "../../../../packages/offline-aws/rules/other/events.ts";

test.each([
  ["rate(5 minutes)", true],
  ["rate(1 hour)", true],
  ["rate(2 hour)", false],
  ["cron(0 12 * * ? *)", true],
  ["cron(0 12 * * * *)", false],
  ["every day", false],
])("%s is a schedule: %s", (expression, is) => {
  expect(isSchedule(expression)).toBe(is);
});
