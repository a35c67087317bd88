import { inOrder, wavesOf } from "../../../../tools/plan-review/judge/waves.ts";

const waves = (reads: Record<string, string[]>) => Object.fromEntries(wavesOf(new Map(Object.entries(reads))));

test.each<[string, Record<string, string[]>, Record<string, number>]>([
  ["none", {}, {}],
  ["those that read nothing", { a: [], b: [] }, { a: 1, b: 1 }],
  ["a chain", { c: ["b"], b: ["a"], a: [] }, { a: 1, b: 2, c: 3 }],
  ["a diamond", { a: [], b: ["a"], c: ["a"], d: ["b", "c", "a"] }, { a: 1, b: 2, c: 2, d: 3 }],
  ["one that reads what is not there", { a: ["elsewhere"] }, { a: 1 }],
  ["one that reads itself", { a: ["a"], b: ["a"] }, { a: 1, b: 2 }],
  ["a circle, and who reads it", { a: [], b: ["a", "c"], c: ["b"], d: ["c"] }, { a: 1, b: 2, c: 2, d: 2 }],
])("waves of %s", (_, reads, expected) => {
  expect(waves(reads)).toEqual(expected);
});

test("stacks come by wave and then by name, however they were given", () => {
  const stacks = [
    { name: "b", wave: 2 },
    { name: "c", wave: 1 },
    { name: "a", wave: 2 },
  ];
  expect(inOrder(stacks).map(({ name }) => name)).toEqual(["c", "a", "b"]);
  expect(inOrder([...stacks].reverse())).toEqual(inOrder(stacks));
});
