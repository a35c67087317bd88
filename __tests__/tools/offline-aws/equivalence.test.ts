import { equal, equivalentJson } from "../../../tools/offline-aws/provider/equivalence.ts";

test.each([
  [null, "", true],
  [null, 0, true],
  [null, false, true],
  [undefined, [], true],
  [null, {}, true],
  [null, "a", false],
  [["a"], ["a"], true],
  [["a"], ["b"], false],
  [{ a: 1, b: null }, { a: 1 }, true],
  [{ a: 1 }, { a: 2 }, false],
])("%j equals %j: %s", (a, b, expected) => {
  expect(equal(a, b)).toBe(expected);
});

const policy = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: statement });
const containers = (...list: object[]) => JSON.stringify(list);

test.each([
  ["order of members", '{"a":1,"b":[1,2]}', '{ "b": [1, 2], "a": 1 }', true],
  ["order in a list", '{"a":[1,2]}', '{"a":[2,1]}', false],
  ["plain text", "a", "b", false],
  ["text that is no JSON", "{", "{", false],
  ["one action and a list of one", policy([{ Action: "a" }]), policy({ Action: ["a"] }), true],
  ["order of actions", policy([{ Action: ["a", "b"] }]), policy([{ Action: ["b", "a"] }]), true],
  ["other actions", policy([{ Action: ["a"] }]), policy([{ Action: ["b"] }]), false],
  [
    "defaults of containers",
    containers({ image: "x", essential: true, cpu: 0, environment: [] }),
    containers({ image: "x" }),
    true,
  ],
  [
    "order of settings",
    containers({ image: "x", environment: [{ name: "b" }, { name: "a" }] }),
    containers({ image: "x", environment: [{ name: "a" }, { name: "b" }] }),
    true,
  ],
  ["another image", containers({ image: "x" }), containers({ image: "y" }), false],
])("JSON is compared by meaning: %s", (_, a, b, expected) => {
  expect(equivalentJson(a, b)).toBe(expected);
});
