import { readAdoptArguments } from "../../../tools/adopt/arguments.ts";

test.each([
  [[], { help: false, yes: false }],
  [["--yes"], { help: false, yes: true }],
  [["-h"], { help: true, yes: false }],
])("%j asks for %j", (words, asked) => {
  expect(readAdoptArguments(words)).toEqual(asked);
});

test("an unknown word is named, with those that are known", () => {
  expect(() => readAdoptArguments(["--force"])).toThrow("--force is unknown: use --yes or --help");
});
