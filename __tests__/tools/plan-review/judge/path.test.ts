import { leadsTo, pathText } from "../../../../tools/plan-review/judge/path.ts";

test.each<[string, string[], (string | number)[]]>([
  ["name", ["name"], ["name"]],
  ["tags.Name", ["tags", "Name"], ["tags", "Name"]],
  ['tags["dots.in.key"]', ["tags", "dots.in.key"], ["tags", "dots.in.key"]],
  ['tags["a\\"]\\nb"]', ["tags", 'a"]\nb'], ["tags", 'a"]\nb']],
  ["subnets[2]", ["subnets", "2"], ["subnets", 2]],
  [
    "containers[web].environment[PORT].value",
    ["containers", "web", "environment", "PORT", "value"],
    ["containers", 0, "environment", 3, "value"],
  ],
  ["", [], []],
])("a person reads %s", (expected, names, path) => {
  expect(pathText(names, path)).toBe(expected);
});

test.each<[(string | number)[], (string | number)[], boolean]>([
  [["list"], ["list", 0, "id"], true],
  [["list", 0, "id"], ["list"], true],
  [["list", 0, "id"], ["list", 0, "id"], true],
  [["list", 0, "id"], ["list", 1, "id"], false],
  [["list"], ["lists"], false],
  [["0"], [0], false],
  [[], ["anything"], true],
])("%j leads to %j: %s", (outer, inner, expected) => {
  expect(leadsTo(outer, inner)).toBe(expected);
});
