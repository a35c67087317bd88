import { type NormalForm, normalize } from "../../../packages/offline-aws/provider/normal-forms.ts";

// What hashicorp/aws 5.100 plans for these texts.
test.each<[NormalForm, string, string]>([
  ["domain", "A.Example.com.", "a.example.com"],
  ["json", '{ "b": ["y", "x"], "a": 1.50 }', '{"a":1.5,"b":["y","x"]}'],
  ["json", '{ "10": 1, "9": 2, "a": "x&y" }', '{"10":1,"9":2,"a":"x\\u0026y"}'],
  ["json", "not JSON", "not JSON"],
  ["json without escapes", '{"detail": [">"]}', '{"detail":[">"]}'],
  ["policy", '{ "Statement": [], "Version": "2012-10-17" }', '{"Version":"2012-10-17","Statement":[]}'],
  [
    "containers",
    '[{"name":"b","cpu":0,"user":"","dependsOn":null,"environment":[{"name":"Z","value":"1"},{"name":"A","value":""}]},{"name":"a","image":"<x>","command":[]}]',
    '[{"command":[],"image":"\\u003cx\\u003e","name":"a"},{"environment":[{"name":"A","value":""},{"name":"Z","value":"1"}],"name":"b","user":""}]',
  ],
])("%s: %s", (form, text, normal) => {
  expect(normalize(text, form)).toBe(normal);
});
