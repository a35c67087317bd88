import { planLines } from "../../../../tools/cdktf/watch/offline-plans.ts";

const text = (...messages: object[]) => messages.map((each) => `${JSON.stringify(each)}\n`).join("");
const change = (addr: string, action: string) => ({ type: "planned_change", change: { resource: { addr }, action } });

test("a plan is reported by its size and by each resource that changes", () => {
  const summary = { type: "change_summary", changes: { add: 1, change: 1, remove: 1 } };
  expect(planLines(text(change("aws_vpc.vpc", "replace"), change("aws_subnet.a", "update"), summary))).toEqual([
    "1 to add, 1 to change, 1 to destroy",
    "± aws_vpc.vpc",
    "~ aws_subnet.a",
  ]);
});

test("an empty plan has nothing to do", () => {
  const summary = { type: "change_summary", changes: { add: 0, change: 0, remove: 0 } };
  expect(planLines(text({ type: "version" }, summary))).toEqual(["nothing to do"]);
});

test("an error is reported by its first sentence", () => {
  expect(planLines(text({ "@level": "error", "@message": "Error: Invalid CIDR", type: "diagnostic" }))).toEqual([
    "Error: Invalid CIDR",
  ]);
});
