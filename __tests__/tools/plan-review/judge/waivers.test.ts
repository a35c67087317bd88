import { idleWaivers, waived } from "../../../../tools/plan-review/judge/waivers.ts";

const waiver = { id: "loss-a-1234", reason: "moved by hand", until: "2027-01-31" };
const on = (today: string) => ({ all: [waiver], today });
const finding = { id: "loss-a-1234", kind: "loss" };

test.each<[string, boolean]>([
  ["2027-01-30", true],
  ["2027-01-31", true],
  ["2027-02-01", false],
  ["2028-01-01", false],
])("on %s it counts: %s", (today, counts) => {
  const { reason, until } = waiver;
  expect(waived(finding, on(today))).toEqual(counts ? { ...finding, waived: { reason, until } } : finding);
});

test("it counts for nothing else", () => {
  expect(waived({ ...finding, id: "loss-a-5678" }, on("2027-01-01"))).not.toHaveProperty("waived");
});

test("what could not be planned can't be waived", () => {
  expect(waived({ ...finding, kind: "error" }, on("2027-01-01"))).not.toHaveProperty("waived");
});

test("one that is no longer valid does not hide one that is", () => {
  const all = [{ ...waiver, until: "2026-01-01" }, waiver];
  expect(waived(finding, { all, today: "2027-01-01" })).toHaveProperty("waived.until", "2027-01-31");
});

test.each<[string, string[], string[]]>([
  ["2027-01-01", ["loss-a-1234"], []],
  ["2027-01-01", [], ["the waiver of loss-a-1234 matches nothing"]],
  ["2027-02-01", ["loss-a-1234"], ["the waiver of loss-a-1234 has expired on 2027-01-31"]],
])("on %s, with the findings %j, the message is %j", (today, ids, expected) => {
  expect(idleWaivers(on(today), new Set(ids))).toEqual(expected);
});
