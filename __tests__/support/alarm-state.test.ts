import { alarmState, evaluated, type Series } from "./alarm-state.ts";

/** Points as the CloudWatch user guide writes them: X breaches, 0 does not, - is missing. */
const points = (text: string): Series =>
  text.split(" ").map((each) => (each === "-" ? undefined : each === "X" ? 9 : 0));

test.each([
  ["0 - X - X", 3, "OK"],
  ["0 - - - -", 3, "OK"],
  ["- - - - -", 3, "OK"],
  ["0 X X - X", 3, "ALARM"],
  ["- - - - X", 3, "OK"],
  ["0 - X - X", 2, "ALARM"],
  ["0 0 X 0 X", 2, "ALARM"],
  ["0 - X - -", 2, "OK"],
] as const)("%s with %d of 3 data points is %s, as in the tables of the guide", (text, datapoints_to_alarm, state) => {
  expect(alarmState(points(text), { threshold: 5, evaluation_periods: 3, datapoints_to_alarm })).toBe(state);
});

test.each([
  ["group1 + group2", [3, 2, 1, undefined]],
  ["IF(group1 >= group2, group1, group2)", [2, 2, 1, undefined]],
  ["FILL(group1, 0) + FILL(group2, 0)", [3, 2, 1, 0]],
  ["MAX([FILL(group1, 0), FILL(group2, 0)])", [2, 2, 1, 0]],
])("%s fills missing points only with FILL", (expression, expected) => {
  expect(evaluated(expression, [1, 2, undefined, undefined], [2, undefined, 1, undefined])).toEqual(expected);
});
