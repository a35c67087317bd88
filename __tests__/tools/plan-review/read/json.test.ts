import { at, canonical, documentIn, parseJson } from "../../../../tools/plan-review/read/json.ts";

test.each<[string, string, string]>([
  ["the order of keys", '{"a":1,"b":{"c":2,"d":3}}', '{ "b": {"d":3,"c":2}, "a":1 }'],
  ["how a number is written", '{"a":1}', '{"a":1.0}'],
  ["how a character is written", '{"a":"é"}', '{"a":"\\u00e9"}'],
])("values are equal whatever %s", (_, one, other) => {
  expect(canonical(parseJson(one))).toBe(canonical(parseJson(other)));
});

test.each<[string, string]>([
  ["[1,2]", "[2,1]"],
  ['["1"]', "[1]"],
  ["[null]", "[]"],
  ['{"a":null}', "{}"],
  ["[12345678901234567890]", "[12345678901234567891]"],
  ['["a,b"]', '["a","b"]'],
])("%s differs from %s", (one, other) => {
  expect(canonical(parseJson(one))).not.toBe(canonical(parseJson(other)));
});

test.each(["constructor", "toString", "__proto__", "length"])("no object has %s of itself", (key) => {
  expect(at({}, key)).toBeUndefined();
  expect(at([], key)).toBeUndefined();
});

test.each<[string, unknown]>([
  [' {"a":1}', { a: 1 }],
  ["\n[1]", [1]],
  ["{}", {}],
  ["[not a list]", undefined],
  ["{{template}}", undefined],
  ["1", undefined],
  ['"text"', undefined],
  ["", undefined],
])("the text %j holds %j", (text, document) => {
  expect(documentIn(text)).toEqual(document);
});
