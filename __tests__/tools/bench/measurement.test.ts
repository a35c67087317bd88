import { type Measurement, report } from "../../../tools/bench/measurement.ts";

const PLAN: Measurement = { what: "plan", seconds: 1, limit: 2, memory: { mebibytes: 200.4, limit: 250 } };

test.each<[string, Partial<Measurement>, boolean]>([
  ["within all limits", {}, true],
  ["too slow", { seconds: 2.1 }, false],
  ["too much memory", { memory: { mebibytes: 251, limit: 250 } }, false],
  ["too slow against another", { baseline: { seconds: 0.5, limit: 1.5 } }, false],
])("%s", (_, change, ok) => {
  expect(report({ ...PLAN, ...change }).ok).toBe(ok);
});

test("the line has time, memory and their limits", () => {
  expect(report(PLAN).line).toMatch(/^ok {4}plan +1\.00 s, of 2 s, 200 MiB of 250 MiB$/);
});
